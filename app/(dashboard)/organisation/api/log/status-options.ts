import type { Option } from "@/lib/core/browsing";
import { typeOptions } from "@/lib/statistics/verbs";

/** The statuses to choose from: the classes as the statistics call them, and those that occur. */
export function statusOptions(): Option[] {
  const classes = typeOptions([]).filter(({ group }) => group === "Status");
  return [
    { value: "error", label: "Every error" },
    ...classes.map(({ value, label }) => ({ value: value.replace("status:", ""), label })),
    ...[400, 401, 403, 404, 409, 412, 413, 415, 422, 429, 500, 503].map((status) => ({ value: String(status), label: String(status) })),
  ];
}
