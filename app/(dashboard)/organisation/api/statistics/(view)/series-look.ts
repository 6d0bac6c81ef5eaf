import type { Series, Split } from "@/lib/statistics/schema";
import type { Condition } from "./narrowed";

/** What each series is drawn in. A status has a colour of its own whoever else is there; of others, those with the most calls come first. */
export function colourOf(split: Split, { id }: Series, index: number): string {
  if (split === "status") return statusColours[id] ?? rest;
  return id === "other" || index >= palette ? rest : `var(--chart-${index + 1})`;
}

/** The condition that only the calls of a series meet; of the rest there is none. */
export function filterOf(split: Split, { id }: Series): Condition | undefined {
  if (split === "key") return id === "other" ? undefined : { name: "key", value: id };
  return split === "operation" && id === "other" ? undefined : { name: "type", value: `${split}:${id}` };
}

const statusColours: Readonly<Record<string, string>> = { "2xx": "var(--chart-1)", "3xx": "var(--chart-5)", "4xx": "var(--chart-2)", "5xx": "var(--chart-6)" };
const rest = "var(--chart-rest)";
/** How many colours there are, see app/globals.css. */
const palette = 8;
