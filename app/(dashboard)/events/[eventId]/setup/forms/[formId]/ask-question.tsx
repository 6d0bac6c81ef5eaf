"use client";

import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/input";
import { refused } from "@/components/undo";
import { ask } from "./actions";
import { typeWords } from "./type-words";

type Question = { id: string; name: string; type: string; eventId: string | null };

/** Puts a question that exists already onto the form. */
export function AskQuestion({ eventId, formId, questions }: { eventId: string; formId: string; questions: Question[] }) {
  const [chosen, choose] = useState("");
  const [isPending, start] = useTransition();
  const questionId = questions.some(({ id }) => id === chosen) ? chosen : (questions[0]?.id ?? "");
  function add() {
    start(async () => {
      const outcome = await ask(eventId, formId, { questionId, isMandatory: false });
      if (outcome.kind === "refused") refused("Not added", outcome.message);
    });
  }
  return (
    <div data-changes className="flex flex-wrap items-end gap-3">
      <Field label="Question that exists already" className="min-w-0 flex-1 basis-64">
        <Select value={questionId} onChange={(event) => choose(event.target.value)}>
          {questions.map(({ id, name, type, eventId: own }) => (
            <option key={id} value={id}>
              {name} ({typeWords(type)}
              {own === null ? ", all events" : ""})
            </option>
          ))}
        </Select>
      </Field>
      <Button variant="outline" disabled={isPending} onClick={add}>
        Ask it here too
      </Button>
    </div>
  );
}
