"use client";

import { Time } from "@/components/time";
import type { StoredRow } from "@/lib/functions/schema";
import { byteWords } from "../../function-words";
import { DeleteValue } from "./delete-value";
import { ValueDialog } from "./value-dialog";

/** What a function remembers, by name. */
export function ValueList({ functionId, values, zone, mayWrite }: { functionId: string; values: readonly StoredRow[]; zone: string; mayWrite: boolean }) {
  return (
    <ul aria-label="State" className="divide-y rounded-xl border bg-card">
      {values.map(({ key, bytes, updatedAt }) => (
        <li key={key} className="flex flex-wrap items-center gap-x-4 gap-y-3 px-4 py-3">
          <div className="grid min-w-0 flex-1 basis-64 gap-0.5">
            <code className="font-mono text-sm font-medium [overflow-wrap:anywhere]">{key}</code>
            <p className="text-xs text-muted-foreground">
              {byteWords(bytes)}, <Time at={updatedAt} zone={zone} show="second" />
            </p>
          </div>
          <div className="flex flex-wrap gap-2">
            <ValueDialog functionId={functionId} name={key} mayWrite={mayWrite} button={{ ...(mayWrite ? { text: "View and edit", label: `View and edit ${key}` } : { text: "View", label: `View ${key}` }), variant: "outline", size: "sm" }} />
            {mayWrite ? <DeleteValue functionId={functionId} name={key} /> : null}
          </div>
        </li>
      ))}
    </ul>
  );
}
