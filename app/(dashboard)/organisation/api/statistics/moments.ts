import { formatTime } from "@/components/time";
import { momentText } from "@/lib/statistics/question";

/** What date and time inputs show of a moment of an address: `2026-10-25T02:30`. */
export function clockPart(moment: string): string {
  return moment.slice(0, 16);
}

/** ` (GMT+01:00)` of a moment that says its offset, else nothing. */
export function offsetPart(moment: string): string {
  const offset = moment.slice(16);
  return offset === "" ? "" : ` (GMT${offset})`;
}

/** `25 Oct 2026, 02:30`; in the second of an hour that comes twice `25 Oct 2026, 02:30 (GMT+01:00)`. @param zone  IANA name */
export function momentWords(at: Date, zone: string): string {
  return `${formatTime(at, zone)}${offsetPart(momentText(zone, at))}`;
}
