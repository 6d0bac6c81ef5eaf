"use client";

import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/input";
import { SetupForm } from "@/app/(dashboard)/_setup/setup-form";
import { EventFields } from "../event-fields";
import { addEvent } from "./actions";

export function NewEventForm({ events, zones, timezone }: { events: { id: string; name: string }[]; zones: string[]; timezone: string }) {
  return (
    <SetupForm action={addEvent} initial={{ timezone, copyFrom: "" }} save="Add event" cancel="/home">
      {(fields) => (
        <>
          <EventFields fields={fields} zones={zones} />
          <Field label="Copy setup from" hint="Registration types, forms with their questions, custom fields and locations. Visitors and partners stay where they are." error={fields.error("copyFrom")}>
            <Select {...fields.text("copyFrom")}>
              <option value="">Nothing: one form, and the types every event has</option>
              {events.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          </Field>
        </>
      )}
    </SetupForm>
  );
}
