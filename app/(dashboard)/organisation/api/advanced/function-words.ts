import type { Kind, Schedule } from "@/lib/functions/schema";

/** The manual's words. */
export const kindWords: Readonly<Record<Kind, string>> = { task: "Background task", endpoint: "Endpoint function" };

/** `About every 9 minutes`, `Daily at 07:30 in Amsterdam`. */
export function scheduleWords(schedule: Schedule): string {
  if (schedule.kind === "daily") return `Daily at ${schedule.at} in ${schedule.zone.split("/").at(-1)?.replaceAll("_", " ")}`;
  return schedule.minutes === 1 ? "About every minute" : `About every ${schedule.minutes} minutes`;
}

/** `840 ms`, `3.2 s`, `4 min 12 s`. */
export function durationWords(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

/** `12 B`, `3.4 KiB`, `8.0 MiB`. */
export function byteWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1_048_576 ? `${(bytes / 1024).toFixed(1)} KiB` : `${(bytes / 1_048_576).toFixed(1)} MiB`;
}
