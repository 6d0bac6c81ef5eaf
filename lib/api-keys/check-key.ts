import { z } from "zod";
import { parseAddress } from "@/lib/core/addresses";
import type { Context } from "@/lib/core/context";
import { notFound } from "@/lib/core/errors";
import { runtime } from "@/lib/core/runtime";
import { optionalText } from "@/lib/core/typed-text";
import { RecordId } from "@/lib/core/wire-schema";
import { decide, type Decision } from "./decide";
import { readKeyById } from "./read-key";

/** `access`: `resource:read` or `resource:write`. Without an event none is asked for. */
export const KeyQuestion = z.object({
  address: z.string().trim().refine((text) => parseAddress(text) !== undefined, "must be an address such as 192.0.2.7 or 2001:db8::7"),
  access: z.string().regex(/^\w+:(read|write)$/, "must be one of the list"),
  eventId: optionalText(13).pipe(RecordId.nullable()),
});
export type KeyQuestion = z.output<typeof KeyQuestion>;

/**
 * Would this key, from this address, now, be allowed to do this? Asked of the key as it stands in the database, and answered by
 * the function that answers requests. @throws not_found
 */
export async function checkKey(ctx: Context, keyId: string, { address, access, eventId }: KeyQuestion): Promise<Decision> {
  const key = await readKeyById(runtime().database, ctx.organisationId, keyId);
  if (!key) throw notFound("API key");
  return decide(key, { address, now: ctx.now, access, ...(eventId !== null && { eventId }) });
}
