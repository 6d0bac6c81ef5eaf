import { logCursorIn, logFilterIn } from "@/lib/statistics/request-log";
import type { LogFilter } from "@/lib/statistics/schema";

/** What an address looks for in the log, and a sentence for everything that cannot be: the page is without it then. */
export function filterIn(params: URLSearchParams, zone: string): { filter: LogFilter; faults: string[] } {
  const { from, until, requestId, ...rest } = logFilterIn(params, zone);
  const isUnread = (["from", "until"] as const).some((name) => params.has(name) && !{ from, until }[name]);
  const isTurned = from && until && from >= until;
  const isId = /^[0-9a-f-]*$/.test(requestId);
  const unknown = (name: string, known: readonly string[]) => [...new Set(params.getAll(name))].filter((value) => value !== "" && !known.includes(value)).map((value) => value.slice(0, 60));
  return {
    filter: { ...rest, requestId: isId ? requestId : "", ...(from && !isTurned && { from }), ...(until && !isTurned && { until }) },
    faults: [
      ...unknown("status", rest.statuses).map((value) => `There is no status “${value}”: it must be like 404, 4xx or error.`),
      ...unknown("key", rest.keys).map((value) => `There is no API key “${value}”.`),
      ...(isId ? [] : [`There is no request id like “${requestId.slice(0, 60)}”: it has digits, letters from a to f, and dashes.`]),
      ...(isUnread ? ["From and until must be dates with a time, like 2026-11-01T09:00."] : []),
      ...(isTurned ? ["From must lie before until."] : []),
      ...((params.has("after") || params.has("before")) && !logCursorIn(params) ? ["There is no such page: the newest calls are shown."] : []),
    ],
  };
}
