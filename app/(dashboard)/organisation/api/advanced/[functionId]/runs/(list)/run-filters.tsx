"use client";

import Form from "next/form";
import { useRouter } from "next/navigation";
import { type FormEvent, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { outcomes } from "@/lib/functions/schema";
import { runWords } from "../../../run-words";
import type { RunQuery } from "../run-query";

/** Outcome and time stand in the address; they follow what is chosen, and the button is for those without scripts. */
export function RunFilters({ address, query: { outcome, from, until } }: { address: string; query: RunQuery }) {
  const router = useRouter();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  function follow(event: FormEvent<HTMLFormElement>) {
    const form = event.currentTarget;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const entries = [...new FormData(form)].filter((entry): entry is [string, string] => typeof entry[1] === "string" && entry[1] !== "");
      router.replace(`${address}?${new URLSearchParams(entries).toString()}`, { scroll: false });
    }, 250);
  }

  return (
    <Form action={address} role="search" aria-label="Runs" onChange={follow} className="mb-4 grid gap-x-4 gap-y-3 sm:grid-cols-3 lg:max-w-3xl">
      <Field label="Outcome">
        <Select name="outcome" defaultValue={outcome}>
          <option value="">Every outcome</option>
          <option value="open">Waiting or running</option>
          <option value="failed">Every failure</option>
          {outcomes.map((known) => (
            <option key={known} value={known}>
              {runWords[known].word}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="From">
        <Input type="datetime-local" name="from" defaultValue={from} />
      </Field>
      <Field label="Until">
        <Input type="datetime-local" name="until" defaultValue={until} />
      </Field>
      <noscript>
        <Button type="submit" variant="outline">
          Show
        </Button>
      </noscript>
    </Form>
  );
}
