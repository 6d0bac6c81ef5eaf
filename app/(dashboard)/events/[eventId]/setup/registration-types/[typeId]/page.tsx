import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireContext } from "@/app/session";
import { Card } from "@/components/ui/card";
import { listTypeSetup } from "@/lib/registration-types/setup";
import { Back } from "../../back";
import { counted } from "../../counted";
import { Section } from "../../section";
import { saveType } from "../actions";
import { TypeForm } from "../type-form";

export const metadata: Metadata = { title: "Registration type" };

export default async function TypePage({ params }: { params: Promise<{ eventId: string; typeId: string }> }) {
  const { eventId, typeId } = await params;
  const types = await listTypeSetup(await requireContext("events:read"), { eventId });
  const type = types.find(({ id }) => id === typeId) ?? notFound();
  const list = `/events/${eventId}/setup/registration-types`;
  const users = counted(type.registrations, type.type);
  return (
    <>
      <Back href={list}>Registration types</Back>
      <Section title={type.name} text={type.isShared ? `Shared by all events of the organisation: a change shows at each of them. ${users} here.` : `${users} of this type.`} className="max-w-4xl">
        <Card className="p-6 sm:p-8">
          <TypeForm action={saveType.bind(null, eventId, typeId)} list={list} type={type} />
        </Card>
      </Section>
    </>
  );
}
