import { z } from "zod";
import { optionalText, requiredText, SeenRevision, Ticked } from "@/lib/core/typed-text";
import { ItemId, RecordId } from "@/lib/core/wire-schema";

export const QuestionType = z.enum(["open", "radio", "select", "checkBox"], "must be open, radio, select or checkBox");
export type QuestionType = z.output<typeof QuestionType>;

/** How large the field is that visitors write in. */
export const TextSize = z.enum(["smallText", "largeText"], "must be one line or several lines");

/** One answer to choose. @property type  null for a fixed choice; otherwise the visitor writes beside it */
const AnswerInput = z.object({ id: ItemId.optional(), name: requiredText(500), reference: optionalText(200), type: TextSize.nullable().default(null) });
export type AnswerInput = z.output<typeof AnswerInput>;

const members = {
  name: requiredText(500),
  reference: optionalText(200),
  type: QuestionType,
  numberOfColumns: z.coerce.number().pipe(z.int().min(1, "must be 1 to 6").max(6, "must be 1 to 6")).default(1),
  /** of an open question */
  textSize: TextSize.default("smallText"),
  /** in their order; of an open question none */
  answers: z.array(AnswerInput).max(1000, "must be at most 1,000 answers").default([]),
};

/** @property isMandatory  on the form through which it is edited */
export const QuestionInput = z.object({ ...members, revision: SeenRevision, isMandatory: Ticked });
export type QuestionInput = z.output<typeof QuestionInput>;

/** A form that asks it. @property place  counted from 0; at the end when absent */
const AskedOn = z.object({ formId: z.string(), isMandatory: Ticked, place: z.int().min(0).optional() });

/** @property isShared  offered at all events of the organisation. @property id, sort  only to bring back one that is gone */
export const NewQuestionInput = z.object({ ...members, isShared: Ticked, forms: z.array(AskedOn).max(1000).default([]), id: RecordId.optional(), sort: z.int().optional() });
export type NewQuestionInput = z.output<typeof NewQuestionInput>;
