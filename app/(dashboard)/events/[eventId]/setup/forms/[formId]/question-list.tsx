"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { startTransition, useOptimistic } from "react";
import { Sortable } from "@/components/sortable";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { refused } from "@/components/undo";
import type { FormWithQuestions } from "@/lib/forms/questions";
import { counted } from "../../counted";
import { useOrder } from "../../use-order";
import { useRemoval } from "../../use-removal";
import { ask, demand, orderQuestions, takeOff } from "./actions";
import { typeWords } from "./type-words";

type Row = FormWithQuestions["questions"][number];

export function QuestionList({ eventId, formId, questions }: { eventId: string; formId: string; questions: Row[] }) {
  const { shown, order } = useOrder(questions, (ids) => orderQuestions(eventId, formId, ids));
  const { remove, isPending } = useRemoval(ask.bind(null, eventId, formId));
  return (
    <Sortable label="Questions" items={shown} nameOf={({ name }) => name} onOrder={order}>
      {(question) => (
        <div className="flex h-full flex-wrap items-center justify-between gap-x-4 py-2.5 pr-2 pl-4">
          <div className="min-w-0 flex-1 basis-48">
            <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
              <Link href={`/events/${eventId}/setup/forms/${formId}/questions/${question.id}`} className="font-medium break-words hover:underline">
                {question.name}
              </Link>
              {question.isShared ? <Badge>All events</Badge> : null}
            </div>
            <p className="text-xs text-muted-foreground">
              {[typeWords(question.type), question.type !== "open" && counted(question.answers, "answer"), question.reference && `Reference ${question.reference}`].filter(Boolean).join(" · ")}
            </p>
          </div>
          <div className="flex items-center gap-3 max-sm:w-full max-sm:justify-between">
            <Mandatory question={question} save={(isMandatory) => demand(eventId, formId, question.id, isMandatory)} />
            <Button
              variant="ghost"
              size="icon"
              aria-label={`Take ${question.name} off the form`}
              disabled={isPending}
              onClick={() => remove(question.name, () => takeOff(eventId, formId, question.id))}
              className="text-muted-foreground hover:text-destructive"
            >
              <X aria-hidden />
            </Button>
          </div>
        </div>
      )}
    </Sortable>
  );
}

/** Ticked and saved at once; should the save be refused, the tick goes back. */
function Mandatory({ question, save }: { question: Row; save: (isMandatory: boolean) => ReturnType<typeof demand> }) {
  const [isMandatory, show] = useOptimistic(question.isMandatory);
  function change(next: boolean) {
    startTransition(async () => {
      show(next);
      const outcome = await save(next);
      if (outcome.kind === "refused") refused("Not saved", outcome.message);
    });
  }
  return (
    <label className="flex min-h-8 items-center gap-2 text-sm">
      <input type="checkbox" aria-label={`Mandatory: ${question.name}`} checked={isMandatory} onChange={(event) => change(event.target.checked)} className="size-4.5 accent-primary" />
      Mandatory
    </label>
  );
}
