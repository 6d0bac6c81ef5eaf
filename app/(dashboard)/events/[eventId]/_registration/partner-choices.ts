"use server";

import { requireContext } from "@/app/session";
import type { Option } from "@/lib/core/browsing";
import { findPartnerChoices } from "@/lib/visitors/visitor-page";

/** The partners a visitor may come for, while somebody types. */
export async function partnerChoices(eventId: string, query: string): Promise<Option[]> {
  return findPartnerChoices(await requireContext("events:read", "visitors:write"), { eventId: String(eventId), query: String(query) });
}
