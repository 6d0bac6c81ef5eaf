"use server";

import { z } from "zod";
import { action, Id, Query } from "@/app/action";
import { requireContext, requireEvent } from "@/app/session";
import { ManyIds } from "@/lib/core/many";
import { matchingPartners, partnerHalls, partnersCalled, partnerTags } from "@/lib/partners/browse";
import { changePartners, PartnersChange } from "@/lib/partners/bulk";
import { partnerFilter } from "@/lib/partners/filter";
import { answerMany, Filter } from "../../_table/answer-many";

export const tagOptions = action([Id, Query], async (eventId, query) => partnerTags(await requireContext("partners:read"), { eventId, query }));

export const hallOptions = action([Id, Query], async (eventId, query) => partnerHalls(await requireContext("partners:read"), { eventId, query }));

export const allMatching = action([Id, Filter], async (eventId, filter) => matchingPartners(await requireContext("partners:read"), { eventId, filter: partnerFilter(new URLSearchParams(filter)) }));

export const change = action([Id, z.object({ ids: ManyIds, change: PartnersChange })], async (eventId, sent) => {
  const ctx = await requireContext("partners:write");
  await requireEvent(eventId);
  return answerMany(changePartners(ctx, { eventId, ...sent }), (ids) => partnersCalled(ctx, { eventId, ids }));
});
