"use client";

import { useState } from "react";
import { useTable } from "@/components/data-table/table-state";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/**
 * From and Until on the organisation's clocks, as `2026-11-24T09:00`. What is typed counts once the field is left or Enter is pressed: on the way
 * to a year there are four others.
 * @param isLive  until is now, and stays so while only the beginning is changed
 */
export function RangeFields({ from, until, isLive }: { from: string; until: string; isLive: boolean }) {
  const { change } = useTable();
  const [typed, setTyped] = useState<{ from?: string; until?: string }>({});
  const wanted = { from: typed.from ?? from, until: typed.until ?? until };
  const error = wanted.from >= wanted.until ? "must be before Until" : undefined;

  function take() {
    const isChanged = wanted.from !== from || wanted.until !== until;
    if (!isChanged) return setTyped({});
    if (error || wanted.from === "" || wanted.until === "") return;
    const staysLive = isLive && wanted.until === until;
    change((next) => {
      next.set("span", "custom");
      next.set("from", wanted.from);
      if (staysLive) next.delete("until");
      else next.set("until", wanted.until);
      next.delete("resolution");
    });
    setTyped({});
  }

  return (
    <>
      {(["from", "until"] as const).map((name) => (
        <Field key={name} label={name === "from" ? "From" : "Until"} {...(name === "from" && error && { error })} className="max-sm:w-full sm:w-58">
          <Input
            type="datetime-local"
            max="9999-12-31T23:59"
            value={wanted[name]}
            onChange={({ target }) => setTyped((last) => ({ ...last, [name]: target.value }))}
            onBlur={take}
            onKeyDown={({ key }) => {
              if (key === "Enter") take();
              if (key === "Escape") setTyped({});
            }}
          />
        </Field>
      ))}
    </>
  );
}
