"use client";

import { ChevronDown } from "lucide-react";
import { Popover } from "radix-ui";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useTable } from "./table-state";

/**
 * A filter by time: a button that opens `from` and `until`, either of which may stay open. They stand in the address on the organisation's
 * clocks, as `2026-11-24T09:00`. What is typed counts once the field is left or Enter is pressed.
 * @param zone  of these clocks, in words
 */
export function TimeFacet({ zone }: { zone: string }) {
  const { params, change } = useTable();
  const [typed, setTyped] = useState<{ from?: string; until?: string }>({});
  const stored = { from: params.get("from") ?? "", until: params.get("until") ?? "" };
  const wanted = { ...stored, ...typed };
  const error = wanted.from !== "" && wanted.until !== "" && wanted.from >= wanted.until ? "must be before Until" : undefined;
  const set = names.filter((name) => stored[name] !== "").length;

  function take() {
    if (error || names.every((name) => wanted[name] === stored[name])) return;
    change((next) => {
      for (const name of names) {
        if (wanted[name] === "") next.delete(name);
        else next.set(name, wanted[name]);
      }
    });
    setTyped({});
  }

  return (
    <Popover.Root onOpenChange={() => setTyped({})}>
      <Popover.Trigger asChild>
        <Button variant="outline" className="px-3.5">
          Time
          {set > 0 ? <span className="rounded-full bg-primary px-1.5 text-xs text-primary-foreground tabular-nums">{set}</span> : null}
          <ChevronDown aria-hidden />
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content align="start" sideOffset={8} collisionPadding={12} aria-label="Time" className="z-40 grid w-72 gap-4 rounded-lg border bg-popover p-4 text-sm shadow-lg shadow-foreground/8 outline-none">
          {names.map((name) => (
            <Field key={name} label={name === "from" ? "From" : "Until"} {...(name === "from" && error ? { error } : {})}>
              <Input
                type="datetime-local"
                max="9999-12-31T23:59"
                value={wanted[name]}
                onChange={({ target }) => setTyped((last) => ({ ...last, [name]: target.value }))}
                onBlur={take}
                onKeyDown={({ key }) => {
                  if (key === "Enter") take();
                }}
              />
            </Field>
          ))}
          <p className="text-xs text-muted-foreground">Times are in {zone}.</p>
          {set > 0 ? (
            <Button
              variant="ghost"
              size="sm"
              onClick={() => {
                setTyped({});
                change((next) => names.forEach((name) => next.delete(name)));
              }}
            >
              Clear
            </Button>
          ) : null}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

const names = ["from", "until"] as const;
