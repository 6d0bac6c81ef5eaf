import { CalendarDays, Globe } from "lucide-react";
import Link from "next/link";
import { CopyButton } from "@/components/copy-button";
import { eventDays, eventDistance } from "@/components/event-dates";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import type { EventAtAGlance } from "@/lib/organisations/overview";

/** One event at a glance. Its id stands here to be copied: it is what programs need first. */
export function EventCard({ event, now }: { event: EventAtAGlance; now: Date }) {
  const { start, end, timezone } = event;
  return (
    <Card className="group relative grid gap-x-8 gap-y-6 p-6 sm:p-7 lg:grid-cols-[minmax(0,1fr)_auto] lg:items-center">
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <h3 className="text-lg">
            <Link href={`/events/${event.id}`} className="rounded-sm underline-offset-4 after:absolute after:inset-0 after:rounded-xl group-hover:underline">
              {event.name}
            </Link>
          </h3>
          <Badge tone={event.phase === "running" ? "success" : event.phase === "next" ? "info" : "neutral"}>{eventDistance(start, end, timezone, now)}</Badge>
        </div>
        <p className="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-sm text-muted-foreground">
          <span className="flex items-center gap-2">
            <CalendarDays aria-hidden className="size-4" />
            {eventDays(start, end, timezone)}
          </span>
          <span className="flex items-center gap-2">
            <Globe aria-hidden className="size-4" />
            {timezone.replaceAll("_", " ")}
          </span>
        </p>
        <p className="mt-2 -ml-0.5 flex flex-wrap items-center gap-x-1 text-xs text-muted-foreground">
          <code className="rounded-sm bg-muted px-1.5 py-0.5 font-mono">{event.id}</code>
          <CopyButton text={event.id} label="Copy id" className="relative hover:bg-muted hover:text-foreground" />
        </p>
      </div>
      <dl className="grid grid-cols-3 gap-x-8 gap-y-4 border-t pt-5 lg:border-t-0 lg:border-l lg:pt-0 lg:pl-8">
        <Figure label="Registered" value={event.registered} of={event.visitors} />
        <Figure label="Attended" value={event.attended} />
        <Figure label="Partners" value={event.partners} />
      </dl>
    </Card>
  );
}

function Figure({ label, value, of }: { label: string; value: number; of?: number }) {
  return (
    <div className="flex min-w-0 flex-col lg:min-w-24">
      <dt className="text-xs text-muted-foreground">{label}</dt>
      <dd className="text-xl font-semibold tabular-nums">
        {numbers.format(value)}
        {of !== undefined && of !== value ? <span className="block text-xs font-normal tracking-normal text-muted-foreground">of {numbers.format(of)} visitors</span> : null}
      </dd>
    </div>
  );
}

const numbers = new Intl.NumberFormat("en-GB");
