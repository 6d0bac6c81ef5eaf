import type { Metadata } from "next";
import { Plus } from "lucide-react";
import Link from "next/link";
import { requireContext } from "@/app/session";
import { Live } from "@/components/live";
import { PageHeader } from "@/components/page-header";
import { Button } from "@/components/ui/button";
import { allows } from "@/lib/accounts/permissions";
import { type EventAtAGlance, type EventPhase, listEventsAtAGlance } from "@/lib/organisations/overview";
import { EventCard } from "./event-card";
import { NoEvents } from "./no-events";

export const metadata: Metadata = { title: "Home" };

export default async function HomePage() {
  const { account, now } = await requireContext();
  const events = await listEventsAtAGlance(account.organisation.id, now);
  const mayAdd = allows(account.permissions, "events:write");
  return (
    <>
      <PageHeader
        title="Events"
        text={account.organisation.name}
        actions={
          mayAdd ? (
            <Button asChild>
              <Link href="/events/new">
                <Plus aria-hidden />
                Add an event
              </Link>
            </Button>
          ) : null
        }
      />
      {events.length === 0 ? <NoEvents /> : null}
      <div className="grid gap-10">
        {phases.map(({ phase, title }) => (
          <Group key={phase} title={title} events={events.filter((event) => event.phase === phase)} now={now} />
        ))}
      </div>
      <Live topics={["visitors:*", "partners:*", "expos:*"]} since={account.organisation.revision} />
    </>
  );
}

function Group({ title, events, now }: { title: string; events: EventAtAGlance[]; now: Date }) {
  if (events.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2 className="mb-4 text-lg">{title}</h2>
      <ul className="grid gap-4">
        {events.map((event) => (
          <li key={event.id}>
            <EventCard event={event} now={now} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const phases: readonly { phase: EventPhase; title: string }[] = [
  { phase: "running", title: "Running now" },
  { phase: "next", title: "Coming up" },
  { phase: "past", title: "Past" },
];
