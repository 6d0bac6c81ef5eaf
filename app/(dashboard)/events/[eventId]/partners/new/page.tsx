import type { Metadata } from "next";
import { requireContext, requireEvent } from "@/app/session";
import { PageHeader } from "@/components/page-header";
import { Card } from "@/components/ui/card";
import { listPartnerTypes } from "@/lib/partners/partner-page";
import { NewPartnerForm } from "./new-partner-form";

export const metadata: Metadata = { title: "Add a partner" };

export default async function NewPartnerPage({ params }: { params: Promise<{ eventId: string }> }) {
  const { eventId } = await params;
  const ctx = await requireContext("events:read", "partners:write");
  const [event, types] = await Promise.all([requireEvent(eventId), listPartnerTypes(ctx, eventId)]);
  const first = types.find(({ isDefault }) => isDefault) ?? types[0];
  const list = `/events/${eventId}/partners`;
  return (
    <>
      <PageHeader title="Add a partner" trail={[{ label: event.name, href: `/events/${eventId}` }, { label: "Partners", href: list }]} />
      <Card className="max-w-4xl p-6 sm:p-8">
        <NewPartnerForm eventId={eventId} base={{ was: { registrationType: first?.id ?? "" }, revision: "" }} types={types} />
      </Card>
    </>
  );
}
