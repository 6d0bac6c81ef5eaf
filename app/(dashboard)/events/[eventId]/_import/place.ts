import { z } from "zod";
import { Id } from "@/app/action";
import { requireContext, requireEvent, type WebContext } from "@/app/session";
import type { EventHead } from "@/lib/events/overview";
import type { ImportRef } from "@/lib/imports/verbs";
import type { Resource } from "@/lib/imports/targets";

/** What an action was bound to. */
export const SentRef = z.object({ eventId: Id, resource: z.enum(["visitors", "partners"]), importId: Id });

/** Whoever may change visitors (or partners) may import them. */
export async function requireImporter(resource: Resource, eventId: string): Promise<{ ctx: WebContext; event: EventHead }> {
  const ctx = await requireContext("events:read", `${resource}:write`);
  return { ctx, event: await requireEvent(eventId) };
}

/** Address of an event's imports of one resource, or of one import. */
export function importPath({ eventId, resource, importId }: { eventId: string; resource: Resource; importId?: string }): string {
  return `/events/${eventId}/${resource}/import${importId === undefined ? "" : `/${importId}`}`;
}

export type { ImportRef };
