"use server";

import { requireContext } from "@/app/session";
import { findPartnerChoices, type PartnerChoice } from "@/lib/visitors/visitor-page";

/** The partners a visitor may come for, while somebody types. */
export async function partnerChoices(eventId: string, query: string): Promise<PartnerChoice[]> {
  return findPartnerChoices(await requireContext("events:read", "visitors:write"), { eventId: String(eventId), query: String(query) });
}
