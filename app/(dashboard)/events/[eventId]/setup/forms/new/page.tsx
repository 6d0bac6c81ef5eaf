import type { Metadata } from "next";
import { requireContext } from "@/app/session";
import { Card } from "@/components/ui/card";
import { Back } from "../../back";
import { Section } from "../../section";
import { addForm } from "../actions";
import { FormFields } from "../form-fields";

export const metadata: Metadata = { title: "Add a form" };

export default async function NewFormPage({ params }: { params: Promise<{ eventId: string }> }) {
  const { eventId } = await params;
  await requireContext("events:write");
  const list = `/events/${eventId}/setup/forms`;
  return (
    <>
      <Back href={list}>Forms</Back>
      <Section title="Add a form" text="Its questions come next." className="max-w-2xl">
        <Card className="p-6 sm:p-8">
          <FormFields action={addForm.bind(null, eventId)} cancel={list} />
        </Card>
      </Section>
    </>
  );
}
