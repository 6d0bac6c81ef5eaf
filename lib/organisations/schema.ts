import { z } from "zod";
import { isTimeZone } from "@/lib/core/zone";
import { AccountEmail, NewPassword } from "@/lib/accounts/schema";

const Name = z.string().trim().min(1, "cannot be empty").max(200, "must be at most 200 characters");
const TimeZone = z.string().refine(isTimeZone, "must be a time zone such as Europe/Amsterdam");
const Day = z.iso.date("must be a date");

/** What the first-run page asks: the organisation, its first administrator, its first event. Dates are days in the event's zone. */
export const SetUpInput = z
  .object({
    organisation: Name,
    timezone: TimeZone,
    name: Name,
    email: AccountEmail,
    password: NewPassword,
    event: Name,
    start: Day,
    end: Day,
    eventTimezone: TimeZone,
  })
  .refine((input) => input.end >= input.start, { path: ["end"], message: "must not be before the first day" });
export type SetUpInput = z.infer<typeof SetUpInput>;

/** Where a contact is looked for by e-mail address before a new one is made. */
export const deduplicationModes = ["off", "event", "organisation"] as const;

export const OrganisationInput = z.object({
  name: Name,
  timezone: TimeZone,
  deduplication: z.enum(deduplicationModes, `must be one of ${deduplicationModes.join(", ")}`),
});
export type OrganisationInput = z.infer<typeof OrganisationInput>;
