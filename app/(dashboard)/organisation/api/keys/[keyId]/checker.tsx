"use client";

import { useActionState } from "react";
import { keepingForm } from "@/components/keeping-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { check, type CheckState } from "../actions";
import { refusalWords } from "./refusal-words";

type CheckerProps = { keyId: string; operations: readonly { access: string; summary: string; line: string }[]; events: readonly { id: string; name: string }[]; address: string };

/** Asks the function that decides in production what it would say. */
export function Checker({ keyId, operations, events, address }: CheckerProps) {
  const [state, submit, isPending] = useActionState<CheckState, FormData>(check.bind(null, keyId), { values: {}, fields: {} });
  const { decision } = state;
  return (
    <section aria-label="Would it be allowed?" className="grid gap-4">
      <div className="grid gap-1">
        <h2 className="text-lg">Would it be allowed?</h2>
        <p className="text-sm text-muted-foreground">Would this key, from this address, now, be allowed to do this? Answered by the same rules that answer requests.</p>
      </div>
      <Card className="p-6">
        <form action={submit} onSubmit={keepingForm(submit)} noValidate className="grid gap-5">
          <div className="grid gap-5 sm:grid-cols-[1fr_1.5fr_1.2fr]">
            <Field label="From the address" error={state.fields.address}>
              <Input name="address" defaultValue={address} autoComplete="off" spellCheck={false} className="font-mono text-sm" />
            </Field>
            <Field label="To do" error={state.fields.access}>
              <Select name="access">
                {operations.map(({ access, summary, line }) => (
                  <option key={line} value={access}>
                    {summary.replace(/\.$/, "")}
                  </option>
                ))}
              </Select>
            </Field>
            <Field label="In the event" error={state.fields.eventId}>
              <Select name="eventId">
                <option value="">No particular event</option>
                {events.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
            </Field>
          </div>
          <div className="flex flex-wrap items-center gap-4">
            <Button type="submit" variant="outline" aria-busy={isPending} disabled={isPending}>
              Check
            </Button>
            <div role="status" className="min-w-0 flex-1">
              {decision && !isPending ? (
                <Alert tone={decision.allowed ? "success" : "destructive"}>{decision.allowed ? "Yes, it would be allowed." : `No. ${refusalWords[decision.reason] ?? decision.reason}`}</Alert>
              ) : null}
            </div>
          </div>
        </form>
      </Card>
    </section>
  );
}
