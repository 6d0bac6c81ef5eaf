import type { Option } from "@/lib/core/browsing";
import type { Context } from "@/lib/core/context";
import { runtime } from "@/lib/core/runtime";

/** The registration types an event's visitors or partners can have, in the order of the setup. */
export async function typeNames(ctx: Context, { eventId, type }: { eventId: string; type: "visitor" | "partner" }): Promise<Option[]> {
  const types = await runtime().database.read.registrationType.findMany({
    where: { organisationId: ctx.organisationId, type, OR: [{ eventId }, { eventId: null }] },
    select: { id: true, name: true },
    orderBy: [{ sort: "asc" }, { name: "asc" }],
  });
  return types.map(({ id, name }) => ({ value: id, label: name }));
}
