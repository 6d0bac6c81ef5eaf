"use client";

import { Plus, Trash2 } from "lucide-react";
import type { ClipboardEvent, ReactNode } from "react";
import { cn } from "@/components/cn";
import { Sortable } from "@/components/sortable";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { QuestionSetup } from "@/lib/questions/setup";
import { useRows } from "../../use-rows";

type Answer = { id?: string; name: string; reference: string; type: string | null };

/** The answers to choose from, in their order, sent as one field. Several lines pasted become several answers. */
export function AnswersEditor({ answers, error }: { answers: QuestionSetup["answers"]; error: (name: string) => string | undefined }) {
  const first = answers.map(({ reference, ...answer }) => ({ ...answer, reference: reference ?? "" }));
  const { rows, listRef, add, change, remove, order, insertAfter } = useRows<Answer>(first.length > 0 ? first : [blank]);
  const sent = rows.map(({ key: _, ...answer }) => answer);

  function paste(event: ClipboardEvent, key: string, isEmpty: boolean) {
    const [head = "", ...more] = event.clipboardData.getData("text/plain").split(/\r?\n/).map((line) => line.trim()).filter(Boolean);
    if (more.length === 0 || !isEmpty) return;
    event.preventDefault();
    change(key, { name: head });
    insertAfter(key, more.map((name) => ({ ...blank, name })));
  }

  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1 text-sm font-medium">Answers</legend>
      <p className="text-xs text-muted-foreground">To choose from, in this order. Paste several lines into an empty answer to add them all. With text: the visitor writes something beside it, as in “Other, namely …”.</p>
      <input type="hidden" name="answers" value={JSON.stringify(sent)} />
      {error("answers") ? <Alert tone="destructive">The list {error("answers")}.</Alert> : null}
      <div ref={listRef}>
        <Sortable label="Answers" items={rows.map((row, place) => ({ ...row, id: row.key, place }))} nameOf={({ name, place }) => name || `answer ${place + 1}`} onOrder={order}>
          {(row, place) => (
            <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-3 gap-y-2 p-3 pl-4 sm:grid-cols-[minmax(0,1fr)_9rem_auto_auto]">
              <Field label={<Heading place={place}>Answer {place + 1}</Heading>} error={error(`answers.${place}.name`)} className="max-sm:col-span-2">
                <Input value={row.name} onChange={(event) => change(row.key, { name: event.target.value })} onPaste={(event) => paste(event, row.key, row.name === "")} />
              </Field>
              <Field label={<Heading place={place}>Reference</Heading>} error={error(`answers.${place}.reference`)} className="max-sm:col-span-2">
                <Input value={row.reference} onChange={(event) => change(row.key, { reference: event.target.value })} />
              </Field>
              <label className={cn("flex h-11 items-center gap-2 text-sm", place === 0 ? "sm:mt-7.5" : "sm:mt-1.5")}>
                <input type="checkbox" checked={row.type !== null} onChange={(event) => change(row.key, { type: event.target.checked ? "smallText" : null })} className="size-4.5 accent-primary" />
                With text
              </label>
              <Button
                variant="ghost"
                size="icon"
                aria-label={`Remove ${row.name || `answer ${place + 1}`}`}
                onClick={() => remove(row.key)}
                className={cn("mt-0.5 text-muted-foreground hover:text-destructive", place === 0 ? "sm:mt-8" : "sm:mt-2")}
              >
                <Trash2 aria-hidden />
              </Button>
            </div>
          )}
        </Sortable>
      </div>
      <Button variant="outline" size="sm" onClick={() => add(blank)} className="justify-self-start">
        <Plus aria-hidden />
        Add an answer
      </Button>
    </fieldset>
  );
}

/** On a wide page the first row heads the others like columns; for screen readers each keeps its own. */
function Heading({ place, children }: { place: number; children: ReactNode }) {
  return <span className={cn(place > 0 && "sm:sr-only")}>{children}</span>;
}

const blank: Answer = { name: "", reference: "", type: null };
