import { figure } from "@/components/chart/stacked-chart-parts";
import type { Alert, AlertInput } from "@/lib/statistics/schema";

/** When it tells, in a sentence without its full stop. */
export function alertWords(alert: AlertInput): string {
  const time = timeWords(alert.minutes);
  switch (alert.about) {
    case "quiet":
      return `No call for ${time}`;
    case "errors":
      return alert.against === "threshold" ? `More than ${figure(alert.limit)}% errors within ${time}` : `Error rate ${figure(alert.limit)} points above that of a week before, within ${time}`;
    case "volume":
      return alert.against === "threshold" ? `${alert.isBelow ? "Fewer" : "More"} than ${figure(alert.limit)} calls within ${time}` : `${figure(alert.limit)}% more or fewer calls within ${time} than a week before`;
  }
}

export function keyWords({ keyId, keyLabel }: Pick<Alert, "keyId" | "keyLabel">): string {
  return keyId === null ? "All keys together" : (keyLabel ?? "A deleted key");
}

/** `5 minutes`, `an hour`, `2 days` */
export function timeWords(minutes: number): string {
  for (const { name, one, length } of units) if (minutes >= length && minutes % length === 0) return minutes === length ? one : `${minutes / length} ${name}`;
  return `${minutes} minutes`;
}

const units = [
  { name: "weeks", one: "a week", length: 7 * 24 * 60 },
  { name: "days", one: "a day", length: 24 * 60 },
  { name: "hours", one: "an hour", length: 60 },
];

/** The times to choose from, and the one chosen. */
export function timeChoices(chosen: number): number[] {
  return [...new Set([5, 15, 30, 60, 180, 360, 720, 1440, 2880, 10_080, chosen])].sort((one, other) => one - other);
}
