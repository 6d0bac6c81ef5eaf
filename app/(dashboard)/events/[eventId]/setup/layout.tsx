import type { ReactNode } from "react";
import { requireContext, requireEvent } from "@/app/session";
import { PageHeader } from "@/components/page-header";
import { SetupTabs } from "./tabs";

export default async function SetupLayout({ params, children }: { params: Promise<{ eventId: string }>; children: ReactNode }) {
  const { eventId } = await params;
  await requireContext("events:write");
  const event = await requireEvent(eventId);
  return (
    <>
      <PageHeader title="Setup" trail={[{ label: event.name, href: `/events/${eventId}` }]} />
      <SetupTabs eventId={eventId} />
      <div className="mt-8">{children}</div>
    </>
  );
}
