"use client";

import { type ReactNode, useActionState, useEffect, useState } from "react";
import { untouchedForm } from "@/app/form-state";
import { keepingForm } from "@/components/keeping-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { setUpAction } from "./actions";

export function SetUpForm({ token, zones }: { token: string; zones: string[] }) {
  const [state, submit, isPending] = useActionState(setUpAction.bind(null, token), untouchedForm);
  const own = useOwnZone(zones);
  const field = (name: string) => ({ name, defaultValue: state.values[name] });
  const zoneOf = (name: string) => state.values[name] ?? own; // also the select's key: only a new one takes a new default
  const options = zones.map((zone) => <option key={zone}>{zone}</option>);

  return (
    <form action={submit} onSubmit={keepingForm(submit)} noValidate className="grid gap-6">
      {state.message ? <Alert tone="destructive">{state.message}</Alert> : null}
      <Step title="Organisation" text="Whoever runs the events: an organiser, a venue, an association.">
        <Field label="Organisation name" error={state.fields.organisation}>
          <Input {...field("organisation")} autoComplete="organization" required />
        </Field>
        <Field label="Time zone" hint="For dates that belong to no event." error={state.fields.timezone}>
          <Select key={zoneOf("timezone")} name="timezone" defaultValue={zoneOf("timezone")}>{options}</Select>
        </Field>
      </Step>
      <Step title="First administrator" text="May do everything, and may add others.">
        <Field label="Your name" error={state.fields.name}>
          <Input {...field("name")} autoComplete="name" required />
        </Field>
        <Field label="E-mail" error={state.fields.email}>
          <Input {...field("email")} type="email" autoComplete="username" required />
        </Field>
        <Field label="Password" hint="At least 10 characters. A few unrelated words are good." error={state.fields.password} className="sm:col-span-2">
          <Input name="password" type="password" autoComplete="new-password" required />
        </Field>
      </Step>
      <Step title="First event" text="It begins with one registration form and the types Visitor, Press and Exhibitor.">
        <Field label="Event name" error={state.fields.event}>
          <Input {...field("event")} required />
        </Field>
        <Field label="Time zone of the event" error={state.fields.eventTimezone}>
          <Select key={zoneOf("eventTimezone")} name="eventTimezone" defaultValue={zoneOf("eventTimezone")}>{options}</Select>
        </Field>
        <Field label="First day" error={state.fields.start}>
          <Input {...field("start")} type="date" required />
        </Field>
        <Field label="Last day" error={state.fields.end}>
          <Input {...field("end")} type="date" required />
        </Field>
      </Step>
      <Button type="submit" aria-busy={isPending} disabled={isPending} className="justify-self-start max-sm:w-full">
        {isPending ? "Setting up …" : "Set up Visit"}
      </Button>
    </form>
  );
}

function Step({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <Card className="p-6 sm:p-8">
      <fieldset>
        <legend className="float-left text-lg font-semibold">{title}</legend>
        <p className="clear-left mb-5 text-sm text-muted-foreground">{text}</p>
        <div className="grid gap-5 sm:grid-cols-2">{children}</div>
      </fieldset>
    </Card>
  );
}

/** The zone of the person's own clock, once the browser is there to ask. */
function useOwnZone(zones: string[]): string {
  const [zone, setZone] = useState("Europe/Amsterdam");
  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (zones.includes(own)) setZone(own);
  }, [zones]);
  return zone;
}
