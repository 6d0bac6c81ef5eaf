import { Time } from "@/components/time";
import type { AuditRow } from "@/lib/functions/schema";
import { Part } from "./part";

/** Who did what to the function. */
export function HistoryPart({ rows, zone }: { rows: readonly AuditRow[]; zone: string }) {
  return (
    <Part title="History" text="What was done to it, the latest 100.">
      <ol aria-label="What was done" tabIndex={0} className="-my-2 max-h-80 divide-y overflow-y-auto text-sm">
        {rows.map(({ id, action, detail, by, at }) => (
          <li key={id} className="flex flex-wrap justify-between gap-x-4 py-2">
            <span className="[overflow-wrap:anywhere]">
              {words[action] ?? action}
              {detail && !silent.has(action) ? <span className="text-muted-foreground">: {detail}</span> : null}
            </span>
            <span className="text-xs leading-5 text-muted-foreground">
              <Time at={at} zone={zone} /> by {by}
            </span>
          </li>
        ))}
      </ol>
    </Part>
  );
}

const words: Readonly<Record<string, string>> = {
  create: "Made",
  settings: "Settings changed",
  publish: "Published",
  restore: "Restored",
  state: "State set",
  run: "Run by hand",
  "stored.view": "Value of the state looked at",
  "stored.edit": "Value of the state changed",
  "secret.set": "Secret set",
  "secret.delete": "Secret deleted",
  "link.renew": "Link renewed",
};
/** Whose details are for machines. */
const silent = new Set(["run"]);
