import type { Context } from "@/lib/core/context";
import type { Transaction } from "@/lib/core/db";
import { conflict, type FieldError, invalid } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { AnswerInput, QuestionInput } from "./setup-schema";
import { countChosen } from "./usage";

type Answers = Pick<QuestionInput, "type" | "textSize" | "answers">;

/**
 * Makes a question's answers those of the input, in its order. Known ids are kept, others are new, and what is not named goes.
 * @throws validation_failed
 * @throws conflict  when registrations chose an answer that would go
 */
export async function saveAnswers(tx: Transaction, ctx: Context, question: { id: string; eventId: string | null }, input: Answers): Promise<void> {
  const known = await tx.answer.findMany({ where: { questionId: question.id }, orderBy: [{ sort: "asc" }, { id: "asc" }] });
  const wanted = wantedAnswers(input, known[0]?.id);
  const gone = known.filter(({ id }) => !wanted.some((answer) => answer.id === id));
  await refuseChosen(tx, ctx, question, gone);
  if (gone.length > 0) await tx.answer.deleteMany({ where: { id: { in: gone.map(({ id }) => id) } } });
  for (const [sort, { id, name, reference, type }] of wanted.entries()) {
    const before = known.find((answer) => answer.id === id);
    if (!before) await tx.answer.create({ data: { id: id ?? newId(9), organisationId: ctx.organisationId, questionId: question.id, name, reference, type, sort } });
    else if (before.name !== name || before.reference !== reference || before.type !== type || before.sort !== sort) {
      await tx.answer.update({ where: { id: before.id }, data: { name, reference, type, sort } });
    }
  }
}

/** An open question has one answer, the field that is written in; the others have the choices. */
function wantedAnswers({ type, textSize, answers }: Answers, fieldId: string | undefined): AnswerInput[] {
  if (type === "open") return [{ id: fieldId, name: "", reference: null, type: textSize }];
  if (answers.length === 0) throw invalid({ field: "answers", error: "required", description: "must hold at least one answer to choose" });
  const faults: FieldError[] = [];
  for (const [at, { name, reference }] of answers.entries()) {
    const others = answers.slice(0, at);
    if (others.some((other) => other.name === name)) faults.push({ field: `answers.${at}.name`, error: "not_unique", description: "stands here twice" });
    if (reference !== null && others.some((other) => other.reference === reference)) faults.push({ field: `answers.${at}.reference`, error: "not_unique", description: "stands here twice" });
  }
  if (faults.length > 0) throw invalid(...faults);
  return answers;
}

async function refuseChosen(tx: Transaction, ctx: Context, question: { id: string; eventId: string | null }, gone: { id: string; name: string }[]): Promise<void> {
  const counts = await countChosen(tx, ctx, question, gone.map(({ id }) => id));
  const chosen = gone.find(({ id }) => counts.has(id));
  if (!chosen) return;
  const count = counts.get(chosen.id) ?? 0;
  throw conflict(`The answer “${chosen.name}” cannot be removed: ${count.toLocaleString("en-GB")} ${count === 1 ? "registration has" : "registrations have"} chosen it.`);
}
