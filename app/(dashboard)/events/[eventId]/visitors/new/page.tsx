import type { Metadata } from "next";
import { missing, requireContext, requireEvent } from "@/app/session";
import { PageHeader } from "@/components/page-header";
import { Card } from "@/components/ui/card";
import { readChoices } from "@/lib/visitors/visitor-page";
import { NewVisitorForm } from "./new-visitor-form";

export const metadata: Metadata = { title: "Add a visitor" };

type Props = { params: Promise<{ eventId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

/** `?partner=…&role=staff`: for whom, where a partner's page led here. */
export default async function NewVisitorPage({ params, searchParams }: Props) {
  const [{ eventId }, { partner, role }] = await Promise.all([params, searchParams]);
  const ctx = await requireContext("events:read", "visitors:write");
  const event = await requireEvent(eventId);
  const choices = await readChoices(ctx, eventId, [partner]).catch(missing);
  const forPartner = choices.partners.find(({ id }) => id === partner);
  const chosen = <T extends { id: string; isDefault: boolean }>(offered: readonly T[]) => (offered.find(({ isDefault }) => isDefault) ?? offered[0])?.id ?? "";
  const isRunning = event.start <= ctx.now && ctx.now <= event.end;
  const initial = {
    registrationType: chosen(choices.types),
    form: chosen(choices.forms),
    method: isRunning ? "onsite" : "online",
    partner: forPartner?.id ?? "",
    partnerRole: role === "staff" ? "staff" : "guest",
  };
  const list = `/events/${eventId}/visitors`;
  return (
    <>
      <PageHeader
        title={forPartner ? `Add ${role === "staff" ? "staff" : "a guest"} of ${forPartner.name}` : "Add a visitor"}
        trail={[{ label: event.name, href: `/events/${eventId}` }, { label: "Visitors", href: list }]}
      />
      <Card className="max-w-4xl p-6 sm:p-8">
        <NewVisitorForm eventId={eventId} base={{ was: initial, revision: "" }} choices={choices} cancel={forPartner ? `/events/${eventId}/partners/${forPartner.id}` : list} />
      </Card>
    </>
  );
}
