import type { Context } from "@/lib/core/context";
import type { Transaction } from "@/lib/core/db";
import type { FieldError } from "@/lib/core/errors";
import { pick, pointerOf } from "@/lib/core/reference";
import type { SentReference } from "@/lib/core/wire-schema";

/**
 * The id of the registration type a body names.
 * @param sent  null for the default: the expo's, else the organisation's, else the only one there is
 */
export async function resolveRegistrationType(
  tx: Transaction,
  ctx: Context,
  { expoId, type, sent, faults }: { expoId: string; type: "visitor" | "partner"; sent: SentReference | null; faults: FieldError[] },
): Promise<string | undefined> {
  const offered = await tx.registrationType.findMany({
    where: { organisationId: ctx.organisationId, type, OR: [{ eventId: expoId }, { eventId: null }] },
    select: { id: true, reference: true, name: true, eventId: true, isDefault: true },
  });
  if (sent !== null) return pick("registrationType", pointerOf(ctx, "registrationType", sent), offered, faults)?.id;
  const defaults = offered.filter(({ isDefault }) => isDefault);
  const chosen = defaults.find(({ eventId }) => eventId === expoId) ?? defaults[0] ?? (offered.length === 1 ? offered[0] : undefined);
  if (!chosen) faults.push({ field: "registrationType", error: "required", description: "is required: this expo has no default registration type" });
  return chosen?.id;
}
