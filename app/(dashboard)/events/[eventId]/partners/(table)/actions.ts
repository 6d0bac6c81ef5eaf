"use server";

import { requireContext, requireEvent } from "@/app/session";
import type { ManyAnswer } from "@/components/data-table/run-many";
import type { Option } from "@/lib/core/browsing";
import { matchingPartners, partnerHalls, partnersCalled, partnerTags } from "@/lib/partners/browse";
import { changePartners, PartnersChange } from "@/lib/partners/bulk";
import { partnerFilter } from "@/lib/partners/filter";
import { answerMany, manyOf } from "../../_table/answer-many";

export async function tagOptions(eventId: string, query: string): Promise<Option[]> {
  return partnerTags(await requireContext("partners:read"), { eventId: String(eventId), query: String(query) });
}

export async function hallOptions(eventId: string, query: string): Promise<Option[]> {
  return partnerHalls(await requireContext("partners:read"), { eventId: String(eventId), query: String(query) });
}

/** @param filter  as the address has it */
export async function allMatching(eventId: string, filter: string): Promise<string[]> {
  return matchingPartners(await requireContext("partners:read"), { eventId: String(eventId), filter: partnerFilter(new URLSearchParams(String(filter))) });
}

export async function change(eventId: string, sent: { ids: string[]; change: PartnersChange }): Promise<ManyAnswer<{ id: string }>> {
  const ctx = await requireContext("partners:write");
  const { id } = await requireEvent(String(eventId));
  return answerMany(changePartners(ctx, { eventId: id, ...manyOf(PartnersChange, sent) }), (ids) => partnersCalled(ctx, { eventId: id, ids }));
}
