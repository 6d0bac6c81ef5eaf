"use client";

import { Check } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type ReactNode, useActionState, useEffect, useRef, useState } from "react";
import { keepingForm } from "@/components/keeping-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { Permissions } from "@/lib/accounts/permissions";
import type { Rights } from "@/lib/api-keys/rights";
import { AddressesField } from "./addresses-field";
import { EventsField } from "./events-field";
import { type KeyFormState, untouchedKey } from "./key-form-state";
import { RightsField } from "./rights-field";
import { SecretDialog } from "./secret-dialog";

/** A key as its form begins with it. `expiresAt`: as clocks of the organisation's zone show it. */
export type KeyFormValues = {
  state: string;
  comments: string;
  expiresAt: string;
  addressScope: "any" | "listed";
  addresses: readonly string[];
  eventScope: "all" | "chosen";
  eventIds: readonly string[];
  rights: Rights;
  limits: { parallel?: number; queued?: number; perMinute?: number; waiters?: number };
  isUsableByFunctions: boolean;
  mayCallFunctions: boolean;
  contactName: string | null;
  contactEmail: string | null;
  contactPhone: string | null;
  version: string;
};

type KeyFormProps = {
  action: (state: KeyFormState, form: FormData) => Promise<KeyFormState>;
  /** absent: a new key */
  initial?: KeyFormValues;
  events: readonly { id: string; name: string }[];
  /** of whoever fills it in: nobody grants more than they have */
  permissions: Permissions;
  /** for people */
  zone: string;
  /** where the page is looked at from; undefined when unknown */
  myAddress: string | undefined;
  apiUrl: string;
  /** how many functions work with it */
  functionCount?: number;
  /** a new key that a function is to work with */
  isForFunctions?: boolean;
};

