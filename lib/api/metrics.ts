import { timingSafeEqual, createHash } from "node:crypto";
import { calls } from "@/lib/api/record-call";
import { runtime } from "@/lib/core/runtime";
import { durationBoundsMs } from "@/lib/statistics/histogram";
import { journal } from "@/lib/statistics/journal";

/** Where Prometheus looks, when a token is set. */
export const METRICS_MOUNT = "/metrics";

/** What this process has answered since it began, as Prometheus reads it. Of all organisations together: it is for who runs Visit. */
export function serveMetrics(request: Request): Response {
  const { metricsToken } = runtime().settings;
  if (metricsToken === "") return new Response(null, { status: 404 });
  const [, token = ""] = /^Bearer\s+(\S+)\s*$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  if (!timingSafeEqual(digest(token), digest(metricsToken))) return new Response(null, { status: 401, headers: { "WWW-Authenticate": "Bearer" } });
  return new Response(metrics(), { headers: { "Content-Type": "text/plain; version=0.0.4; charset=utf-8", "Cache-Control": "no-store" } });
}

function metrics(): string {
  const { counts, durations } = calls();
  const { rss } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  const { backlogBytes, failedFlushes, droppedCalls } = journal().figures();
  return [
    ...family("visit_calls_total", "counter", "Answered calls of the API.", [...counts].map(([name, count]) => { const [operation, format, status] = name.split(" "); return `visit_calls_total${labels({ operation, format, status })} ${count}`; })), // prettier-ignore
    ...family("visit_call_duration_seconds", "histogram", "Until the answer was begun, by operation.", [...durations].flatMap(([operation, { slots, sumMs }]) => histogram(operation, slots, sumMs))), // prettier-ignore
    ...family("visit_journal_backlog_bytes", "gauge", "Of the journal of calls, what is not counted yet.", [`visit_journal_backlog_bytes ${backlogBytes}`]),
    ...family("visit_journal_failed_flushes_total", "counter", "Times that calls could not be counted, and were kept.", [`visit_journal_failed_flushes_total ${failedFlushes}`]),
    ...family("visit_journal_dropped_calls_total", "counter", "Calls that are not counted, because neither disk nor database would take them.", [`visit_journal_dropped_calls_total ${droppedCalls}`]),
    ...family("process_resident_memory_bytes", "gauge", "Memory of the process.", [`process_resident_memory_bytes ${rss}`]),
    ...family("process_cpu_seconds_total", "counter", "CPU time of the process.", [`process_cpu_seconds_total ${(user + system) / 1e6}`]),
    "",
  ].join("\n");
}

function family(name: string, type: string, help: string, lines: readonly string[]): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines];
}

function histogram(operation: string, slots: readonly number[], sumMs: number): string[] {
  let count = 0;
  const buckets = [...durationBoundsMs.map((bound) => String(bound / 1000)), "+Inf"].map((le, slot) => `visit_call_duration_seconds_bucket${labels({ operation, le })} ${(count += slots[slot] ?? 0)}`);
  return [...buckets, `visit_call_duration_seconds_sum${labels({ operation })} ${sumMs / 1000}`, `visit_call_duration_seconds_count${labels({ operation })} ${count}`];
}

/** Names and formats of ours, so that nothing needs escaping. */
function labels(values: Record<string, string | undefined>): string {
  return `{${Object.entries(values).map(([name, value]) => `${name}="${value ?? ""}"`).join(",")}}`; // prettier-ignore
}

/** Of equal length, whatever was sent. */
function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
