import { z } from "zod";
import { optionalText, requiredText, SeenRevision, Ticked } from "@/lib/core/typed-text";
import { ItemId } from "@/lib/core/wire-schema";

/** A kind of a partner's staff, and how many badges of it cost nothing. */
const StaffKindInput = z.object({
  id: ItemId.optional(),
  name: requiredText(100),
  freeBadges: z.coerce.number("must be a number").pipe(z.int("must be a whole number").min(0, "must be 0 or more").max(100_000, "must be at most 100,000")),
});

const members = {
  name: requiredText(200),
  reference: optionalText(200),
  isDefault: Ticked,
  staff: z.array(StaffKindInput).max(50, "must be at most 50 kinds").default([]),
};

/** @property isDefault  false leaves it as it is: there is always one default, and another takes its place by being made it */
export const TypeInput = z.object({ ...members, revision: SeenRevision });
export type TypeInput = z.output<typeof TypeInput>;

/** @property id, sort  only to bring back one that is gone, at its place. @property isShared  offered at all events of the organisation */
export const NewTypeInput = z.object({ ...members, id: ItemId.optional(), sort: z.int().optional(), type: z.enum(["visitor", "partner"], "must be visitor or partner"), isShared: Ticked });
export type NewTypeInput = z.output<typeof NewTypeInput>;

/** How the column `staff` holds them. */
export const StaffKinds = z.array(z.object({ id: z.string(), name: z.string(), freeBadges: z.int() }));
