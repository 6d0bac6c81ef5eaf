import type { FieldError } from "@/lib/core/errors";
import type { SentAnswers, SentValue, SentValues } from "./schema";

/** A question with its answers, as far as answering needs them. */
export type Question = {
  id: string;
  name: string;
  reference: string | null;
  type: string;
  answers: readonly { id: string; name: string; reference: string | null; type: string | null }[];
};
/** How a visitor's row keeps what was answered. `text` only where the visitor wrote something. */
export type Answered = { questionId: string; values: AnsweredValue[] };
export type AnsweredValue = { answerId: string | null; text: string | null };

/**
 * What a body answers, in the form in which it is kept. A question whose values are empty is cleared.
 * @param faults  gets an entry for each question or answer that is not known, `answers.<index>` or `answers.<key>`
 */
export function resolveAnswers(sent: SentAnswers, questions: readonly Question[], faults: FieldError[]): Answered[] {
  const resolved = new Map<string, Answered>();
  for (const { field, by, key, values } of entriesOf(sent)) {
    const refuse = (description: string) => faults.push({ field, error: "invalid_value", description });
    const hits = by === "id" ? questions.filter(({ id }) => id === key) : known(key, questions);
    const [question] = hits;
    if (!question) refuse(`names a question that this expo does not have: ${quoted(key)}`);
    else if (hits.length > 1) refuse(`names ${hits.length} questions: ${quoted(key)}; use an id`);
    else if (resolved.has(question.id)) refuse("answers a question that was answered before in the same list");
    else resolved.set(question.id, { questionId: question.id, values: resolveValues(question, values, refuse) });
  }
  return [...resolved.values()];
}

/** What is kept after an update: the questions sent replace theirs, the others stay. In the order of `order` (question ids). */
export function mergeAnswers(kept: readonly Answered[], sent: readonly Answered[], order: readonly string[]): Answered[] {
  const merged = new Map([...kept, ...sent].map((answered) => [answered.questionId, answered]));
  const place = ({ questionId }: Answered) => (order.includes(questionId) ? order.indexOf(questionId) : order.length);
  return [...merged.values()].filter(({ values }) => values.length > 0).sort((left, right) => place(left) - place(right));
}

type Entry = { field: string; by: "id" | "any"; key: string; values: SentValues };

function entriesOf(sent: SentAnswers): Entry[] {
  if (!Array.isArray(sent)) return Object.entries(sent).map(([key, values]) => ({ field: `answers.${key}`, by: "any", key, values }));
  return sent.map(({ questionId, question, values }, index) => {
    const field = `answers.${index}`;
    return questionId ? { field, by: "id", key: questionId, values } : { field, by: "any", key: question ?? "", values };
  });
}

function resolveValues(question: Question, sent: SentValues, refuse: (description: string) => void): AnsweredValue[] {
  const list = sent === null ? [] : Array.isArray(sent) ? sent : [sent];
  const resolve = isWritten(question) ? written : chosen;
  const resolved: AnsweredValue[] = [];
  for (const value of list) {
    const made = resolve(question, value);
    if (typeof made === "string") refuse(made);
    else if (made && !resolved.some((other) => other.answerId === made.answerId && other.text === made.text)) resolved.push(made);
  }
  const most = isWritten(question) ? Math.max(1, question.answers.length) : question.type === "checkBox" ? Infinity : 1;
  if (resolved.length > most) refuse(`takes ${most === 1 ? "one value" : `${most} values`}, got ${resolved.length}`);
  return resolved;
}

/** Whether the visitor writes, rather than chooses. */
function isWritten({ type, answers }: Question): boolean {
  return type === "open" || answers.every((answer) => answer.type !== null);
}

/** @returns the value, undefined for an empty text, or the sentence that refuses it */
function written({ answers }: Question, value: SentValue): AnsweredValue | string | undefined {
  const { answerId, reference, text } = typeof value === "object" ? value : { text: String(value) };
  const named = answerId ? answers.find(({ id }) => id === answerId) : reference ? answers.find((answer) => answer.reference === reference) : undefined;
  if (!named && (answerId || reference)) return `has no field ${quoted(answerId ?? reference ?? "")}`;
  if (!text) return undefined;
  return { answerId: (named ?? answers[0])?.id ?? null, text };
}

function chosen({ answers, name, reference: label }: Question, value: SentValue): AnsweredValue | string {
  const { answerId, reference, text } = typeof value === "object" ? value : { text: String(value) };
  const hits = answerId
    ? answers.filter(({ id }) => id === answerId)
    : reference
      ? answers.filter((answer) => answer.reference === reference)
      : known(text ?? "", answers);
  const [answer] = hits;
  const sought = quoted(answerId || reference || text || "");
  if (!answer) return `${quoted(label ?? name)} has no answer ${sought}`;
  if (hits.length > 1) return `${quoted(label ?? name)} has ${hits.length} answers ${sought}; use an id`;
  const isOwnText = answer.type !== null && typeof value === "object" && (answerId || reference) && text && text !== answer.name;
  return { answerId: answer.id, text: isOwnText ? text : null };
}

/** Whom a text may mean: whoever has it as id, else as reference, else as name. */
function known<T extends { id: string; reference: string | null; name: string }>(key: string, of: readonly T[]): T[] {
  const ways: (keyof T & ("id" | "reference" | "name"))[] = ["id", "reference", "name"];
  return ways.map((way) => of.filter((one) => one[way] === key)).find((hits) => hits.length > 0) ?? [];
}

function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 100));
}
