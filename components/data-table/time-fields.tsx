"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** On the organisation's clocks, as `2026-11-24T09:00`; empty where it is open. */
export type TimeRange = { from: string; until: string };

/**
 * From and Until. What is typed counts once the field is left or Enter is pressed: on the way to a year there are four others. Escape forgets it.
 * @param onTake  gets a range in its order, and not the one there was
 * @param className  of each field
 */
export function TimeFields({ range, onTake, className }: { range: TimeRange; onTake: (wanted: TimeRange) => void; className?: string }) {
  const [typed, setTyped] = useState<Partial<TimeRange>>({});
  const wanted = { ...range, ...typed };
  const error = wanted.from !== "" && wanted.until !== "" && wanted.from >= wanted.until ? "must be before Until" : undefined;

  function take() {
    if (error) return;
    if (wanted.from !== range.from || wanted.until !== range.until) onTake(wanted);
    setTyped({});
  }

  return (["from", "until"] as const).map((name) => (
    <Field key={name} label={name === "from" ? "From" : "Until"} {...(name === "from" && error && { error })} {...(className !== undefined && { className })}>
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
  ));
}
