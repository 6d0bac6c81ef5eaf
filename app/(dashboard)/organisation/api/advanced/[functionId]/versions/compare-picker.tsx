"use client";

import { usePathname, useRouter } from "next/navigation";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/input";

/** Which two states are compared; the address holds it. */
export function ComparePicker({ choices, from, to }: { choices: readonly string[]; from: string; to: string }) {
  const router = useRouter();
  const path = usePathname();
  const show = (chosen: { from: string; to: string }) => router.replace(`${path}?${new URLSearchParams(chosen).toString()}`, { scroll: false });
  const options = choices.map((choice) => (
    <option key={choice} value={choice}>
      {choice === "draft" ? "Draft" : `Version ${choice}`}
    </option>
  ));
  return (
    <div className="grid max-w-md grid-cols-2 gap-4">
      <Field label="From">
        <Select value={from} onChange={({ target }) => show({ from: target.value, to })}>
          {options}
        </Select>
      </Field>
      <Field label="To">
        <Select value={to} onChange={({ target }) => show({ from, to: target.value })}>
          {options}
        </Select>
      </Field>
    </div>
  );
}
