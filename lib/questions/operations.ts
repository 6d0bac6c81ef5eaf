import { operation } from "@/lib/api/operation";
import { InExpo, ListQuery } from "@/lib/core/wire-schema";
import { Question } from "./schema";
import { listQuestions } from "./verbs";

export const questionOperations = [
  operation({
    id: "questions.list",
    kind: "list",
    method: "GET",
    path: "/questions/{expoId}",
    access: "questions:read",
    summary: "List the questions of an expo with their answers, and those of the organisation that it shares.",
    input: InExpo.extend(ListQuery.shape),
    output: Question,
    run: listQuestions,
  }),
];
