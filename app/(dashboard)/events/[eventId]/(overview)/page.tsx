import { UserPlus, Users } from "lucide-react";
import Link from "next/link";
import { requireContext, requireEvent, type WebContext } from "@/app/session";
import { EmptyState } from "@/components/empty-state";
import { eventDays, eventDistance } from "@/components/event-dates";
import { Live } from "@/components/live";
import { PageHeader } from "@/components/page-header";
import { zoneName } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { allows } from "@/lib/accounts/permissions";
import { attendanceByDay, countPartners, newestVisitors, registrationCurve, visitorFigures } from "@/lib/events/figures";
import type { EventHead } from "@/lib/events/overview";
import { phaseOf } from "@/lib/organisations/overview";
import { Attendance, ByState, ByType, Figures, Newest } from "./overview-parts";
import { Registrations } from "./registrations";

type Props = { params: Promise<{ eventId: string }>; searchParams: Promise<{ show?: string | string[] }> };

export default async function OverviewPage({ params, searchParams }: Props) {
  const ctx = await requireContext("events:read");
  const event = await requireEvent((await params).eventId);
  const { show } = await searchParams;
  const base = `/events/${event.id}`;
  return (
    <>
      <PageHeader
        trail={[]}
        title={event.name}
        text={<WhenAndWhere event={event} now={ctx.now} />}
        actions={
          allows(ctx.account.permissions, "visitors:write") ? (
            <Button asChild>
              <Link href={`${base}/visitors/new`}>
                <UserPlus aria-hidden />
                Add a visitor
              </Link>
            </Button>
          ) : null
        }
      />
      {allows(ctx.account.permissions, "visitors:read") ? <Visitors ctx={ctx} event={event} shows={show === "total" ? "total" : "new"} /> : null}
      <Live topics={[`visitors:${event.id}`, `partners:${event.id}`, "expos:*"]} since={ctx.account.organisation.revision} />
    </>
  );
}

function WhenAndWhere({ event, now }: { event: EventHead; now: Date }) {
  const { start, end, timezone } = event;
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
      <span>
        {eventDays(start, end, timezone)}, {zoneName(timezone, start)}
      </span>
      <Badge tone={tones[phaseOf(event, now)]}>{eventDistance(start, end, timezone, now)}</Badge>
    </span>
  );
}

async function Visitors({ ctx, event, shows }: { ctx: WebContext; event: EventHead; shows: "new" | "total" }) {
  const seesPartners = allows(ctx.account.permissions, "partners:read");
  const [figures, curve, days, newest, partners] = await Promise.all([
    visitorFigures(ctx, event.id),
    registrationCurve(ctx, event),
    attendanceByDay(ctx, event),
    newestVisitors(ctx, event.id),
    seesPartners ? countPartners(ctx, event.id) : undefined,
  ]);
  const base = `/events/${event.id}`;
  if (figures.total === 0) return <NoVisitors base={base} mayAdd={allows(ctx.account.permissions, "visitors:write")} />;
  return (
    <div className="grid gap-4">
      <Figures figures={figures} partners={partners} base={base} />
      <div className="grid gap-4 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <Registrations curve={curve} shows={shows} base={base} zone={zoneName(event.timezone, ctx.now)} />
        <Newest visitors={newest} base={base} zone={event.timezone} now={ctx.now} />
      </div>
      <div className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
        <ByType figures={figures} base={base} />
        <ByState figures={figures} base={base} />
        <Attendance figures={figures} days={days} hasBegun={event.start <= ctx.now} />
      </div>
    </div>
  );
}

function NoVisitors({ base, mayAdd }: { base: string; mayAdd: boolean }) {
  return (
    <EmptyState Icon={Users} title="Nobody has registered yet" text="Once people register, through the API or by hand, this page shows how many, of which types, and who came.">
      {mayAdd ? (
        <>
          <Button asChild>
            <Link href={`${base}/visitors/new`}>Add a visitor</Link>
          </Button>
          <Button asChild variant="outline">
            <Link href={`${base}/visitors/import`}>Import a file</Link>
          </Button>
        </>
      ) : null}
    </EmptyState>
  );
}

const tones = { running: "success", next: "info", past: "neutral" } as const;
