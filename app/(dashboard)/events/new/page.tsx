import type { Metadata } from "next";
import { requireContext } from "@/app/session";
import { PageHeader } from "@/components/page-header";
import { Card } from "@/components/ui/card";
import { timeZones } from "@/lib/core/zone";
import { listEventsToCopy } from "@/lib/events/copy-setup";
import { NewEventForm } from "./new-event-form";

export const metadata: Metadata = { title: "Add an event" };

export default async function NewEventPage() {
  const ctx = await requireContext("events:write");
  const { timezone } = ctx.account.organisation;
  return (
    <div className="max-w-4xl">
      <PageHeader title="Add an event" trail={[]} />
      <Card className="p-6 sm:p-8">
        <NewEventForm events={await listEventsToCopy(ctx)} zones={timeZones(timezone)} timezone={timezone} />
      </Card>
    </div>
  );
}
