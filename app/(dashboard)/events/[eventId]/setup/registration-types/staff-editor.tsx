"use client";

import { Plus, Trash2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { TypeSetup } from "@/lib/registration-types/setup";
import { useRows } from "../use-rows";

type Kind = { id?: string; name: string; freeBadges: string };

/** The kinds of a partner's staff with their free badges, sent as one field. */
export function StaffEditor({ kinds, error }: { kinds: TypeSetup["staff"]; error: (name: string) => string | undefined }) {
  const { rows, listRef, add, change, remove } = useRows<Kind>(kinds.map((kind) => ({ ...kind, freeBadges: String(kind.freeBadges) })));
  const sent = rows.map(({ key: _, ...kind }) => kind);
  return (
    <fieldset className="grid gap-4">
      <legend className="mb-1 text-sm font-medium">Kinds of staff</legend>
      <p className="text-xs text-muted-foreground">Whom a partner of this type may bring along, and how many badges of each cost nothing.</p>
      <input type="hidden" name="staff" value={JSON.stringify(sent)} />
      {rows.length === 0 ? <p className="text-sm text-muted-foreground">None yet.</p> : null}
      <div ref={listRef}>
      <ul className="grid gap-3">
        {rows.map((row, place) => (
          <li key={row.key} data-id={row.key} className="grid grid-cols-[minmax(0,1fr)_6.5rem_auto] items-start gap-3">
            <Field label={`Kind ${place + 1}`} error={error(`staff.${place}.name`)}>
              <Input value={row.name} onChange={(event) => change(row.key, { name: event.target.value })} />
            </Field>
            <Field label="Free badges" error={error(`staff.${place}.freeBadges`)}>
              <Input value={row.freeBadges} onChange={(event) => change(row.key, { freeBadges: event.target.value })} inputMode="numeric" />
            </Field>
            <Button variant="ghost" size="icon" aria-label={`Remove ${row.name || `kind ${place + 1}`}`} onClick={() => remove(row.key)} className="mt-7.5 text-muted-foreground">
              <Trash2 aria-hidden />
            </Button>
          </li>
        ))}
      </ul>
      </div>
      <Button variant="outline" size="sm" onClick={() => add({ name: "", freeBadges: "0" })} className="justify-self-start">
        <Plus aria-hidden />
        Add a kind of staff
      </Button>
    </fieldset>
  );
}
