"use server";

import { action, Id, Query } from "@/app/action";
import { requireContext } from "@/app/session";
import { findPartnerChoices } from "@/lib/visitors/visitor-page";

/** The partners a visitor may come for, while somebody types. */
export const partnerChoices = action([Id, Query], async (eventId, query) => findPartnerChoices(await requireContext("events:read", "visitors:write"), { eventId, query }));
