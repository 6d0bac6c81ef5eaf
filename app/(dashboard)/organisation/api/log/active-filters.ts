import type { Active } from "@/components/data-table/table-parts";
import type { Option } from "@/lib/core/browsing";
import type { LogFilter } from "@/lib/statistics/schema";
import { momentWords } from "../statistics/moments";

/** The parameters of the address that are a filter's. */
export const filterNames = ["path", "address", "request", "status", "key", "from", "until"] as const;

/** The filter in words, each with what it is in the address. */
export function activeFilters({ keys, statuses, path, address, requestId, from, until }: LogFilter, known: readonly Option[], zone: string, params: URLSearchParams): Active[] {
  const one = (name: string, value: string, label: string): Active[] => (value === "" ? [] : [{ name, value: params.get(name) ?? "", label }]);
  return [
    ...one("path", path, `Path: ${path}`),
    ...one("address", address, `IP address: ${address}`),
    ...one("request", requestId, `Request id: ${requestId}`),
    ...statuses.map((value) => ({ name: "status", value, label: value === "error" ? "Every error" : `Status: ${value}` })),
    ...keys.map((value) => ({ name: "key", value, label: `API key: ${known.find((key) => key.value === value)?.label ?? "a deleted one"}` })),
    ...(from ? one("from", "from", `From ${momentWords(from, zone)}`) : []),
    ...(until ? one("until", "until", `Until ${momentWords(until, zone)}`) : []),
  ];
}
