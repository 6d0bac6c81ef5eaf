"use client";

import { useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import type { QuestionSetup } from "@/lib/questions/setup";
import type { SetupState } from "@/app/(dashboard)/_setup/outcome";
import { SetupForm } from "@/app/(dashboard)/_setup/setup-form";
import { AnswersEditor } from "./answers-editor";
import { typeWords } from "./type-words";

type Question = Pick<QuestionSetup, "name" | "reference" | "type" | "numberOfColumns" | "answers" | "revision"> & { isMandatory: boolean };

/** Adds a question to a form, or changes `question`. Which fields it has depends on the type. */
export function QuestionForm({ action, cancel, question }: { action: (state: SetupState, form: FormData) => Promise<SetupState>; cancel: string; question?: Question }) {
  const [type, setType] = useState<string>(question?.type ?? "open");
  const initial = {
    name: question?.name ?? "",
    reference: question?.reference ?? "",
    type: question?.type ?? "open",
    numberOfColumns: String(question?.numberOfColumns ?? 1),
    textSize: (question?.type === "open" && question.answers[0]?.type) || "smallText",
    isMandatory: question?.isMandatory ?? false,
  };
  return (
    <SetupForm action={action} initial={initial} revision={question?.revision} save={question ? "Save" : "Add"} cancel={cancel}>
      {({ text, ticked, error }) => (
        <>
          <div className="grid gap-5 sm:grid-cols-2">
            <Field label="Question" hint="A name that begins with * is for the organisation's own use." error={error("name")} className="sm:col-span-2">
              <Input {...text("name")} required />
            </Field>
            <Field label="Type" error={error("type")}>
              <Select {...text("type")} onChange={(event) => setType(event.target.value)}>
                {["open", "radio", "select", "checkBox"].map((one) => (
                  <option key={one} value={one}>
                    {typeWords(one)}
                  </option>
                ))}
              </Select>
            </Field>
            <Field label="Reference" hint="By which your other systems know the question." error={error("reference")}>
              <Input {...text("reference")} />
            </Field>
            {type === "open" ? (
              <Field label="Room to write" error={error("textSize")}>
                <Select {...text("textSize")}>
                  <option value="smallText">One line</option>
                  <option value="largeText">Several lines</option>
                </Select>
              </Field>
            ) : null}
            {type === "radio" || type === "checkBox" ? (
              <Field label="Columns" hint="In which the answers stand." error={error("numberOfColumns")}>
                <Input {...text("numberOfColumns")} inputMode="numeric" />
              </Field>
            ) : null}
          </div>
          <Checkbox {...ticked("isMandatory")} label="Mandatory" hint="On this form, a registration is complete only with an answer. Registrations that are there stay as they are." />
          {question ? null : <Checkbox {...ticked("isShared")} label="Share with all events" hint="The forms of every event of the organisation may ask it." />}
          {type === "open" ? null : <AnswersEditor answers={question?.type === "open" ? [] : (question?.answers ?? [])} error={error} />}
        </>
      )}
    </SetupForm>
  );
}
