"use client";

import Link from "next/link";
import { useEffect, useState } from "react";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/input";
import { useRefresh } from "@/components/use-refresh";

/** `keys`: those a function may be given. `initial`: the one it has, which may be none of them any more. */
type ApiKeyFieldProps = { keys: readonly { id: string; label: string }[]; initial: string; mayAddKey: boolean; error: string | undefined };

/** The key that a function works with: its rights are the function's. One that is missing is made in another tab, and is then chosen here. */
export function ApiKeyField({ keys, initial, mayAddKey, error }: ApiKeyFieldProps) {
  const [chosen, setChosen] = useState(initial);
  const startAdding = useRefreshOnReturn();
  const isUnusable = initial !== "" && !keys.some(({ id }) => id === initial);
  const [only] = keys;
  return (
    <Field
      label="API key"
      hint={
        <>
          {keys.length === 0 ? "There is no key yet that functions may use. " : "The function may do what this key may do. "}
          {mayAddKey ? (
            <Link href="/organisation/api/keys/new?for=functions" target="_blank" onClick={startAdding} className="font-medium text-foreground underline underline-offset-4">
              Add a key for functions
            </Link>
          ) : (
            "An administrator adds keys and ticks “Usable by functions”."
          )}
        </>
      }
      error={error}
    >
      <Select name="apiKeyId" value={chosen || (keys.length === 1 && only ? only.id : "")} onChange={({ target }) => setChosen(target.value)} required>
        {keys.length === 1 && !isUnusable ? null : <option value="">Choose a key</option>}
        {isUnusable ? <option value={initial}>The key of now, which is not valid any more</option> : null}
        {keys.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </Select>
    </Field>
  );
}

/** Reads the page again whenever somebody comes back to this tab. @returns to be called when they leave for another one */
function useRefreshOnReturn(): () => void {
  const refresh = useRefresh();
  const [isAway, setAway] = useState(false);
  useEffect(() => {
    if (!isAway) return;
    const back = () => !document.hidden && refresh();
    document.addEventListener("visibilitychange", back);
    return () => document.removeEventListener("visibilitychange", back);
  }, [isAway, refresh]);
  return () => setAway(true);
}
