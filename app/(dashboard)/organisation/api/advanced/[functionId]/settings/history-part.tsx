import { Time } from "@/components/time";
import type { AuditRow } from "@/lib/functions/schema";
import { actionWords, detailOf } from "../../audit-words";
import { Part } from "./part";

/** Who made the function, and what was done to it since. */
export function HistoryPart({ rows, made, zone }: { rows: readonly AuditRow[]; made: { at: Date; by: string | null }; zone: string }) {
  return (
    <Part
      title="History"
      text={
        <>
          Made by {made.by ?? "an account that is no more"}, <Time at={made.at} zone={zone} />.{rows.length > 0 ? " What was done to it, the latest 100:" : null}
        </>
      }
    >
      {rows.length === 0 ? null : (
        <ol aria-label="What was done" tabIndex={0} className="-my-2 max-h-80 divide-y overflow-y-auto text-sm">
          {rows.map((row) => (
            <li key={row.id} className="flex flex-wrap justify-between gap-x-4 py-2">
              <span className="[overflow-wrap:anywhere]">
                {actionWords[row.action]}
                {detailOf(row) ? <span className="text-muted-foreground">: {detailOf(row)}</span> : null}
              </span>
              <span className="text-xs leading-5 text-muted-foreground">
                <Time at={row.at} zone={zone} /> by {row.by}
              </span>
            </li>
          ))}
        </ol>
      )}
    </Part>
  );
}
