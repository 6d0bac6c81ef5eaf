import type { Metadata } from "next";
import { requireContext } from "@/app/session";
import { listCustomFields } from "@/lib/events/custom-fields";
import { Section } from "../section";
import { FieldList } from "./field-list";

export const metadata: Metadata = { title: "Custom fields" };

export default async function CustomFieldsPage({ params }: { params: Promise<{ eventId: string }> }) {
  const { eventId } = await params;
  const fields = await listCustomFields(await requireContext("events:read"), { eventId });
  return (
    <Section title="Custom fields" text="Texts of the event's own. Write the code where the text is to stand: it is replaced by the value.">
      <FieldList eventId={eventId} items={fields} />
    </Section>
  );
}
