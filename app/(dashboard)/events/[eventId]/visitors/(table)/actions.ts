"use server";

import { requireContext, requireEvent } from "@/app/session";
import type { ManyAnswer } from "@/components/data-table/run-many";
import type { Option } from "@/lib/core/browsing";
import { matchingVisitors, visitorPartners, visitorsCalled, visitorTags } from "@/lib/visitors/browse";
import { type ChangedVisitor, changeVisitors, VisitorsChange } from "@/lib/visitors/bulk";
import { visitorFilter } from "@/lib/visitors/filter";
import { answerMany, manyOf } from "../../_table/answer-many";

export async function tagOptions(eventId: string, query: string): Promise<Option[]> {
  return visitorTags(await requireContext("visitors:read"), { eventId: String(eventId), query: String(query) });
}

export async function partnerOptions(eventId: string, query: string): Promise<Option[]> {
  return visitorPartners(await requireContext("visitors:read"), { eventId: String(eventId), query: String(query) });
}

/** @param filter  as the address has it */
export async function allMatching(eventId: string, filter: string): Promise<string[]> {
  return matchingVisitors(await requireContext("visitors:read"), { eventId: String(eventId), filter: visitorFilter(new URLSearchParams(String(filter))) });
}

export async function change(eventId: string, sent: { ids: string[]; change: VisitorsChange }): Promise<ManyAnswer<ChangedVisitor>> {
  const ctx = await requireContext("visitors:write");
  const { id } = await requireEvent(String(eventId));
  return answerMany(changeVisitors(ctx, { eventId: id, ...manyOf(VisitorsChange, sent) }), (ids) => visitorsCalled(ctx, { eventId: id, ids }));
}
