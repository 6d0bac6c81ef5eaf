"use client";

import { Check } from "lucide-react";
import { useEffect, useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { faultOfKey } from "./check-key";

/** `own`: the function that has a key already, and which; that one needs no look. `error`: what saving said. */
type KeyFieldProps = { value: string; onChange: (key: string) => void; base: string; own?: { id: string; key: string }; error: string | undefined };

/** The key in an endpoint's address, looked up while it is typed. */
export function KeyField({ value, onChange, base, own, error }: KeyFieldProps) {
  const [looked, setLooked] = useState<{ key: string; fault: string | undefined }>();

  const [ownId, ownKey] = [own?.id, own?.key];
  useEffect(() => {
    if (value === "" || value === ownKey) return;
    let isOld = false;
    const timer = setTimeout(() => {
      faultOfKey(value, ownId).then(
        (fault) => isOld || setLooked({ key: value, fault }),
        () => undefined, // saving will tell
      );
    }, 300);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [value, ownId, ownKey]);

  const now = looked?.key === value ? looked : undefined;
  return (
    <div className="grid gap-1.5">
      <Field label="Key" hint={<span className="[overflow-wrap:anywhere]">Its address begins with {base}/<span className="font-medium">{value || "…"}</span></span>} error={now ? now.fault : error}>
        <Input name="key" value={value} onChange={({ target }) => onChange(target.value)} autoComplete="off" spellCheck={false} className="font-mono text-sm" />
      </Field>
      <p role="status" className="flex items-center gap-1.5 text-xs font-medium text-success empty:hidden">
        {now && now.fault === undefined ? (
          <>
            <Check aria-hidden className="size-3.5" />
            This key is free
          </>
        ) : null}
      </p>
    </div>
  );
}
