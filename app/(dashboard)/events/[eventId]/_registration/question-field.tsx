"use client";

import { type ReactNode, useId, useState } from "react";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { plainName, type Offer } from "@/lib/visitors/offer";
import { FieldError } from "./field-error";
import { readChosen, type Chosen } from "./values";

type Question = Offer["questions"][number];
type QuestionProps = { question: Question; isMandatory: boolean; defaultValue: string; error: string | undefined };

/** A question with the control it asks for: text, one of a few, one of a list, or several. */
export function QuestionField({ question, isMandatory, defaultValue, error }: QuestionProps) {
  const [values, setValues] = useState(() => readChosen(defaultValue));
  const isWritten = question.type === "open" || question.answers.every(({ type }) => type !== null);
  const hint = isMandatory ? "Needed to be registered." : undefined;
  const own = { question, hint, error, values, setValues };
  return (
    <div className="grid content-start gap-1.5">
      {isWritten ? <Written {...own} /> : question.type === "select" ? <OneOfList {...own} /> : <Choices {...own} isSeveral={question.type === "checkBox"} />}
      <input type="hidden" name={`answers.${question.id}`} value={JSON.stringify(values)} />
    </div>
  );
}

type OwnProps = { question: Question; hint: string | undefined; error: string | undefined; values: Chosen[]; setValues: (values: Chosen[]) => void };

/** One field for each answer, which is where something can be written; without answers there is one field. */
function Written({ question, hint, error, values, setValues }: OwnProps) {
  const places = question.answers.length > 0 ? question.answers : [{ id: "", name: "", type: "smallText" }];
  const textAt = (id: string) => values.find(([answerId]) => answerId === id)?.[1] ?? "";
  const write = (id: string, text: string) => setValues(places.map((place): Chosen => [place.id, place.id === id ? text : textAt(place.id)]).filter(([, kept]) => kept !== ""));
  return places.map(({ id, name, type }, index) => {
    const control = { value: textAt(id), onChange: (event: { target: { value: string } }) => write(id, event.target.value) };
    const label = places.length > 1 ? `${plainName(question)}: ${name}` : plainName(question);
    return (
      <Field key={id} label={label} hint={index === 0 ? hint : undefined} error={index === 0 ? error : undefined}>
        {type === "largeText" ? <Textarea {...control} /> : <Input {...control} />}
      </Field>
    );
  });
}

function OneOfList({ question, hint, error, values, setValues }: OwnProps) {
  const [chosen = "", text = ""] = values[0] ?? [];
  return (
    <>
      <Field label={plainName(question)} hint={hint} error={error}>
        <Select value={chosen} onChange={(event) => setValues(event.target.value ? [[event.target.value, ""]] : [])}>
          <option value="">No answer</option>
          {question.answers.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <OwnText question={question} answerId={chosen} text={text} onWrite={(written) => setValues([[chosen, written]])} />
    </>
  );
}

function Choices({ question, hint, error, values, setValues, isSeveral }: OwnProps & { isSeveral: boolean }) {
  const id = useId();
  const isChosen = (answerId: string) => values.some(([chosen]) => chosen === answerId);
  const textOf = (answerId: string) => values.find(([chosen]) => chosen === answerId)?.[1] ?? "";
  const toggle = (answerId: string) => setValues(question.answers.filter((answer) => (answer.id === answerId) !== isChosen(answer.id)).map((answer): Chosen => [answer.id, textOf(answer.id)]));
  const choose = (answerId: string) => setValues(answerId ? [[answerId, ""]] : []);
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ") || undefined;
  return (
    <fieldset aria-describedby={described} aria-invalid={error ? true : undefined} className="grid gap-1.5">
      <legend className="text-sm font-medium">{plainName(question)}</legend>
      <div className="mt-1 grid gap-1">
        {isSeveral ? null : (
          <Choice type="radio" name={id} label={<span className="text-muted-foreground">No answer</span>} isChosen={values.length === 0} onChoose={() => choose("")} />
        )}
        {question.answers.map((answer) => (
          <div key={answer.id} className="grid gap-1.5">
            <Choice type={isSeveral ? "checkbox" : "radio"} name={id} label={answer.name} isChosen={isChosen(answer.id)} onChoose={() => (isSeveral ? toggle(answer.id) : choose(answer.id))} />
            {isChosen(answer.id) ? <OwnText question={question} answerId={answer.id} text={textOf(answer.id)} onWrite={(text) => setValues(values.map(([chosen, kept]) => [chosen, chosen === answer.id ? text : kept]))} /> : null}
          </div>
        ))}
      </div>
      {hint ? (
        <p id={`${id}-hint`} className="text-xs text-muted-foreground">
          {hint}
        </p>
      ) : null}
      {error ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
    </fieldset>
  );
}

function Choice({ type, name, label, isChosen, onChoose }: { type: "radio" | "checkbox"; name: string; label: ReactNode; isChosen: boolean; onChoose: () => void }) {
  return (
    <label className="flex cursor-pointer items-start gap-3 py-1 text-sm">
      {/* The name only joins the radios; what is sent stands in the hidden field. */}
      <input type={type} name={type === "radio" ? `shown.${name}` : undefined} checked={isChosen} onChange={onChoose} className="mt-1 size-4.5 shrink-0 accent-primary" />
      {label}
    </label>
  );
}

/** Some answers, "Other" most of all, leave room for words. */
function OwnText({ question, answerId, text, onWrite }: { question: Question; answerId: string; text: string; onWrite: (text: string) => void }) {
  const answer = question.answers.find(({ id, type }) => id === answerId && type !== null);
  if (!answer) return null;
  return <Input aria-label={`${plainName(question)}: ${answer.name}`} value={text} onChange={(event) => onWrite(event.target.value)} />;
}
