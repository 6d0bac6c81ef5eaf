import type { Context } from "@/lib/core/context";
import type { FieldError } from "@/lib/core/errors";
import { pick, pointerOf, type Candidate } from "@/lib/core/reference";
import type { SentReference } from "@/lib/core/wire-schema";

export type OfferedType = Candidate & { eventId: string | null; isDefault: boolean };

/**
 * The id of the registration type a body names, among those its expo offers.
 * @param sent  null for the default: the expo's, else the organisation's, else the only one there is
 */
export function resolveRegistrationType(ctx: Context, sent: SentReference | null, offered: readonly OfferedType[], faults: FieldError[]): string | undefined {
  if (sent !== null) return pick("registrationType", pointerOf(ctx, "registrationType", sent), offered, faults)?.id;
  const defaults = offered.filter(({ isDefault }) => isDefault);
  const chosen = defaults.find(({ eventId }) => eventId !== null) ?? defaults[0] ?? (offered.length === 1 ? offered[0] : undefined);
  if (!chosen) faults.push({ field: "registrationType", error: "required", description: "is required: this expo has no default registration type" });
  return chosen?.id;
}
