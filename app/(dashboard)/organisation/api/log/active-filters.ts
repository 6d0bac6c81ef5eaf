import type { Active } from "@/components/data-table/table-parts";
import { formatTime } from "@/components/time";
import type { Option } from "@/lib/core/browsing";
import type { LogFilter } from "@/lib/statistics/schema";

/** The parameters of the address that are a filter's. */
export const filterNames = ["path", "address", "request", "status", "key", "from", "until"] as const;

/** The filter in words, each with what it is in the address. */
export function activeFilters({ keys, statuses, path, address, requestId, from, until }: LogFilter, known: readonly Option[], zone: string, params: URLSearchParams): Active[] {
  const one = (name: string, value: string, label: string): Active[] => (value === "" ? [] : [{ name, value: params.get(name) ?? "", label }]);
  return [
    ...one("path", path, `Path: ${path}`),
    ...one("address", address, `Address: ${address}`),
    ...one("request", requestId, `Request: ${requestId}`),
    ...statuses.map((value) => ({ name: "status", value, label: value === "error" ? "Every error" : `Status: ${value}` })),
    ...keys.map((value) => ({ name: "key", value, label: `API key: ${known.find((key) => key.value === value)?.label ?? "a deleted one"}` })),
    ...(from ? one("from", "from", `From ${formatTime(from, zone)}`) : []),
    ...(until ? one("until", "until", `Until ${formatTime(until, zone)}`) : []),
  ];
}

/** A sentence for everything that an address asks for and that cannot be. */
export function faultsIn(params: URLSearchParams, { statuses, keys, from, until }: LogFilter): string[] {
  const unknown = (name: string, known: readonly string[]) => [...new Set(params.getAll(name))].filter((value) => value !== "" && !known.includes(value)).map((value) => value.slice(0, 60));
  const isUnread = (name: string, read: Date | undefined) => params.has(name) && !read;
  return [
    ...unknown("status", statuses).map((value) => `There is no status “${value}”: it must be like 404, 4xx or error.`),
    ...unknown("key", keys).map((value) => `There is no API key “${value}”.`),
    ...(isUnread("from", from) || isUnread("until", until) ? ["From and until must be dates with a time, like 2026-11-01T09:00."] : []),
    ...(from && until && from >= until ? ["From must lie before until."] : []),
  ];
}
