import { randomBytes } from "node:crypto";
import type { Row } from "./copy";
import type { Fair, Form, Question } from "./fair";
import type { Person } from "./people";
import type { Random } from "./random";

export type Partner = Row & { id: string; name: string };
/** On whose behalf somebody comes. */
export type Host = { partner: Partner; role: "staff" | "guest" };

type State = "invited" | "incomplete" | "pendingConfirmation" | "hold" | "registered" | "denied" | "cancelled" | "unregistered";

/** How a fair's registrations stand: when it lies ahead most are only invited. */
export type Mix = readonly (readonly [State, number])[];
export const openMix: Mix = [["registered", 72], ["invited", 12], ["incomplete", 4], ["pendingConfirmation", 3], ["hold", 1.5], ["denied", 1.5], ["cancelled", 4], ["unregistered", 2]];
export const invitationMix: Mix = [["invited", 85], ["registered", 10], ["incomplete", 5]];

export function makePartner(random: Random, organisationId: string, fair: Fair, lead: Person, number: number): Partner {
  const hall = random.between(1, 4);
  return {
    id: random.id(),
    organisationId,
    eventId: fair.eventId,
    name: number % 9 === 8 ? `${lead.company} (${number})` : lead.company,
    reference: `P-${String(number).padStart(4, "0")}`,
    registrationTypeId: random.weighted(fair.partnerTypes.map(({ id, weight }) => [id, weight])),
    contactId: lead.contact.id,
    boothNumber: `${hall}.${random.pick(["A", "B", "C", "D", "E"])}${String(random.between(1, 60)).padStart(2, "0")}`,
    boothSize: random.pick(["9 m²", "12 m²", "18 m²", "24 m²", "48 m²"]),
    hall: `Hall ${hall}`,
    language: lead.language,
    tags: random.chance(0.2) ? ["early bird"] : [],
    labels: [],
    staffLimit: random.chance(0.3) ? 12 : null,
  };
}

/**
 * @param number  counted through the event; becomes the reference
 * @param now     no one has entered later than this
 */
export function makeVisitor(random: Random, organisationId: string, fair: Fair, person: Person, number: number, mix: Mix, now: Date, host?: Host): Row {
  const state = host?.role === "staff" ? "registered" : random.weighted(mix);
  const form = host?.role === "staff" ? fair.staffForm : fair.visitorForm;
  const hasBegun = state !== "invited";
  const registered = hasBegun && state !== "incomplete" ? registrationTime(random, fair, now) : null;
  const attendance = state === "registered" ? attend(random, fair, now) : absent;
  const isLateEntry = attendance.firstEntryTime !== null && random.chance(0.08);
  return {
    id: random.id(),
    organisationId,
    eventId: fair.eventId,
    contactId: String(person.contact.id),
    registrationTypeId: random.weighted(fair.visitorTypes.map(({ id, weight }) => [id, weight])),
    formId: form.id,
    partnerId: host?.partner.id ?? null,
    partnerRole: host?.role ?? null,
    reference: `V-${String(number).padStart(6, "0")}`,
    registrationState: state,
    method: isLateEntry ? "onsite" : random.weighted([["online", 75], ["import", 15], ["api", 10]]),
    answers: JSON.stringify(hasBegun ? answer(random, form, state === "incomplete") : []),
    tags: random.chance(0.15) ? random.some(tags, random.between(1, 2)) : [],
    labels: [],
    language: person.language,
    actionCode: random.chance(0.2) ? random.pick(["EARLY26", "HARBOUR-VIP", "PARTNER10"]) : null,
    registerTime: isLateEntry ? attendance.firstEntryTime : registered,
    visitTime: registered && random.chance(0.4) ? random.pick(fair.days).opens : null,
    ...attendance,
    badgeCode: state === "registered" ? randomBytes(10).toString("base64url") : null, // what opens a gate must not be guessable, not even in a demo
  };
}

/** Mandatory questions are answered, others mostly; who gave up early answered some. */
function answer(random: Random, form: Form, gaveUp: boolean) {
  return form.questions.filter((question) => (question.isMandatory ? !gaveUp || random.chance(0.4) : random.chance(gaveUp ? 0.1 : 0.5))).map((question) => ({ questionId: question.id, values: values(random, question) }));
}

function values(random: Random, question: Question) {
  if (question.type === "open") return question.choices.map(({ id }) => ({ answerId: id, text: random.pick(phrases) }));
  const chosen = question.type === "checkBox" ? random.some(question.choices, random.between(1, 4)) : [random.pick(question.choices)];
  return chosen.map(({ id }) => ({ answerId: id, text: null }));
}

function registrationTime(random: Random, fair: Fair, now: Date): Date {
  const closes = Math.min(now.getTime(), fair.days[0]?.opens.getTime() ?? now.getTime());
  return new Date(closes - Math.floor(random.next() ** 2 * 120 * dayMs)); // most come in the last weeks
}

type Attendance = { attendanceState: string; firstEntryTime: Date | null; lastExitTime: Date | null; dwellingTime: number | null; visits: number };
const absent: Attendance = { attendanceState: "no-show", firstEntryTime: null, lastExitTime: null, dwellingTime: null, visits: 0 };

function attend(random: Random, fair: Fair, now: Date): Attendance {
  const stays = fair.days.flatMap(({ opens, closes }) => {
    if (!random.chance(0.36)) return [];
    const entry = opens.getTime() + Math.floor(random.next() * 6 * hourMs);
    if (entry > now.getTime()) return [];
    const exit = Math.min(closes.getTime(), entry + Math.floor((0.5 + random.next() * 6) * hourMs));
    return [{ entry, exit: exit <= now.getTime() ? exit : null }];
  });
  const [first] = stays;
  if (!first) return absent;
  const exits = stays.flatMap(({ exit }) => exit ?? []);
  const dwellingMs = stays.reduce((sum, { entry, exit }) => sum + (exit ? exit - entry : 0), 0);
  return {
    attendanceState: "show",
    firstEntryTime: new Date(first.entry),
    lastExitTime: exits.length > 0 ? new Date(Math.max(...exits)) : null,
    dwellingTime: exits.length > 0 ? Math.floor(dwellingMs / 1000) : null,
    visits: stays.length,
  };
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const tags = ["newsletter", "conference", "matchmaking", "press lunch", "réception"];
const phrases = ["Is there a cloakroom?", "spring-mailing", "Où se trouve l’entrée nord ?", "展会有中文导览吗?", "هل تتوفر مواقف للسيارات؟", "007", "Looking for <rotary> pumps & spare parts", "QR-poster"];
