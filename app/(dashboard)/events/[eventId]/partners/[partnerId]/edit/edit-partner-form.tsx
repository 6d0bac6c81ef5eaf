"use client";

import { PartnerFields } from "../../../_registration/partner-fields";
import { RegistrationForm } from "../../../_registration/registration-form";
import type { Base } from "../../../_registration/save-state";
import { savePartner } from "../actions";

export function EditPartnerForm({ eventId, partnerId, base, types }: { eventId: string; partnerId: string; base: Base; types: readonly { id: string; name: string }[] }) {
  return (
    <RegistrationForm action={savePartner.bind(null, eventId, partnerId)} base={base} save="Save" cancel={`/events/${eventId}/partners/${partnerId}`}>
      {(fields) => <PartnerFields fields={fields} types={types} />}
    </RegistrationForm>
  );
}
