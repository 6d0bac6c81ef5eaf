import type { ReactNode } from "react";
import { requireContext, requireEvent } from "@/app/session";
import { SetupTabs } from "./tabs";

export default async function SetupLayout({ params, children }: { params: Promise<{ eventId: string }>; children: ReactNode }) {
  const { eventId } = await params;
  await requireContext("events:write");
  await requireEvent(eventId);
  return (
    <>
      <h1 className="mb-5 text-2xl">Setup</h1>
      <SetupTabs eventId={eventId} />
      <div className="mt-8">{children}</div>
    </>
  );
}
