"use client";

import type { VisitorChoices } from "@/lib/visitors/visitor-page";
import { RegistrationForm } from "../../../_registration/registration-form";
import type { Base } from "../../../_registration/save-state";
import { VisitorFields } from "../../../_registration/visitor-fields";
import { saveVisitor } from "../actions";

export function EditVisitorForm({ eventId, visitorId, base, choices }: { eventId: string; visitorId: string; base: Base; choices: VisitorChoices }) {
  return (
    <RegistrationForm action={saveVisitor.bind(null, eventId, visitorId)} base={base} save="Save" cancel={`/events/${eventId}/visitors/${visitorId}`}>
      {(fields) => <VisitorFields eventId={eventId} fields={fields} choices={choices} />}
    </RegistrationForm>
  );
}
