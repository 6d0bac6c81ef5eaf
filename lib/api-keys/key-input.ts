import { z } from "zod";
import { parseRange } from "@/lib/core/addresses";
import { optionalText, requiredText, Ticked } from "@/lib/core/typed-text";
import { RecordId } from "@/lib/core/wire-schema";
import { isWallTime } from "@/lib/core/wall-time";
import { keyResources } from "./rights";

const Level = z.enum(["none", "read", "write"], "must be none, read or write");
/** A count that may be left empty, which means the default. */
const count = (min: number, max: number) =>
  z
    .string()
    .trim()
    .default("")
    .refine((text) => text === "" || (/^\d{1,7}$/.test(text) && Number(text) >= min && Number(text) <= max), `must be a whole number between ${min} and ${max}, or empty`)
    .transform((text) => (text === "" ? undefined : Number(text)));

/**
 * Organisation > API > API keys: what can be set about a key, as a form sends it.
 * @property expiresAt     date and time of the organisation's zone; null: never
 * @property addressScope  counts when no address is written: `listed` then means from nowhere
 * @property eventScope    with `chosen` and no event the key sees none
 */
export const KeyInput = z.object({
  state: z.enum(["Active", "Disabled"], "must be Active or Disabled"),
  comments: requiredText(500),
  expiresAt: optionalText(30).refine((time) => time === null || isWallTime(time), "must be a date and a time that exist, or empty"),
  addressScope: z.enum(["any", "listed"]).default("any"),
  addresses: z.string().max(20_000, "must be at most 20,000 characters").default("").transform(linesOf).superRefine(nameBadLines),
  eventScope: z.enum(["all", "chosen"]).default("all"),
  events: z.array(RecordId).max(5000).default([]),
  contactName: optionalText(200),
  contactEmail: optionalText(254).pipe(z.email("must be an e-mail address, such as ada@example.org").nullable()),
  contactPhone: optionalText(50),
  rights: z.object(Object.fromEntries(keyResources.map(({ name }) => [name, Level.default("none")]))),
  isUsableByFunctions: Ticked,
  mayCallFunctions: Ticked,
  parallel: count(1, 200),
  queued: count(0, 2000),
  perMinute: count(1, 1_000_000),
  waiters: count(0, 10_000),
});
export type KeyInput = z.output<typeof KeyInput>;

/** How long a secret goes on after it was rotated. */
export const Grace = z.enum(["now", "1h", "24h", "7d"], "must be now, 1h, 24h or 7d");
export type Grace = z.output<typeof Grace>;

type Line = { number: number; text: string };

function linesOf(text: string): Line[] {
  return text.split(/\r\n?|\n/).flatMap((line, at) => (line.trim() === "" ? [] : [{ number: at + 1, text: line.trim() }]));
}

function nameBadLines(lines: Line[], ctx: z.RefinementCtx): void {
  const bad = lines.filter(({ text }) => !parseRange(text));
  if (lines.length > mostAddresses) ctx.addIssue({ code: "custom", message: `must be at most ${mostAddresses} lines` });
  if (bad.length === 0) return;
  const named = bad.slice(0, 3).map(({ number, text }) => `line ${number}, “${text.slice(0, 60)}”`);
  const more = bad.length > 3 ? ` and ${bad.length - 3} more` : "";
  ctx.addIssue({ code: "custom", message: `${named.join("; ")}${more}: must be an address such as 192.0.2.7 or 2001:db8::7, or a range such as 192.0.2.0/24` });
}

const mostAddresses = 500;
