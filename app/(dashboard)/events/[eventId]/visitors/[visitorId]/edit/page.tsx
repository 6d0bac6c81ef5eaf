import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { missing, requireContext, requireEvent } from "@/app/session";
import { PageHeader } from "@/components/page-header";
import { Card } from "@/components/ui/card";
import { findVisitor, readChoices } from "@/lib/visitors/visitor-page";
import { fullName } from "../../../_registration/contact-facts";
import { visitorValues } from "../../../_registration/values";
import { EditVisitorForm } from "./edit-visitor-form";

export const metadata: Metadata = { title: "Edit visitor" };

export default async function EditVisitorPage({ params }: { params: Promise<{ eventId: string; visitorId: string }> }) {
  const { eventId, visitorId } = await params;
  const ctx = await requireContext("events:read", "visitors:write");
  const [event, visitor] = await Promise.all([requireEvent(eventId), findVisitor(ctx, { expoId: eventId, visitorId }).catch(missing)]);
  if (visitor.deleted) notFound();
  const choices = await readChoices(ctx, eventId, [visitor.partner?.id]);
  const name = fullName(visitor.contact);
  const list = `/events/${eventId}/visitors`;
  return (
    <>
      <PageHeader title={`Edit ${name}`} trail={[{ label: event.name, href: `/events/${eventId}` }, { label: "Visitors", href: list }, { label: name, href: `${list}/${visitorId}` }]} />
      <Card className="max-w-4xl p-6 sm:p-8">
        <EditVisitorForm eventId={eventId} visitorId={visitorId} base={{ was: visitorValues(visitor, choices), revision: String(visitor.revision) }} choices={choices} />
      </Card>
    </>
  );
}
