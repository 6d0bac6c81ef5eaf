import type { z } from "zod";
import { contactTexts, type Contact } from "@/lib/contacts/schema";
import type { PartnerDetails } from "@/lib/partners/schema";
import type { Offer } from "@/lib/visitors/offer";
import type { Visitor } from "@/lib/visitors/schema";

/**
 * What a form about a visitor or partner holds: dotted name of the wire → text. Lists are JSON, so that each is one value that can
 * be compared: `tags`, `contact.addresses`, and for each question `answers.<id>`, a list of [answer's id or "", text or ""].
 */
export type Values = Record<string, string>;
export type Chosen = [answerId: string, text: string];

type ContactValue = z.output<typeof Contact>;

export function visitorValues(visitor: z.output<typeof Visitor>, { questions }: Offer): Values {
  const { registrationState, attendanceState, registrationType, form, partner, reference, language, actionCode, tags, labels } = visitor;
  const answered = (questionId: string) => visitor.answers.find((answer) => answer.questionId === questionId)?.values ?? [];
  return {
    ...contactValues(visitor.contact),
    ...Object.fromEntries(questions.map(({ id, answers }) => [`answers.${id}`, JSON.stringify(answered(id).map(({ answerId, text }) => chosen(answers, answerId, text)))])),
    registrationState,
    attendanceState: attendanceState ?? "",
    registrationType: registrationType.id,
    form: form.id,
    partner: partner?.id ?? "",
    partnerRole: partner?.role ?? "",
    reference: reference ?? "",
    language: language ?? "",
    actionCode: actionCode ?? "",
    tags: JSON.stringify(tags),
    labels: JSON.stringify(labels),
  };
}

export function partnerValues(partner: z.output<typeof PartnerDetails>): Values {
  const { name, reference, registrationType, contact, boothNumber, boothSize, hall, language, tags, labels, staffLimit } = partner;
  return {
    ...contactValues(contact),
    name,
    registrationType: registrationType.id,
    reference: reference ?? "",
    boothNumber: boothNumber ?? "",
    boothSize: boothSize ?? "",
    hall: hall ?? "",
    staffLimit: staffLimit === null ? "" : String(staffLimit),
    language: language ?? "",
    tags: JSON.stringify(tags),
    labels: JSON.stringify(labels),
  };
}

/**
 * The body that asks for what differs, and for nothing else: what nobody touched is not sent, so it neither undoes what somebody
 * else did nor fails by a rule that came later. Texts left empty clear.
 * @param was  what the form was made from; `{}` for something new, whose empty fields are then left out
 */
export function changedBody(values: Values, was: Values): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  const nested: Record<"contact" | "answers", [string, unknown][]> = { contact: [], answers: [] };
  const isChanged = (name: string) => normal(values[name]) !== normal(was[name]);
  for (const [name, text] of Object.entries(values).filter(([name]) => isChanged(name))) {
    const [head = "", member = ""] = name.split(".");
    if (head === "contact") nested.contact.push([member, member === "addresses" || member === "socialMedia" ? unpacked(text) : text || null]);
    else if (head === "answers") nested.answers.push([member, toSent(unpacked(text))]);
    else if (head === "partnerRole") continue;
    else body[name] = isList(name) ? unpacked(text) : isKept(name) ? text : name === "staffLimit" ? toNumber(text) : text || null;
  }
  if (nested.contact.length > 0) body.contact = Object.fromEntries(nested.contact);
  if (nested.answers.length > 0) body.answers = Object.fromEntries(nested.answers);
  if (isChanged("partner") || (values.partner && isChanged("partnerRole"))) body.partner = values.partner ? { id: values.partner, ...(values.partnerRole && { role: values.partnerRole }) } : null;
  return body;
}

/** An empty list is nothing, as an empty text is. */
export function normal(text: string | undefined): string {
  return text === undefined || text === "[]" ? "" : text;
}

/** A list that a form carries in one field; text that is none is left for the schema to refuse. */
function unpacked(text: string): unknown {
  if (text === "") return [];
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What a form carries of a question's answers, read back; whatever else it may hold is left out. */
export function readChosen(text: string): Chosen[] {
  const list = unpacked(text);
  if (!Array.isArray(list)) return [];
  return list.filter((one): one is Chosen => Array.isArray(one) && one.length === 2 && one.every((part) => typeof part === "string"));
}

function toSent(list: unknown): unknown {
  return Array.isArray(list) ? list.map((one: unknown) => (Array.isArray(one) ? { ...(one[0] && { answerId: one[0] }), ...(one[1] && { text: one[1] }) } : one)) : list;
}

/** The text is kept only where the visitor wrote it: the wire repeats the answer's name there. */
function chosen(answers: Offer["questions"][number]["answers"], answerId: string | null, text: string | null): Chosen {
  const answer = answers.find(({ id }) => id === answerId);
  return [answerId ?? "", answer && answer.type === null ? "" : text === answer?.name ? "" : (text ?? "")];
}

function contactValues(contact: ContactValue | null): Values {
  const texts = contactTexts.map((name): [string, string] => [`contact.${name}`, contact?.[name] ?? ""]);
  return { ...Object.fromEntries(texts), "contact.addresses": JSON.stringify(contact?.addresses ?? []), "contact.socialMedia": JSON.stringify(contact?.socialMedia ?? []) };
}

const isList = (name: string) => name === "tags" || name === "labels";
/** Members that cannot be null: left empty, the rules say what is wrong. */
const isKept = (name: string) => name === "name" || name === "registrationState" || name === "attendanceState" || name === "method";
/** Text that is no number is left for the schema to refuse. */
const toNumber = (text: string) => (text.trim() === "" ? null : Number.isNaN(Number(text)) ? text : Number(text));
