import { momentText } from "@/lib/statistics/question";

/** Where a key's line begins, as `readKeyLines` counts: 23 whole hours, and what there is of this one. */
export function linesSince(now: Date): Date {
  return new Date((Math.floor(now.getTime() / hourMs) - 23) * hourMs);
}

/** The statistics of the calls that a line shows, and until now. @param zone  IANA name */
export function linesAddress(keyId: string, since: Date, zone: string): string {
  return `/organisation/api/statistics?${new URLSearchParams({ key: keyId, span: "custom", from: momentText(zone, since) }).toString()}`;
}

const hourMs = 3_600_000;
