"use client";

import Form from "next/form";
import { useRouter } from "next/navigation";
import { type FormEvent, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Input, Select } from "@/components/ui/input";

/** Search and state stand in the address; they follow what is typed, and the button is for those without scripts. */
export function KeyFilters({ search, state }: { search: string; state: string }) {
  const router = useRouter();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  function follow(event: FormEvent<HTMLFormElement>) {
    const form = event.currentTarget;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const entries = [...new FormData(form)].filter((entry): entry is [string, string] => typeof entry[1] === "string" && entry[1] !== "");
      router.replace(`/organisation/api/keys?${new URLSearchParams(entries).toString()}`, { scroll: false });
    }, 250);
  }

  return (
    <Form action="/organisation/api/keys" role="search" onChange={follow} className="mb-4 flex max-w-xl flex-wrap gap-3">
      <Input type="search" name="q" defaultValue={search} aria-label="Search API keys" placeholder="Search by comments, person, event or key" autoComplete="off" className="min-w-56 flex-1" />
      <Select name="state" defaultValue={state} aria-label="State" className="w-40">
        <option value="">Every state</option>
        <option>Active</option>
        <option>Disabled</option>
        <option>Expired</option>
      </Select>
      <noscript>
        <Button type="submit" variant="outline">
          Search
        </Button>
      </noscript>
    </Form>
  );
}
