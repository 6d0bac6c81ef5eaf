import type { Metadata } from "next";
import { requireAccount } from "@/app/session";
import { type EventAtAGlance, type EventPhase, listEventsAtAGlance } from "@/lib/organisations/overview";
import { EventCard } from "./event-card";
import { NoEvents } from "./no-events";

export const metadata: Metadata = { title: "Home" };

export default async function HomePage() {
  const { organisation } = await requireAccount();
  const now = new Date();
  const events = await listEventsAtAGlance(organisation.id, now);
  return (
    <>
      <p className="text-sm font-medium text-muted-foreground">{organisation.name}</p>
      <h1 className="mt-1 text-2xl">Events</h1>
      {events.length === 0 ? <NoEvents /> : null}
      {phases.map(({ phase, title }) => (
        <Group key={phase} title={title} events={events.filter((event) => event.phase === phase)} now={now} />
      ))}
    </>
  );
}

function Group({ title, events, now }: { title: string; events: EventAtAGlance[]; now: Date }) {
  if (events.length === 0) return null;
  return (
    <section aria-label={title} className="mt-10">
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
