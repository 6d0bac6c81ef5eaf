"use client";

import type { VisitorChoices } from "@/lib/visitors/visitor-page";
import { RegistrationForm } from "../../_registration/registration-form";
import type { Base } from "../../_registration/save-state";
import { VisitorFields } from "../../_registration/visitor-fields";
import { addVisitor } from "./actions";

export function NewVisitorForm({ eventId, base, choices, cancel }: { eventId: string; base: Base; choices: VisitorChoices; cancel: string }) {
  return (
    <RegistrationForm action={addVisitor.bind(null, eventId)} base={base} save="Add visitor" cancel={cancel}>
      {(fields) => <VisitorFields eventId={eventId} fields={fields} choices={choices} isNew />}
    </RegistrationForm>
  );
}
