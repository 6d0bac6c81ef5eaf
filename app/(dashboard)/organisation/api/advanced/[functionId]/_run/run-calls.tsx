import { cn } from "@/components/cn";
import type { RunCall } from "@/lib/functions/schema";
import { laidOut } from "../../laid-out";

/** What a dry run would write. */
export function DryCalls({ calls, className }: { calls: readonly RunCall[]; className?: string }) {
  return (
    <ol aria-label="What it would write" className={cn("grid gap-3", className)}>
      {calls.map(({ method, target, body }, index) => (
        <li key={index} className="min-w-0 rounded-md border bg-card px-3 py-2">
          <p className="font-mono text-xs [overflow-wrap:anywhere]">
            <span className="font-semibold">{method}</span> {target}
          </p>
          {body ? <pre className="mt-1.5 font-mono text-xs whitespace-pre-wrap text-muted-foreground [overflow-wrap:anywhere]">{laidOut(body)}</pre> : null}
        </li>
      ))}
    </ol>
  );
}

/** What a run asked of the API and of other services, and how that went. */
export function MadeCalls({ calls }: { calls: readonly RunCall[] }) {
  return (
    <ol aria-label="Calls" className="grid gap-2">
      {calls.map(({ method, target, status, durationMs, error }, index) => (
        <li key={index} className="grid grid-cols-[1fr_auto] gap-x-3 text-xs">
          <span className="font-mono [overflow-wrap:anywhere]">
            <span className="font-semibold">{method}</span> {target}
          </span>
          <span className={cn("text-right tabular-nums", status === null || status >= 400 ? "font-medium text-destructive" : "text-muted-foreground")}>
            {status ?? "no answer"} · {Math.round(durationMs)} ms
          </span>
          {error ? <span className="col-span-2 text-destructive">{error}</span> : null}
        </li>
      ))}
    </ol>
  );
}
