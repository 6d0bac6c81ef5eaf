"use client";

import { SetupForm } from "@/app/(dashboard)/_setup/setup-form";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { type Choice, RadioGroup } from "@/components/ui/radio";
import type { OrganisationInput } from "@/lib/organisations/schema";
import { saveOrganisation } from "./actions";

export function OrganisationForm({ organisation, zones }: { organisation: OrganisationInput; zones: readonly string[] }) {
  return (
    <SetupForm action={saveOrganisation} initial={organisation} save="Save">
      {({ text, error }) => (
        <>
          <Card className="grid gap-5 p-6 sm:p-8">
            <Field label="Name" error={error("name")}>
              <Input {...text("name")} autoComplete="organization" required />
            </Field>
            <Field label="Time zone" hint="For dates that belong to no event, such as the end of an API key. Each event has a zone of its own." error={error("timezone")}>
              <Select {...text("timezone")}>
                {zones.map((zone) => (
                  <option key={zone}>{zone}</option>
                ))}
              </Select>
            </Field>
          </Card>
          <Card className="p-6 sm:p-8">
            <RadioGroup
              legend="Deduplication"
              hint="When somebody registers whose contact is named neither by id nor by reference, Visit looks for a contact with the same e-mail address. If there are several, the oldest is taken. A change counts for registrations from then on."
              choices={modes}
              error={error("deduplication")}
              {...text("deduplication")}
            />
          </Card>
        </>
      )}
    </SetupForm>
  );
}

const modes: readonly (Choice & { value: OrganisationInput["deduplication"] })[] = [
  { value: "organisation", label: "Per organisation", text: "Looked for among all contacts: somebody who visits two events is one contact with two registrations." },
  { value: "event", label: "Per event", text: "Looked for among the contacts of the same event: the same person at another event is another contact." },
  { value: "off", label: "Off", text: "Not looked for: every registration makes a contact of its own." },
];
