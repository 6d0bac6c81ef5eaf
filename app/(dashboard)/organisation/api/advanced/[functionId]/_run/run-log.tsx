import { cn } from "@/components/cn";
import type { LogLine } from "@/lib/functions/schema";

/** What a run wrote, each line with how long after its beginning. */
export function RunLog({ log, isTruncated }: { log: readonly LogLine[]; isTruncated: boolean }) {
  return (
    <>
      <div role="log" aria-label="Log lines" className="grid gap-1 font-mono text-xs leading-relaxed">
        {log.map(({ at, level, text }, index) => (
          <p key={index} className={cn("grid grid-cols-[3.75rem_1fr] gap-2", levelClass[level])}>
            <span className="text-right text-muted-foreground">{(at / 1000).toFixed(2)} s</span>
            <span className="whitespace-pre-wrap [overflow-wrap:anywhere]">
              {level === "error" || level === "warn" ? <span className="font-semibold">{level === "warn" ? "Warning: " : "Error: "}</span> : null}
              {text}
            </span>
          </p>
        ))}
      </div>
      {isTruncated ? <p className="mt-2 text-xs text-muted-foreground">The log was longer; the rest was not kept.</p> : null}
    </>
  );
}

const levelClass: Partial<Record<LogLine["level"], string>> = { debug: "text-muted-foreground", warn: "text-warning", error: "text-destructive" };
