"use client";

import Form from "next/form";
import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/input";
import { type AuditedAction, auditedActions } from "@/lib/functions/schema";
import { actionWords } from "../audit-words";

/** Which actions are told stands in the address; the button is for those without scripts. */
export function ActionFilter({ address, action }: { address: string; action: AuditedAction | undefined }) {
  const router = useRouter();
  return (
    <Form action={address} role="search" aria-label="History" className="mb-4 grid gap-x-4 gap-y-3 sm:max-w-72">
      <Field label="What was done">
        <Select key={action} name="action" defaultValue={action ?? ""} onChange={({ target }) => router.replace(target.value ? `${address}?action=${target.value}` : address, { scroll: false })}>
          <option value="">Everything but runs by hand</option>
          {auditedActions.map((known) => (
            <option key={known} value={known}>
              {actionWords[known]}
            </option>
          ))}
        </Select>
      </Field>
      <noscript>
        <Button type="submit" variant="outline">
          Show
        </Button>
      </noscript>
    </Form>
  );
}
