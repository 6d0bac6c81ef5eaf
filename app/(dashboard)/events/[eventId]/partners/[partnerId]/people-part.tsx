import { Plus } from "lucide-react";
import Link from "next/link";
import { Breakable } from "@/components/breakable";
import { Button } from "@/components/ui/button";
import { attendanceWords, StateBadge } from "@/components/visitor-state";
import type { PartnerType, Person } from "@/lib/partners/partner-page";
import { Part } from "../../_registration/facts";

/** How many of each are shown; the table shows the others. */
export const mostPeople = 25;

const words = {
  staff: { title: "Staff", add: "Add staff", none: "Nobody staffs the booth yet." },
  guest: { title: "Guests", add: "Add guest", none: "No guests yet." },
} as const;

/** A partner's staff or guests. `count`: who takes a place, which somebody cancelled does not. `people` undefined: not to be seen by this account. */
export function PeoplePart({
  role,
  people,
  count,
  limit = null,
  freeBadges = [],
  base,
  partnerId,
  mayAdd,
}: {
  role: "staff" | "guest";
  people: readonly Person[] | undefined;
  count: number;
  limit?: number | null;
  freeBadges?: PartnerType["staff"];
  base: string;
  partnerId: string;
  mayAdd: boolean;
}) {
  const { title, add, none } = words[role];
  const shown = people?.filter((person) => person.role === role) ?? [];
  const isFull = limit !== null && count >= limit;
  return (
    <Part
      title={title}
      action={
        mayAdd && !isFull ? (
          <Button asChild variant="outline" size="sm">
            <Link href={`${base}/visitors/new?partner=${partnerId}&role=${role}`}>
              <Plus aria-hidden />
              {add}
            </Link>
          </Button>
        ) : null
      }
    >
      <div className="grid gap-2">
        <p className="text-sm text-muted-foreground">
          <span className="font-semibold text-foreground tabular-nums">{count.toLocaleString("en-GB")}</span>
          {limit === null ? (count === 1 ? " place taken" : " places taken") : ` of ${limit.toLocaleString("en-GB")} places taken`}
          {isFull ? ", so nobody can be added" : ""}
          {freeBadges.length > 0 ? ` · free badges: ${freeBadges.map((kind) => `${kind.freeBadges} ${kind.name}`).join(", ")}` : ""}
        </p>
        {limit ? (
          <div aria-hidden className="h-1.5 overflow-hidden rounded-full bg-muted">
            <div className={isFull ? "h-full bg-accent" : "h-full bg-primary"} style={{ width: `${Math.min(100, (count / limit) * 100)}%` }} />
          </div>
        ) : null}
      </div>
      {people && shown.length === 0 ? <p className="text-sm text-muted-foreground">{none}</p> : null}
      {shown.length > 0 ? (
        <ul aria-label={title} className="-mb-2.5 divide-y border-t">
          {shown.map((person) => (
            <li key={person.id} className="flex items-center justify-between gap-4 py-2.5">
              <div className="min-w-0">
                <Link href={`${base}/visitors/${person.id}`} className="block rounded-sm text-sm font-medium [overflow-wrap:anywhere] underline-offset-4 hover:underline">
                  {person.name}
                </Link>
                <p className="text-xs [overflow-wrap:anywhere] text-muted-foreground">
                  <Breakable text={[person.detail, person.attendanceState === "show" && attendanceWords.show.toLowerCase()].filter(Boolean).join(" · ")} />
                </p>
              </div>
              <StateBadge state={person.registrationState} />
            </li>
          ))}
        </ul>
      ) : null}
      {shown.length === mostPeople ? (
        <Link href={`${base}/visitors?partner=${partnerId}`} className="w-fit rounded-sm text-sm font-medium text-primary hover:underline">
          See everybody of this partner
        </Link>
      ) : null}
    </Part>
  );
}
