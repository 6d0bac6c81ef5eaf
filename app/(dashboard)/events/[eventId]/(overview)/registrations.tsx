import Link from "next/link";
import { dayLabel } from "@/components/chart/time-chart-parts";
import { TimeChart } from "@/components/chart/time-chart";
import { cn } from "@/components/cn";
import { Card } from "@/components/ui/card";
import type { RegistrationCurve } from "@/lib/events/figures";

/** Registrations over time: how many came in, or how many there were. Which of the two stands in the address. */
export function Registrations({ curve, shows, base, zone }: { curve: RegistrationCurve; shows: "new" | "total"; base: string; zone: string }) {
  const { unit, points } = curve;
  return (
    <Card className="min-w-0 p-6">
      <div className="mb-5 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div>
          <h2 className="text-lg">Registrations over time</h2>
          <p className="text-xs text-muted-foreground">Completed registrations, {unit === "week" ? "by week" : "by day"}, {zone}</p>
        </div>
        <nav aria-label="What the chart shows" className="flex gap-1 rounded-md bg-muted p-1">
          {choices.map(({ key, label, query }) => (
            <Link
              key={key}
              href={`${base}${query}`}
              scroll={false}
              replace
              aria-current={key === shows ? "true" : undefined}
              className={cn("rounded-sm px-3 py-1 text-xs font-medium", key === shows ? "bg-card text-foreground shadow-xs" : "text-muted-foreground hover:text-foreground")}
            >
              {label}
            </Link>
          ))}
        </nav>
      </div>
      {points.length === 0 ? (
        <p className="grid h-64 place-content-center text-center text-sm text-muted-foreground">No registration has been completed yet.</p>
      ) : (
        <TimeChart
          label={shows === "total" ? "Registrations in total" : "Registrations"}
          unit={unit}
          shape={shows === "total" ? "area" : "bars"}
          points={points.map(({ day, registrations, total }) => ({ day, value: shows === "total" ? total : registrations }))}
          summary={summaryOf(curve)}
        />
      )}
    </Card>
  );
}

function summaryOf({ unit, points }: RegistrationCurve): string {
  const [first, last] = [points.at(0), points.at(-1)];
  if (!first || !last) return "";
  const busiest = points.reduce((most, point) => (point.registrations > most.registrations ? point : most), first);
  const when = (day: string) => (unit === "week" ? `the week of ${dayLabel(day, "long")}` : dayLabel(day, "long"));
  return `${last.total.toLocaleString("en-GB")} since ${when(first.day)}. Most came ${unit === "week" ? "in" : "on"} ${when(busiest.day)}: ${busiest.registrations.toLocaleString("en-GB")}.`;
}

const choices = [
  { key: "new", label: "New", query: "" },
  { key: "total", label: "Total", query: "?show=total" },
] as const;
