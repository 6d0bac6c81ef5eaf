import { z } from "zod";
import { ItemId, RecordId, Revision } from "@/lib/core/wire-schema";
import { Level } from "@/lib/registration-types/schema";

export const Answer = z.object({
  id: ItemId,
  name: z.string().describe("What the visitor reads."),
  reference: z.string().nullable().describe("Your own key."),
  sort: z.int().describe("Place among the question's answers."),
  type: z.string().nullable().describe("Null for a fixed choice; `smallText`, `largeText`, … where the visitor writes."),
});

/** A question inside an expo. */
export const QuestionOfExpo = z.object({
  id: RecordId,
  name: z.string().describe("Internal code; may start with `*`."),
  level: Level,
  type: z.string().describe("`open` takes text, `radio` and `select` one choice, `checkBox` several."),
  numberOfColumns: z.int().describe("Columns in which its choices stand."),
  reference: z.string().nullable().describe("Your own key."),
  answers: z.array(Answer).meta({ item: "answer", description: "The choices, in their order." }),
});

export const Question = QuestionOfExpo.extend({ revision: Revision });