/** All that can be set about a key. Only State and Comments must be filled in. */
export function KeyForm({ action, initial = newKey, events, permissions, zone, myAddress, apiUrl, functionCount = 0, isForFunctions = false }: KeyFormProps) {
  const [state, submit, isPending] = useActionState(action, untouchedKey);
  const [editedIn, setEditedIn] = useState<KeyFormState>();
  const [version, setVersion] = useState(initial.version);
  const form = useRef<HTMLFormElement>(null);
  const router = useRouter();
  const isNew = initial === newKey;

  useEffect(() => {
    if (Object.keys(state.fields).length > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
    if (state.isSaved) setVersion(initial.version);
  }, [state]); // an answer is told once, whatever else changes

  const error = (name: string) => state.fields[name];
  const { limits } = initial;
  return (
    <>
      <form ref={form} action={submit} onSubmit={keepingForm(submit)} onChange={() => setEditedIn(state)} noValidate className="grid gap-6">
        <input type="hidden" name="version" value={version} />
        {state.message ? <Alert tone="destructive">{state.message}</Alert> : null}
        <Part>
          <Field label="State" error={error("state")} className="sm:max-w-60">
            <Select name="state" defaultValue={initial.state}>
              <option>Active</option>
              <option>Disabled</option>
            </Select>
          </Field>
          <Field label="Comments" hint="What the key is for, so that you know it again. The program that uses it never sees this." error={error("comments")}>
            <Textarea name="comments" defaultValue={initial.comments} rows={2} required />
          </Field>
        </Part>
        <Part title="Optional">
          <Field label="Expires after" hint={`In ${zone}. Leave empty for a key without an end.`} error={error("expiresAt")} className="sm:max-w-80">
            <Input type="datetime-local" name="expiresAt" defaultValue={initial.expiresAt} />
          </Field>
          <AddressesField scope={initial.addressScope} lines={initial.addresses} myAddress={myAddress} error={error("addresses")} />
          <EventsField scope={initial.eventScope} chosen={initial.eventIds} events={events} error={error("events")} />
        </Part>
        <Part title="Rights" text="What the key may do. You can give no more than you may do yourself.">
          <RightsField initial={initial.rights} permissions={permissions} error={error("rights")} />
        </Part>
        <Part title="Contact person" text="Who to ask when something about this key is unclear.">
          <div className="grid gap-5 sm:grid-cols-3">
            <Field label="Name" error={error("contactName")}>
              <Input name="contactName" defaultValue={initial.contactName ?? ""} autoComplete="off" />
            </Field>
            <Field label="E-mail" error={error("contactEmail")}>
              <Input name="contactEmail" type="email" defaultValue={initial.contactEmail ?? ""} autoComplete="off" />
            </Field>
            <Field label="Phone" error={error("contactPhone")}>
              <Input name="contactPhone" type="tel" defaultValue={initial.contactPhone ?? ""} autoComplete="off" />
            </Field>
          </div>
        </Part>
        <Part title="Functions">
          <Checkbox name="isUsableByFunctions" label="Usable by functions" hint={`Background tasks and endpoint functions of this organisation may act with this key.${functionCount === 0 ? "" : functionCount === 1 ? " One does, and fails without this tick." : ` ${functionCount} do, and fail without this tick.`}`} defaultChecked={initial.isUsableByFunctions || isForFunctions} />
          <Checkbox name="mayCallFunctions" label="May call functions" hint="Programs with this key may call the organisation’s endpoint functions." defaultChecked={initial.mayCallFunctions} />
        </Part>
        <Part title="Limits" text="Counted for each server process. Leave empty for the usual limit.">
          <div className="grid gap-5 sm:grid-cols-2">
            <Field label="Parallel requests" hint="At work at the same time; usually 10." error={error("parallel")}>
              <Input name="parallel" inputMode="numeric" defaultValue={limits.parallel} />
            </Field>
            <Field label="Queued requests" hint="Further ones that wait up to two seconds; usually 40." error={error("queued")}>
              <Input name="queued" inputMode="numeric" defaultValue={limits.queued} />
            </Field>
            <Field label="Requests per minute" hint="Usually not limited." error={error("perMinute")}>
              <Input name="perMinute" inputMode="numeric" defaultValue={limits.perMinute} />
            </Field>
            <Field label="Waiting requests" hint="Held until something changes (wait=); usually 2000." error={error("waiters")}>
              <Input name="waiters" inputMode="numeric" defaultValue={limits.waiters} />
            </Field>
          </div>
        </Part>
        {state.lockedOut ? <LockOut addresses={state.lockedOut} /> : null}
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" aria-busy={isPending} disabled={isPending}>
            {isNew ? "Add" : "Save"}
          </Button>
          {isNew ? (
            <Button asChild variant="ghost">
              <Link href="/organisation/api/keys">Cancel</Link>
            </Button>
          ) : null}
          <p role="status" className="flex items-center gap-1.5 text-sm text-success">
            {state.isSaved && editedIn !== state && !isPending ? (
              <>
                <Check aria-hidden className="size-4" />
                Saved
              </>
            ) : null}
          </p>
        </div>
      </form>
      {state.made ? <SecretDialog title="The key is made" secret={state.made.secret} apiUrl={apiUrl} onLeave={() => router.replace(`/organisation/api/keys/${state.made?.id ?? ""}`)} /> : null}
    </>
  );
}

function Part({ title, text, children }: { title?: string; text?: string; children: ReactNode }) {
  return (
    <Card className="grid gap-6 p-6 sm:p-8">
      {title ? (
        <div className="grid gap-1">
          <h2 className="text-lg">{title}</h2>
          {text ? <p className="text-sm text-muted-foreground">{text}</p> : null}
        </div>
      ) : null}
      {children}
    </Card>
  );
}

/** Asks before every program that uses the key is shut out. */
function LockOut({ addresses }: { addresses: readonly string[] }) {
  const shown = addresses.slice(0, 5).join(", ");
  return (
    <Alert tone="destructive">
      <p className="font-medium">This list would lock out every address that used the key in the last 30 days.</p>
      <p className="mt-1 [overflow-wrap:anywhere]">
        Seen: {shown}
        {addresses.length > 5 ? ` and ${addresses.length - 5} more` : ""}. Nothing was saved yet.
      </p>
      <Checkbox name="lockOut" label="Lock them out and save" className="mt-3" />
    </Alert>
  );
}

const newKey: KeyFormValues = {
  state: "Active",
  comments: "",
  expiresAt: "",
  addressScope: "any",
  addresses: [],
  eventScope: "all",
  eventIds: [],
  rights: { "*": "read" },
  limits: {},
  isUsableByFunctions: false,
  mayCallFunctions: false,
  contactName: null,
  contactEmail: null,
  contactPhone: null,
  version: "",
};
