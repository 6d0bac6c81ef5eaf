import type { Metadata } from "next";
import { requireContext } from "@/app/session";
import { Card } from "@/components/ui/card";
import { Back } from "../../back";
import { Section } from "../../section";
import { addType } from "../actions";
import { TypeForm } from "../type-form";

export const metadata: Metadata = { title: "Add a registration type" };

export default async function NewTypePage({ params }: { params: Promise<{ eventId: string }> }) {
  const { eventId } = await params;
  await requireContext("events:write");
  const list = `/events/${eventId}/setup/registration-types`;
  return (
    <>
      <Back href={list}>Registration types</Back>
      <Section title="Add a registration type" className="max-w-4xl">
        <Card className="p-6 sm:p-8">
          <TypeForm action={addType.bind(null, eventId)} list={list} />
        </Card>
      </Section>
    </>
  );
}
