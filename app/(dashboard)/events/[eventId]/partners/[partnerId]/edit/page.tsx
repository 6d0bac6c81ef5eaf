import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { missing, requireContext, requireEvent } from "@/app/session";
import { PageHeader } from "@/components/page-header";
import { Card } from "@/components/ui/card";
import { findPartner, listPartnerTypes } from "@/lib/partners/partner-page";
import { partnerValues } from "../../../_registration/values";
import { EditPartnerForm } from "./edit-partner-form";

export const metadata: Metadata = { title: "Edit partner" };

export default async function EditPartnerPage({ params }: { params: Promise<{ eventId: string; partnerId: string }> }) {
  const { eventId, partnerId } = await params;
  const ctx = await requireContext("events:read", "partners:write");
  const [event, partner, types] = await Promise.all([requireEvent(eventId), findPartner(ctx, { expoId: eventId, partnerId }).catch(missing), listPartnerTypes(ctx, eventId)]);
  if (partner.deleted) notFound();
  const list = `/events/${eventId}/partners`;
  return (
    <>
      <PageHeader title={`Edit ${partner.name}`} trail={[{ label: event.name, href: `/events/${eventId}` }, { label: "Partners", href: list }, { label: partner.name, href: `${list}/${partnerId}` }]} />
      <Card className="max-w-4xl p-6 sm:p-8">
        <EditPartnerForm eventId={eventId} partnerId={partnerId} base={{ was: partnerValues(partner), revision: partner.validator }} types={types} />
      </Card>
    </>
  );
}
