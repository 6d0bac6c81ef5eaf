"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { attendanceWords, stateWords } from "@/components/visitor-state";
import { registrationStates, statesAfter } from "@/lib/visitors/states";
import type { VisitorChoices } from "@/lib/visitors/visitor-page";
import { ContactFields } from "./contact-fields";
import { FormSection } from "./form-section";
import { QuestionField } from "./question-field";
import { PartnerField } from "./partner-field";
import type { Fields } from "./registration-form";
import { TagsInput } from "./tags-input";

/** Everything about a visitor that people can say, in the order in which they ask it. */
export function VisitorFields({ eventId, fields, choices, isNew = false }: { eventId: string; fields: Fields; choices: VisitorChoices; isNew?: boolean }) {
  const { text, error } = fields;
  const [formId, setFormId] = useState(text("form").defaultValue);
  const [partnerId, setPartnerId] = useState(text("partner").defaultValue);
  return (
    <>
      <FormSection title="Contact" text={isNew ? undefined : "The person. It is one contact for all events: what changes here changes there too."}>
        <ContactFields fields={fields} emailHint={isNew ? "Somebody known by this address is found again, and gets what is typed here." : undefined} />
      </FormSection>
      <FormSection title="Registration">
        <Field label="State" hint={isNew ? "By what is filled in: registered when complete, else invited." : undefined} error={error("registrationState")}>
          <Select {...text("registrationState")}>{isNew ? <FirstStates /> : <NextStates current={fields.saved("registrationState")} />}</Select>
        </Field>
        {isNew ? (
          <Field label="Registered by way of" error={error("method")}>
            <Select {...text("method")}>
              <option value="online">Online</option>
              <option value="onsite">On site</option>
            </Select>
          </Field>
        ) : (
          <Field label="Attendance" error={error("attendanceState")}>
            <Select {...text("attendanceState")}>
              <option value="no-show">{attendanceWords["no-show"]}</option>
              <option value="show">{attendanceWords.show}</option>
            </Select>
          </Field>
        )}
        <Field label="Registration type" error={error("registrationType")}>
          <Select {...text("registrationType")}>
            <Named choices={choices.types} />
          </Select>
        </Field>
        <Field label="Form" hint="What it asks stands below." error={error("form")}>
          <Select {...text("form")} onChange={(event) => setFormId(event.target.value)}>
            <Named choices={choices.forms} />
          </Select>
        </Field>
        <PartnerField eventId={eventId} fields={fields} partners={choices.partners} onChoose={setPartnerId} />
        {partnerId ? (
          <Field label="Role at the partner" error={error("partner.role")}>
            <Select name="partnerRole" defaultValue={text("partnerRole").defaultValue || "guest"}>
              <option value="guest">Guest</option>
              <option value="staff">Staff</option>
            </Select>
          </Field>
        ) : null}
        <Field label="Reference" hint="By which your other systems know the registration." error={error("reference")}>
          <Input {...text("reference")} />
        </Field>
        <Field label="Action code" error={error("actionCode")}>
          <Input {...text("actionCode")} />
        </Field>
        <Field label="Language" hint="A tag like nl or pt-BR." error={error("language")}>
          <Input {...text("language")} spellCheck={false} />
        </Field>
        <TagsInput label="Tags" {...text("tags")} error={errorBelow(fields, "tags")} />
        <TagsInput label="Labels" {...text("labels")} error={errorBelow(fields, "labels")} />
      </FormSection>
      <Answers fields={fields} choices={choices} formId={formId} />
    </>
  );
}

/** What the chosen form asks, and whatever else was answered before under another. */
function Answers({ fields: { text, error }, choices: { forms, questions }, formId }: { fields: Fields; choices: VisitorChoices; formId: string }) {
  const asks = forms.find(({ id }) => id === formId)?.asks ?? [];
  const asked = new Set(asks.map(({ questionId }) => questionId));
  const kept = questions.filter(({ id }) => !asked.has(id) && !["", "[]"].includes(text(`answers.${id}`).defaultValue));
  const shown = [...asks, ...kept.map(({ id }) => ({ questionId: id, isMandatory: false }))];
  if (shown.length === 0) return null;
  return (
    <FormSection title="Answers">
      {shown.map(({ questionId, isMandatory }) => {
        const question = questions.find(({ id }) => id === questionId);
        if (!question) return null;
        const name = `answers.${questionId}`;
        // What is missing is told by the question's reference or name, what is wrong by the id that was sent.
        const fault = error(name) ?? error(`answers.${question.reference ?? question.name}`);
        return <QuestionField key={questionId} question={question} isMandatory={isMandatory} defaultValue={text(name).defaultValue} error={fault} />;
      })}
    </FormSection>
  );
}

function Named({ choices }: { choices: readonly { id: string; name: string }[] }) {
  return choices.map(({ id, name }) => (
    <option key={id} value={id}>
      {name}
    </option>
  ));
}

function FirstStates() {
  return (
    <>
      <option value="">By what is filled in</option>
      <option value="registered">{stateWords.registered}</option>
      <option value="invited">{stateWords.invited}</option>
    </>
  );
}

/** The present state, and those that may follow. */
function NextStates({ current }: { current: string }) {
  const state = registrationStates.find((known) => known === current);
  const choices = state ? [state, ...statesAfter(state)] : [];
  return choices.map((choice) => (
    <option key={choice} value={choice}>
      {stateWords[choice]}
    </option>
  ));
}

/** The fault of a list, or of its first entry at fault. */
export function errorBelow({ error }: Fields, name: string): string | undefined {
  return error(name) ?? Array.from({ length: 101 }, (_, index) => error(`${name}.${index}`)).find(Boolean);
}
