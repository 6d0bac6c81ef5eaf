import { createHash } from "node:crypto";
import { instantIn } from "@/lib/core/zone";
import { wallTime } from "@/lib/core/wall-time";
import type { Schedule } from "./schema";

/**
 * When a task that begins at `start` is to run next: an interval later, a little earlier or later so that tasks made at the same
 * moment do not stay together for ever; or when the clocks of its zone next show its time.
 */
export function nextRun(schedule: Schedule, start: Date, functionId: string): Date {
  if (schedule.kind === "daily") return nextDaily(schedule, start);
  const intervalMs = schedule.minutes * 60_000;
  return new Date(start.getTime() + intervalMs + jitterMs(intervalMs, functionId, start));
}

/** When a task begins that was published or enabled: at once; a daily one waits for its time. */
export function firstRun(schedule: Schedule, now: Date): Date {
  return schedule.kind === "daily" ? nextDaily(schedule, now) : now;
}

/** After `start`, at the earliest; in the hour a clock change leaves out just after it, in the one that comes twice the first time. */
function nextDaily({ at, zone }: Schedule & { kind: "daily" }, start: Date): Date {
  const today = Date.parse(`${wallTime(zone, start).slice(0, 10)}T00:00:00Z`);
  for (let day = 0; ; day++) {
    const date = new Date(today + day * 24 * 3_600_000).toISOString().slice(0, 10);
    const instant = instantIn(zone, date, `${at}:00`);
    if (instant > start) return instant;
  }
}

/** At most a twentieth of the interval and 20 s, either way; the same for the same task and start, so that it can be worked out again. */
function jitterMs(intervalMs: number, functionId: string, start: Date): number {
  const spread = Math.min(intervalMs / 20, 20_000);
  const [draw = 0] = new Uint32Array(createHash("sha256").update(`${functionId} ${start.getTime()}`).digest().buffer.slice(0, 4));
  return Math.round((draw / 2 ** 32 - 0.5) * 2 * spread);
}
