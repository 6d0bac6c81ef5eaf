"use client";

import { useCallback } from "react";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import type { Fields } from "./registration-form";
import { partnerChoices } from "./partner-choices";

type PartnerFieldProps = { eventId: string; fields: Fields; /** of the partners that may be chosen to begin with */ partners: readonly { id: string; name: string }[]; onChoose: (partnerId: string) => void };

/** For whom a visitor comes; a fair may have more partners than a list can hold. */
export function PartnerField({ eventId, fields: { text, error }, partners, onChoose }: PartnerFieldProps) {
  const load = useCallback((query: string) => partnerChoices(eventId, query), [eventId]);
  const { name, defaultValue } = text("partner");
  const initial = defaultValue ? { value: defaultValue, label: partners.find(({ id }) => id === defaultValue)?.name ?? defaultValue } : undefined;
  return (
    <Field label="Partner" hint="For whom the visitor comes. Type to find, empty for none." error={error("partner")}>
      <Combobox name={name} initial={initial} load={load} listLabel="Partners" onChoose={onChoose} />
    </Field>
  );
}
