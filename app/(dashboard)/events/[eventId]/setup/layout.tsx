import type { ReactNode } from "react";
import { requireContext, requireEvent } from "@/app/session";
import { PageHeader } from "@/components/page-header";
import { allows } from "@/lib/accounts/permissions";
import { Reading } from "../../../_setup/reading";
import { SetupTabs } from "./tabs";

export default async function SetupLayout({ params, children }: { params: Promise<{ eventId: string }>; children: ReactNode }) {
  const { eventId } = await params;
  const { account } = await requireContext("events:read");
  const event = await requireEvent(eventId);
  return (
    <>
      <PageHeader title="Setup" trail={[{ label: event.name, href: `/events/${eventId}` }]} />
      <SetupTabs eventId={eventId} />
      <div className="mt-8">
        <Reading isOnly={!allows(account.permissions, "events:write")}>{children}</Reading>
      </div>
    </>
  );
}
