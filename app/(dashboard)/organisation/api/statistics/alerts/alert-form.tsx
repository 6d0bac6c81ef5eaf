"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { SetupForm } from "@/app/(dashboard)/_setup/setup-form";
import { done } from "@/components/undo";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio";
import { Textarea } from "@/components/ui/textarea";
import type { AlertInput } from "@/lib/statistics/schema";
import { addAlert, changeAlert } from "./actions";
import { timeChoices, timeWords } from "./alert-words";

type AlertFormProps = { /** absent: a new one */ id?: string; initial: AlertInput; keys: readonly { value: string; label: string }[] };

/** When to tell whom. What is asked for depends on what it is about. */
export function AlertForm({ id, initial, keys }: AlertFormProps) {
  const router = useRouter();
  const [about, setAbout] = useState<string>(initial.about);
  const [against, setAgainst] = useState<string>("against" in initial ? initial.against : "threshold");
  const isAsItWas = initial.about === about && "against" in initial && initial.against === against;
  const values = {
    keyId: initial.keyId ?? "",
    isBelow: String("isBelow" in initial && initial.isBelow === true),
    limit: isAsItWas ? String(initial.limit) : limitWords(about, against).usual,
    minutes: String(initial.minutes),
    mailTo: initial.mailTo.join("\n"),
    isEnabled: initial.isEnabled,
  };

  function saved() {
    done(id ? "The alert is saved" : "The alert is added");
    router.push(list);
  }

  return (
    <SetupForm action={id ? changeAlert.bind(null, id) : addAlert} initial={values} save={id ? "Save" : "Add"} cancel={list} onSaved={saved}>
      {({ text, ticked, error }) => (
        <Card className="grid gap-6 p-6 sm:p-8">
          <div onChange={({ target }) => target instanceof HTMLInputElement && setAbout(target.value)}>
            <RadioGroup legend="Tell of" name="about" defaultValue={initial.about} error={error("about")} choices={kinds} />
          </div>
          <Field label="API key" error={error("keyId")} className="sm:max-w-96">
            <Select {...text("keyId")}>
              <option value="">All keys together</option>
              {keys.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          </Field>
          {about === "quiet" ? null : (
            <div className="grid gap-5 sm:grid-cols-[repeat(auto-fit,minmax(12rem,1fr))]">
              <Field label="Compared with" error={error("against")}>
                <Select name="against" value={against} onChange={({ target }) => setAgainst(target.value)}>
                  <option value="threshold">a limit</option>
                  <option value="week">the same time a week before</option>
                </Select>
              </Field>
              {about === "volume" && against === "threshold" ? (
                <Field label="Tell when there are" error={error("isBelow")}>
                  <Select {...text("isBelow")}>
                    <option value="false">more</option>
                    <option value="true">fewer</option>
                  </Select>
                </Field>
              ) : null}
              <Field label={limitWords(about, against).label} hint={limitWords(about, against).hint} error={error("limit")}>
                <Input key={`${about} ${against}`} {...text("limit")} inputMode="decimal" autoComplete="off" />
              </Field>
            </div>
          )}
          <Field label={about === "quiet" ? "Quiet for" : "Within"} error={error("minutes")} className="sm:max-w-60">
            <Select {...text("minutes")}>
              {timeChoices(initial.minutes).map((minutes) => (
                <option key={minutes} value={minutes}>
                  {timeWords(minutes)}
                </option>
              ))}
            </Select>
          </Field>
          <Field label="Mail to" hint="One address a line. They are told once, when it begins." error={error("mailTo")}>
            <Textarea {...text("mailTo")} rows={2} spellCheck={false} />
          </Field>
          <Checkbox label="On" hint="Off, it stays here and tells nobody." {...ticked("isEnabled")} />
        </Card>
      )}
    </SetupForm>
  );
}

function limitWords(about: string, against: string): { label: string; hint: string; usual: string } {
  if (about === "errors") return against === "week" ? { label: "Percentage points", hint: "By how much the error rate must lie above that of a week before.", usual: "5" } : { label: "Percent of calls", hint: "More than these answered with 4xx or 5xx.", usual: "5" };
  return against === "week" ? { label: "Percent", hint: "By how much there must be more or fewer calls than a week before.", usual: "50" } : { label: "Calls", hint: "Than these, within the time below.", usual: "1000" };
}

const kinds = [
  { value: "errors", label: "Errors", text: "More calls than you allow, or than a week before, are answered with an error. Of fewer than ten calls nothing is told." },
  { value: "volume", label: "Volume", text: "There are more or fewer calls than you name, or than a week before." },
  { value: "quiet", label: "Quiet", text: "No call came for a time: whoever should call may have stopped." },
];
const list = "/organisation/api/statistics/alerts";
