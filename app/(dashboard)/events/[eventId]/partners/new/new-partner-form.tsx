"use client";

import { PartnerFields } from "../../_registration/partner-fields";
import { RegistrationForm } from "../../_registration/registration-form";
import type { Base } from "../../_registration/save-state";
import { addPartner } from "./actions";

export function NewPartnerForm({ eventId, base, types }: { eventId: string; base: Base; types: readonly { id: string; name: string }[] }) {
  return (
    <RegistrationForm action={addPartner.bind(null, eventId)} base={base} save="Add partner" cancel={`/events/${eventId}/partners`}>
      {(fields) => <PartnerFields fields={fields} types={types} />}
    </RegistrationForm>
  );
}
