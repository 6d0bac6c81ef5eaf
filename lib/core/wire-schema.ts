import { z } from "zod";

/** What the schemas of all resources share. Pure zod, safe in a browser; wire values only. */

export const RecordId = z.string().regex(/^[0-9a-z]{13}$/, "must be an id: 13 letters and digits").describe("Id: 13 lower-case letters and digits.");
export const ItemId = z.string().regex(/^[0-9a-z]{9}$/, "must be an id: 9 letters and digits").describe("Id: 9 lower-case letters and digits.");
export const Revision = z.int().min(1).describe("Revision: grows with every change, unique on the platform.");
/** @param kept  what a tombstone still says, for people */
export const deletedOf = (kept: string) => z.boolean().describe(`True in a tombstone: the record was deleted. It has a new revision and keeps ${kept}; all else is null or empty.`);

/** A time as answers hold it. */
export const Time = z.iso.datetime({ precision: 0 }).describe("UTC, to the second.");

/** A time as bodies may hold it: any offset, any precision; stored in UTC to the second. It is the year in UTC that must have four digits. */
export const SentTime = z.iso
  .datetime({ offset: true, error: "must be a time with its zone like 2026-03-09T23:59:59Z" })
  .refine((sent) => !isBeyondYears(new Date(sent).getUTCFullYear()), "must be a time of the years 1 to 9999, in UTC");

function isBeyondYears(year: number): boolean {
  return year < 1 || year > 9999; // what is no time at all has been told already
}

/** Text of at most `max` characters; blanks count and are kept. */
export function text(max: number, description: string) {
  return z.string().max(max, { abort: true }).describe(description);
}

/** A member a body may leave out (keeps) or set to null (clears). */
export function optional<T extends z.ZodType>(schema: T) {
  const member = schema.nullable().optional();
  return schema.description === undefined ? member : member.describe(schema.description);
}

/** The key by which a client's own system knows a record. An empty one counts as none. */
export const Reference = text(200, "The record's key in your own system.");

export const Tags = z.array(text(100, "A tag.")).max(100).meta({ item: "tag", description: "Free marks." });
export const Labels = z.array(text(100, "A label.")).max(100).meta({ item: "label", description: "Labels." });
export const Language = z
  .string()
  .max(35, { abort: true })
  .regex(/^$|^[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*$/, "must be a language tag like nl or pt-BR")
  .describe("Language of correspondence, a tag like `nl` or `pt-BR`.");

const ExpoId = z.string().describe("Id of the expo.");
export const InExpo = z.object({ expoId: ExpoId });

/** The query every list understands. */
export const ListQuery = z.object({
  fromRevision: z.int().min(0).default(0).describe("Lowest revision wanted, inclusive. For the next page pass the last row's revision plus one."),
  limit: z.int().min(1).max(1000).default(100).describe("Rows at most, 1 to 1000. A shorter page is the end."),
  wait: z.int().min(0).max(30).default(0).describe("Seconds to hold the answer while there is nothing to show."),
});
export type ListQuery = z.output<typeof ListQuery>;

export const ShowDeleted = z.boolean().default(true).describe("Whether tombstones of deleted records are shown. They pass every other filter but `webhookId`: to look somebody up, send `false`.");
/** Ends the description of a filter by which records are looked up. */
export const withTombstones = "All tombstones come too, unless `showDeleted=false`.";
export const WebhookId = z.string().optional().describe("Only what changed since this webhook's acknowledged revision.");
export const csv = (item: string, description: string) => z.array(z.string()).optional().meta({ item, description: `${description} Comma-separated; unknown values match nothing.` });

const referenceMembers = {
  id: optional(z.string().max(100)).describe("Its id."),
  reference: optional(z.string().max(200)).describe("Its reference, when no id is given."),
  name: optional(z.string().max(500)).describe("Its exact name, when neither is given."),
};
/** How a body points to a registration type, form or partner: an id as text, or an object with one of id, reference and name. */
export const SentReference = z.union([z.string().max(100), z.object(referenceMembers)]);
/** Likewise, with the role the visitor has there. */
export const SentPartner = z.union([
  z.string().max(100),
  z.object({ ...referenceMembers, role: optional(z.enum(["staff", "guest"])).describe("Staff or guest of the partner; guest when not said.") }),
]);
export type SentReference = z.output<typeof SentReference>;
