"use client";

import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { SetupFields } from "@/app/(dashboard)/_setup/setup-form";

/** What an event is, as both its setup and the page that adds one ask it. Times are those of the event's own clocks. */
export function EventFields({ fields: { text, error }, zones }: { fields: SetupFields; zones: string[] }) {
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Field label="Name" error={error("name")} className="sm:col-span-2">
        <Input {...text("name")} required />
      </Field>
      <Field label="Start" error={error("start")}>
        <Input {...text("start")} type="datetime-local" required />
      </Field>
      <Field label="End" error={error("end")}>
        <Input {...text("end")} type="datetime-local" required />
      </Field>
      <Field label="Time zone" hint="Start and end are times of this zone; so are all dates shown for the event." error={error("timezone")}>
        <Select {...text("timezone")}>
          {zones.map((zone) => (
            <option key={zone}>{zone}</option>
          ))}
        </Select>
      </Field>
      <Field label="Reference" hint="By which your other systems know the event." error={error("reference")}>
        <Input {...text("reference")} />
      </Field>
      <Field label="Description" error={error("description")} className="sm:col-span-2">
        <Textarea {...text("description")} />
      </Field>
      <Field label="Contact name" hint="Shown as the sender and in answers of the API." error={error("contactName")}>
        <Input {...text("contactName")} />
      </Field>
      <Field label="Contact e-mail" error={error("contactEmail")}>
        <Input {...text("contactEmail")} type="email" />
      </Field>
    </div>
  );
}
