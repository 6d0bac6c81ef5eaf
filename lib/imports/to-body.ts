import type { FieldError } from "@/lib/core/errors";
import { attendanceOf, type DateOrder, isoDate, roleOf, splitList, stateOf } from "./cell-values";
import { undefuse } from "@/lib/exports/defuse";
import { fold } from "./fold";
import type { Target } from "./targets";

type Named = { id: string; name: string; reference: string | null };

/** What cells may name, of the event. */
export type Lookups = {
  registrationTypes: readonly Named[];
  forms: readonly Named[];
  partners: readonly Named[];
  questions: readonly (Named & { type: string; answers: readonly Named[] })[];
};

/** What a row asks for: a body of the wire, and the key by which the record is found. */
export type Asked = {
  id: string | undefined;
  reference: string | undefined;
  /** members of the wire; addresses apart, because a row names some of their members only */
  body: Record<string, unknown>;
  /** postal, visit or invoice → its members */
  addresses: Map<string, Record<string, string>>;
  errors: FieldError[];
};

/**
 * A row of a file as a body. An empty cell says nothing: it leaves what is there. Blanks around a text go.
 * @param targets  for each cell where it goes; undefined is not imported
 * @param orders   for each cell how a date in it is meant
 */
export function toBody(cells: readonly string[], targets: readonly (Target | undefined)[], orders: readonly DateOrder[], lookups: Lookups): Asked {
  const asked: Asked = { id: undefined, reference: undefined, body: {}, addresses: new Map(), errors: [] };
  targets.forEach((target, index) => {
    const text = undefuse((cells[index] ?? "").trim());
    if (target && text !== "") place(asked, target, text, orders[index] ?? "day-month", lookups);
  });
  const { partner, partnerRole, ...body } = asked.body;
  if (typeof partner !== "object" || partner === null) {
    if (partnerRole !== undefined) asked.errors.push({ field: "partnerRole", error: "invalid_value", description: "needs the partner's name beside it" });
    return { ...asked, body };
  }
  return { ...asked, body: { ...body, partner: { ...partner, ...(partnerRole !== undefined && { role: partnerRole }) } } };
}

function place(asked: Asked, { key, kind }: Target, text: string, order: DateOrder, lookups: Lookups): void {
  const [head = "", ...rest] = key.split(".");
  if (key === "id") asked.id = text;
  else if (head === "address") {
    const [type = "postal", member = ""] = rest;
    asked.addresses.set(type, { ...asked.addresses.get(type), [member]: text });
  } else if (head === "contact") into(asked.body, "contact")[rest[0] ?? ""] = kind === "date" ? isoDate(text, order) : text;
  else if (head === "answers") into(asked.body, "answers")[rest[0] ?? ""] = answersIn(text, lookups.questions.find(({ id }) => id === rest[0]));
  else asked.body[key] = valueOf(asked, key, kind, text, lookups);
  if (key === "reference") asked.reference = text;
}

function valueOf(asked: Asked, key: string, kind: Target["kind"], text: string, lookups: Lookups): unknown {
  switch (kind) {
    case "list":
      return splitList(text);
    case "integer":
      return /^\d{1,15}$/.test(text) ? Number(text) : text; // what is no number the rules refuse in their words
    case "state":
      return stateOf(text) ?? text;
    case "attendance":
      return attendanceOf(text) ?? text;
    case "registrationType":
      return pointTo(text, lookups.registrationTypes);
    case "form":
      return pointTo(text, lookups.forms);
    case "partner":
      return pointTo(text, lookups.partners);
    case "role": {
      const role = roleOf(text);
      if (!role) asked.errors.push({ field: key, error: "invalid_value", description: "must be staff or guest" });
      return role;
    }
    default:
      return text;
  }
}

/** By id, reference or exact name, else by a name that differs in case, accents or blanks only; what leads nowhere is refused under its name. */
function pointTo(text: string, candidates: readonly Named[]): { id: string } | { name: string } {
  const ways: ((candidate: Named) => boolean)[] = [({ id }) => id === text, ({ reference }) => reference === text, ({ name }) => name === text, ({ name }) => fold(name) === fold(text)];
  for (const way of ways) {
    const hits = candidates.filter(way);
    if (hits[0] && hits.length === 1) return { id: hits[0].id };
    if (hits.length > 1) break;
  }
  return { name: text };
}

/** A choice of one is taken whole first, because its name may hold a semicolon; what is written is never parted. */
function answersIn(text: string, question: Lookups["questions"][number] | undefined): unknown {
  if (!question || question.type === "open") return text;
  const named = (part: string) => {
    const pointer = pointTo(part, question.answers);
    return "id" in pointer ? { answerId: pointer.id } : part;
  };
  const whole = named(text);
  return typeof whole === "object" ? [whole] : splitList(text).map(named);
}

function into(body: Record<string, unknown>, member: string): Record<string, unknown> {
  const there = body[member];
  if (isRecord(there)) return there;
  const made: Record<string, unknown> = {};
  body[member] = made;
  return made;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
