import type { Metadata } from "next";
import { missing, requireContext } from "@/app/session";
import { Card } from "@/components/ui/card";
import { fromMailbox } from "@/lib/core/mailbox";
import { wallTime } from "@/lib/core/wall-time";
import { timeZones } from "@/lib/core/zone";
import { getEventSetup } from "@/lib/events/setup";
import { GeneralForm } from "./general-form";
import { Section } from "./section";

export const metadata: Metadata = { title: "Setup" };

export default async function GeneralPage({ params }: { params: Promise<{ eventId: string }> }) {
  const { eventId } = await params;
  const event = await getEventSetup(await requireContext("events:read"), { eventId }).catch(missing);
  const contact = fromMailbox(event.contactEmail);
  const { name, description, reference, timezone } = event;
  const start = wallTime(timezone, event.start);
  const end = wallTime(timezone, event.end);
  return (
    <Section title="General" text="What the event is called, when it is, and who answers for it." className="max-w-4xl">
      <Card className="p-6 sm:p-8">
        <GeneralForm
          eventId={eventId}
          revision={event.revision}
          initial={{ name, description, reference, timezone, start, end, contactName: contact.name, contactEmail: contact.address }}
          zones={timeZones(timezone)}
        />
      </Card>
    </Section>
  );
}
