import { contactTellings } from "@/lib/contacts/tellings";
import { readChanges } from "@/lib/core/changes";
import type { Context } from "@/lib/core/context";
import { runtime } from "@/lib/core/runtime";
import { nameIn, tellChanges, telling, type ChangedValue, type HistoryEntry, type Telling } from "@/lib/history/tell-changes";
import type { Answered } from "./answers";
import { plainName, readOffer, type Offer } from "./offer";
import type { VisitorRef } from "./schema";

/**
 * Who changed what of a visitor and, since it is registered here, of its contact; the latest first.
 * @param lines  how many noted lines to look at; a write leaves one or two
 */
export async function visitorHistory(ctx: Context, { expoId, visitorId }: VisitorRef, lines: number): Promise<HistoryEntry[]> {
  const { read } = runtime().database;
  const visitor = await read.visitor.findFirst({ where: { id: visitorId, eventId: expoId, organisationId: ctx.organisationId }, select: { contactId: true, createdAt: true } });
  if (!visitor) return [];
  const changes = await readChanges(ctx, [{ resource: "visitors", recordId: visitorId }, { resource: "contacts", recordId: visitor.contactId, since: visitor.createdAt }], lines);
  const partnerIds = changes.flatMap(({ changes: columns }) => columns?.partnerId ?? []).filter((id): id is string => typeof id === "string");
  const [offer, partners] = await Promise.all([
    readOffer(read, ctx, expoId),
    partnerIds.length === 0 ? [] : read.partner.findMany({ where: { organisationId: ctx.organisationId, id: { in: partnerIds }, deletedAt: null }, select: { id: true, name: true } }),
  ]);
  return tellChanges(changes, "visitors", { ...contactTellings(), ...tellings(offer, partners) });
}

function tellings(offer: Offer, partners: readonly { id: string; name: string }[]): Record<string, Telling> {
  const own: Record<string, Telling> = {
    registrationState: telling("State", undefined, "state"),
    attendanceState: telling("Attendance"),
    method: telling("Registered by way of"),
    registrationTypeId: telling("Registration type", nameIn(offer.types)),
    formId: telling("Form", nameIn(offer.forms)),
    partnerId: telling("Partner", nameIn(partners)),
    partnerRole: telling("Role at the partner"),
    contactId: telling("Contact"),
    answers: answersTelling(offer),
    reference: telling("Reference"),
    tags: telling("Tags"),
    labels: telling("Labels"),
    language: telling("Language"),
    actionCode: telling("Action code"),
    registerTime: telling("Registered at", undefined, "time"),
    visitTime: telling("Visit", undefined, "time"),
    firstEntryTime: telling("First entry", undefined, "time"),
    lastExitTime: telling("Last exit", undefined, "time"),
    dwellingTime: telling("Seconds inside"),
    visits: telling("Days attended"),
    badgeCode: telling("Badge code"),
  };
  return Object.fromEntries(Object.entries(own).map(([column, how]) => [`visitors.${column}`, how]));
}

/** One value for each question whose answers differ. */
function answersTelling({ questions }: Offer): Telling {
  return (before, after) => {
    const [was, now] = [answered(before), answered(after)];
    const ids = [...new Set([...was, ...now].map(({ questionId }) => questionId))];
    return ids.flatMap((id): readonly ChangedValue[] => {
      const question = questions.find((known) => known.id === id);
      const text = (list: readonly Answered[]) => (list.find(({ questionId }) => questionId === id)?.values ?? []).map((value) => value.text ?? nameIn(question?.answers ?? [])(value.answerId)).join(", ");
      return telling(question ? plainName(question) : "A question that is gone")(text(was), text(now));
    });
  };
}

/** The column holds what `resolveAnswers` made. */
function answered(value: unknown): readonly Answered[] {
  return Array.isArray(value) ? (value as Answered[]) : [];
}
