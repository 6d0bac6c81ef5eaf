import { instantIn } from "@/lib/core/zone";
import { failures, outcomes, type RunFilter, type RunState } from "@/lib/functions/schema";

/** What the address of the list asks for, as its form's fields hold it: `from` and `until` as clocks of the zone show them. */
export type RunQuery = { outcome: string; from: string; until: string; before: string };
type Query = Readonly<Record<string, string | string[] | undefined>>;

/** What of an address the list understands; anything else counts as not said. */
export function runQuery(query: Query): RunQuery {
  const text = (name: string) => (typeof query[name] === "string" ? query[name] : "");
  const matching = (name: string, pattern: RegExp) => (pattern.test(text(name)) ? text(name) : "");
  return { outcome: outcomeChoices.some(({ value }) => value === text("outcome")) ? text("outcome") : "", from: matching("from", clock), until: matching("until", clock), before: matching("before", cursor) };
}

/** @param zone  IANA name, of `from` and `until` */
export function runFilter({ outcome, from, until, before }: RunQuery, zone: string): RunFilter {
  const instant = (text: string) => instantIn(zone, text.slice(0, 10), `${text.slice(11)}:00`);
  const [at = "", id = ""] = before.split("_");
  const states = outcomeChoices.find(({ value }) => value === outcome)?.states;
  return {
    ...(states && { outcomes: states }),
    ...(from && { from: instant(from) }),
    ...(until && { until: instant(until) }),
    ...(before && { cursor: { createdAt: new Date(Number(at)), id } }),
  };
}

/** Where the page behind this one begins, for the address. */
export function cursorText({ createdAt, id }: { createdAt: Date; id: string }): string {
  return `${createdAt.getTime()}_${id}`;
}

/** What can be asked for; one of many outcomes by its own name. */
export const outcomeChoices: readonly { value: string; states: readonly RunState[] }[] = [
  { value: "failed", states: failures },
  { value: "open", states: ["waiting", "running"] },
  ...outcomes.map((outcome) => ({ value: outcome, states: [outcome] })),
];

const clock = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/;
const cursor = /^\d{1,15}_[0-9a-z]{1,13}$/;
