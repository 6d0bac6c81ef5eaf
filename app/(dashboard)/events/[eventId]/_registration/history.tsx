import Link from "next/link";
import { formatTime, Time } from "@/components/time";
import { stateWords } from "@/components/visitor-state";
import type { ChangedValue, HistoryEntry } from "@/lib/history/tell-changes";
import { registrationStates } from "@/lib/visitors/states";
import { Part } from "./facts";
import { whoDid } from "./who-did";

/** Lines of the history a page looks at unasked, and at most. */
export const historyLines = { few: 40, all: 2000 };

/** Who changed what, the latest first. @param more  where the whole history is shown; undefined: this is it */
export function History({ entries, zone, more }: { entries: readonly HistoryEntry[]; zone: string; more: string | undefined }) {
  return (
    <Part title="History">
      {entries.length === 0 ? <p className="text-sm text-muted-foreground">Nobody has changed anything since it was loaded.</p> : null}
      <ol className="grid gap-5 empty:hidden">
        {entries.map(({ id, action, at, by, values }) => (
          <li key={id} className="grid gap-1.5 border-l-2 border-border pl-4">
            <p className="text-sm">
              <span className="font-medium">{whoDid(by)}</span> {actionWords[action]} <Time at={at} zone={zone} className="text-xs whitespace-nowrap text-muted-foreground" />
            </p>
            {values.length > 0 ? (
              <ul className="grid gap-1 text-sm text-muted-foreground">
                {values.map((value, index) => (
                  <li key={index} className="[overflow-wrap:anywhere]">
                    <Value value={value} zone={zone} />
                  </li>
                ))}
              </ul>
            ) : null}
          </li>
        ))}
      </ol>
      {more ? (
        <Link href={more} scroll={false} className="w-fit rounded-sm text-sm font-medium text-primary hover:underline">
          Show the whole history
        </Link>
      ) : null}
    </Part>
  );
}

function Value({ value: { label, kind, before, after }, zone }: { value: ChangedValue; zone: string }) {
  const words = (text: string) => tellings[kind](text, zone);
  return (
    <>
      {label}: {before === null ? null : <del className="decoration-1">{words(before)}</del>}
      {before !== null && after !== null ? " → " : null}
      {after === null ? <span> removed</span> : <ins className="text-foreground no-underline">{words(after)}</ins>}
    </>
  );
}

const tellings: Record<ChangedValue["kind"], (text: string, zone: string) => string> = {
  text: (text) => text,
  time: (text, zone) => formatTime(new Date(text), zone),
  state: (text) => {
    const state = registrationStates.find((known) => known === text);
    return state ? stateWords[state] : text;
  },
};
const actionWords: Record<HistoryEntry["action"], string> = { create: "added this", update: "changed", delete: "deleted this" };
