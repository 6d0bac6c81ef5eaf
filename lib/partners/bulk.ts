import { z } from "zod";
import type { Context } from "@/lib/core/context";
import { changeMany, type ManyResult } from "@/lib/core/many";
import { tagAfter, Tag } from "@/lib/core/tags";
import { deletePartner } from "./delete-partner";
import { currentPartner, updatePartner } from "./update-partner";

/** What can be done to many partners at once. */
export const PartnersChange = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("addTag"), tag: Tag }),
  z.object({ kind: z.literal("removeTag"), tag: Tag }),
  z.object({ kind: z.literal("delete") }),
]);
export type PartnersChange = z.output<typeof PartnersChange>;

/** Does the same to many partners, by the verbs that do it to one. */
export function changePartners(ctx: Context, { eventId, ids, change }: { eventId: string; ids: readonly string[]; change: PartnersChange }): Promise<ManyResult<{ id: string }>> {
  return changeMany(ctx, ids, async (tx, inner, partnerId) => {
    const ref = { expoId: eventId, partnerId };
    const { tags } = await currentPartner(tx, inner, ref);
    if (change.kind === "delete") {
      await deletePartner(inner, ref);
      return { id: partnerId };
    }
    const after = tagAfter(change, tags);
    if (!after) return undefined;
    await updatePartner(inner, { ...ref, tags: after });
    return { id: partnerId };
  });
}
