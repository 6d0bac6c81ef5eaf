import { z } from "zod";
import { ItemId } from "@/lib/core/wire-schema";
import { optionalText, requiredText, SeenRevision } from "@/lib/core/typed-text";
import { isWallTime } from "@/lib/core/wall-time";
import { isTimeZone } from "@/lib/core/zone";

const MailAddress = optionalText(254).pipe(z.email("must be an e-mail address, such as fair@example.org").nullable());
/** Date and time as the clocks of the event's zone show them. */
const WallTime = z.string().min(1, { error: "cannot be empty", abort: true }).refine(isWallTime, "must be a date and a time that exist").transform((time) => time.slice(0, 16));

const general = {
  name: requiredText(200),
  description: optionalText(5000),
  reference: optionalText(200),
  contactName: optionalText(200),
  contactEmail: MailAddress,
  start: WallTime,
  end: WallTime,
  timezone: z.string().refine(isTimeZone, "must be a time zone such as Europe/Amsterdam"),
};
const endsAfterStart = <T extends { start: string; end: string }>(input: T) => input.end >= input.start;
const endsTooEarly = { path: ["end"], message: "must not be before the start" };

/** Event > Setup > General. Times are those of the event's own zone. */
export const EventInput = z.object({ ...general, revision: SeenRevision }).refine(endsAfterStart, endsTooEarly);
export type EventInput = z.output<typeof EventInput>;

/** A new event. @property copyFrom  id of an event whose setup it takes over; none: a setup to begin with */
export const NewEventInput = z.object({ ...general, copyFrom: optionalText(13) }).refine(endsAfterStart, endsTooEarly);
export type NewEventInput = z.output<typeof NewEventInput>;

/** Text of the event's own, written `#custom:name#`. */
export const CustomFieldInput = z.object({
  id: ItemId.optional(),
  name: requiredText(50).pipe(z.string().regex(/^[a-z]+$/, "must be lower-case letters a to z only")),
  value: requiredText(5000),
});
export type CustomFieldInput = z.output<typeof CustomFieldInput>;

/** A place where badges are read. */
export const LocationInput = z.object({
  id: ItemId.optional(),
  name: requiredText(200),
  direction: z
    .enum(["in", "out", ""], "must be in, out or neither")
    .nullable()
    .default(null)
    .transform((direction) => direction || null),
});
export type LocationInput = z.output<typeof LocationInput>;
