import Link from "next/link";
import type { ReactNode } from "react";
import { Breakdown, percent } from "@/components/chart/breakdown";
import { dayLabel } from "@/components/chart/time-chart-parts";
import { Time } from "@/components/time";
import { Card } from "@/components/ui/card";
import { stateWords } from "@/components/visitor-state";
import type { AttendanceDay, NewestVisitor, VisitorFigures } from "@/lib/events/figures";

/** The four numbers people ask for first; each leads to its list. */
export function Figures({ figures, partners, base }: { figures: VisitorFigures; partners: number | undefined; base: string }) {
  const { total, registered, attended } = figures;
  return (
    <dl className="grid grid-cols-2 overflow-hidden rounded-xl border bg-card sm:grid-cols-4 [&>*]:border-border max-sm:[&>*:nth-child(n+3)]:border-t max-sm:[&>*:nth-child(even)]:border-l sm:[&>*+*]:border-l">
      <Figure label="Visitors" value={total} note="in every state" href={`${base}/visitors`} />
      <Figure label="Registered" value={registered} note={`${percent(registered, total)} of visitors`} href={`${base}/visitors?state=registered`} />
      <Figure label="Attended" value={attended} note={`${percent(attended, registered)} of registered`} href={`${base}/visitors?attendance=show`} />
      {partners === undefined ? null : <Figure label="Partners" value={partners} note="with their staff and guests" href={`${base}/partners`} />}
    </dl>
  );
}

function Figure({ label, value, note, href }: { label: string; value: number; note: string; href: string }) {
  return (
    <div className="relative grid content-start gap-0.5 px-5 py-5 transition-colors hover:bg-muted sm:px-6">
      <dt className="text-sm text-muted-foreground">
        <Link href={href} className="after:absolute after:inset-0 focus-visible:outline-offset-4">
          {label}
        </Link>
      </dt>
      <dd className="text-2xl font-semibold tabular-nums">{value.toLocaleString("en-GB")}</dd>
      <dd className="text-xs text-muted-foreground">{note}</dd>
    </div>
  );
}

export function Newest({ visitors, base, zone, now }: { visitors: readonly NewestVisitor[]; base: string; zone: string; now: Date }) {
  const dayOf = (at: Date) => new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(at);
  return (
    <Part title="Newest">
      {visitors.length === 0 ? <p className="text-sm text-muted-foreground">No registration has been completed yet.</p> : null}
      <ul className="-my-3 divide-y">
        {visitors.map(({ id, name, company, type, registerTime }) => (
          <li key={id} className="flex items-baseline justify-between gap-4 py-3">
            <div className="min-w-0">
              <Link href={`${base}/visitors/${id}`} className="block truncate rounded-sm text-sm font-medium underline-offset-4 hover:underline">
                {name}
              </Link>
              <p className="truncate text-xs text-muted-foreground">{company ? `${company} · ${type}` : type}</p>
            </div>
            <Time at={registerTime} zone={zone} show={dayOf(registerTime) === dayOf(now) ? "time" : "shortDay"} className="shrink-0 text-xs text-muted-foreground tabular-nums" />
          </li>
        ))}
      </ul>
    </Part>
  );
}

export function ByType({ figures, base }: { figures: VisitorFigures; base: string }) {
  return (
    <Part title="By registration type">
      <Breakdown whole={figures.total} shares={figures.byType.map(({ id, name, visitors }) => ({ key: id, label: name, count: visitors, href: `${base}/visitors?type=${id}` }))} />
    </Part>
  );
}

export function ByState({ figures, base }: { figures: VisitorFigures; base: string }) {
  return (
    <Part title="By state">
      <Breakdown whole={figures.total} shares={figures.byState.map(({ state, visitors }) => ({ key: state, label: stateWords[state], count: visitors, href: `${base}/visitors?state=${state}` }))} />
    </Part>
  );
}

export function Attendance({ figures, days, hasBegun }: { figures: VisitorFigures; days: readonly AttendanceDay[]; hasBegun: boolean }) {
  const { registered, attended } = figures;
  return (
    <Part title="Attendance" className="md:max-xl:col-span-2">
      {attended === 0 ? (
        <p className="text-sm text-muted-foreground">{hasBegun ? "Nobody has been seen at the entrance yet." : "The event has not begun."}</p>
      ) : (
        <>
          <p className="mb-4 text-sm text-muted-foreground">
            {attended.toLocaleString("en-GB")} of {registered.toLocaleString("en-GB")} registered came, {percent(attended, registered)}.{days.length > 0 ? " By the day they first came:" : ""}
          </p>
          <Breakdown whole={attended} shares={days.map(({ day, visitors }) => ({ key: day, label: dayLabel(day, "long"), count: visitors }))} />
        </>
      )}
    </Part>
  );
}

function Part({ title, className, children }: { title: string; className?: string; children: ReactNode }) {
  return (
    <Card className={`min-w-0 p-6 ${className ?? ""}`}>
      <h2 className="mb-5 text-lg">{title}</h2>
      {children}
    </Card>
  );
}
