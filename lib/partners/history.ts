import { contactTellings } from "@/lib/contacts/tellings";
import { readChanges } from "@/lib/core/changes";
import type { Context } from "@/lib/core/context";
import { runtime } from "@/lib/core/runtime";
import { nameIn, tellChanges, telling, type HistoryEntry, type Telling } from "@/lib/history/tell-changes";
import type { PartnerRef } from "./schema";

/** Who changed what of a partner and, since it is at this event, of its contact; the latest first. @param lines  how many noted lines to look at */
export async function partnerHistory(ctx: Context, { expoId, partnerId }: PartnerRef, lines: number): Promise<HistoryEntry[]> {
  const { read } = runtime().database;
  const partner = await read.partner.findFirst({ where: { id: partnerId, eventId: expoId, organisationId: ctx.organisationId }, select: { contactId: true, createdAt: true } });
  if (!partner) return [];
  const contact = partner.contactId ? [{ resource: "contacts" as const, recordId: partner.contactId, since: partner.createdAt }] : [];
  const [changes, types] = await Promise.all([
    readChanges(ctx, [{ resource: "partners", recordId: partnerId }, ...contact], lines),
    read.registrationType.findMany({ where: { organisationId: ctx.organisationId, type: "partner" }, select: { id: true, name: true } }),
  ]);
  return tellChanges(changes, "partners", { ...contactTellings(), ...tellings(types) });
}

function tellings(types: readonly { id: string; name: string }[]): Record<string, Telling> {
  const own: Record<string, Telling> = {
    name: telling("Name"),
    reference: telling("Reference"),
    registrationTypeId: telling("Registration type", nameIn(types)),
    contactId: telling("Contact"),
    boothNumber: telling("Booth number"),
    boothSize: telling("Booth size"),
    hall: telling("Hall"),
    staffLimit: telling("Staff limit"),
    language: telling("Language"),
    tags: telling("Tags"),
    labels: telling("Labels"),
  };
  return Object.fromEntries(Object.entries(own).map(([column, how]) => [`partners.${column}`, how]));
}
