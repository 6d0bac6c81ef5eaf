"use server";

import { z } from "zod";
import { action, Id, Query } from "@/app/action";
import { requireContext, requireEvent } from "@/app/session";
import { ManyIds } from "@/lib/core/many";
import { matchingVisitors, visitorPartners, visitorsCalled, visitorTags } from "@/lib/visitors/browse";
import { changeVisitors, VisitorsChange } from "@/lib/visitors/bulk";
import { visitorFilter } from "@/lib/visitors/filter";
import { answerMany, Filter } from "../../_table/answer-many";

export const tagOptions = action([Id, Query], async (eventId, query) => visitorTags(await requireContext("visitors:read"), { eventId, query }));

export const partnerOptions = action([Id, Query], async (eventId, query) => visitorPartners(await requireContext("visitors:read"), { eventId, query }));

export const allMatching = action([Id, Filter], async (eventId, filter) => matchingVisitors(await requireContext("visitors:read"), { eventId, filter: visitorFilter(new URLSearchParams(filter)) }));

export const change = action([Id, z.object({ ids: ManyIds, change: VisitorsChange })], async (eventId, sent) => {
  const ctx = await requireContext("visitors:write");
  await requireEvent(eventId);
  return answerMany(changeVisitors(ctx, { eventId, ...sent }), (ids) => visitorsCalled(ctx, { eventId, ids }));
});
