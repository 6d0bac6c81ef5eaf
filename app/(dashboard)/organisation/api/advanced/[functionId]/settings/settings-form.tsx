"use client";

import { useState } from "react";
import { SetupForm, type SetupFields } from "@/app/(dashboard)/_setup/setup-form";
import { useLeaveGuard } from "@/components/leave-guard";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { FunctionDetails } from "@/lib/functions/schema";
import { ApiKeyField } from "../../api-key-field";
import { KeyField } from "../../key-field";
import { saveSettings } from "./actions";
import { memoryChoices, memoryWords, timeChoices, timeWords } from "./limit-choices";
import { Part } from "./part";
import { ProtectionFields } from "./protection-fields";
import { ScheduleFields } from "./schedule-fields";

type SettingsFormProps = {
  details: Omit<FunctionDetails, "draft">;
  /** of the settings, as they are shown */
  mark: bigint;
  keys: readonly { id: string; label: string }[];
  mayAddKey: boolean;
  /** of endpoint functions' addresses */
  base: string;
  /** the operator's */
  caps: { timeoutMs: number; memoryBytes: number };
  zones: readonly string[];
  /** of the organisation */
  zone: string;
};

/** All that can be set about a function but its code. */
export function SettingsForm({ details, mark, keys, mayAddKey, base, caps, zones, zone }: SettingsFormProps) {
  const { id, kind, key, schedule, timeoutMs, memoryBytes } = details;
  const [isChanged, setChanged] = useState(false);
  useLeaveGuard(isChanged, "Leave without saving? What you changed in the settings will be lost.");
  const initial = {
    name: details.name,
    dailyAt: schedule?.kind === "daily" ? schedule.at : "07:00",
    zone: schedule?.kind === "daily" ? schedule.zone : zone,
    timeoutMs: String(timeoutMs),
    memoryBytes: String(memoryBytes),
    mailTo: details.mailTo.join("\n"),
    mailAfterFailures: String(details.mailAfterFailures),
    pauseAfterFailures: String(details.pauseAfterFailures ?? ""),
    protection: details.protection,
    signatureHeader: details.signatureHeader,
  };
  return (
    <div onChange={() => setChanged(true)}>
      <SetupForm action={saveSettings.bind(null, id)} initial={initial} revision={mark} save="Save" onSaved={() => setChanged(false)}>
        {(fields) => (
          <>
            <Part title="General">
              <Field label="Name" error={fields.error("name")}>
                <Input {...fields.text("name")} autoComplete="off" maxLength={100} required />
              </Field>
              {kind === "endpoint" ? <OwnKeyField id={id} initial={key ?? ""} base={base} error={fields.error("key")} /> : null}
              <ApiKeyField keys={keys} initial={details.apiKeyId ?? ""} mayAddKey={mayAddKey} error={fields.error("apiKeyId")} />
            </Part>
            {schedule ? (
              <Part title="Schedule">
                <ScheduleFields initial={schedule.kind === "daily" ? "daily" : String(schedule.minutes)} zones={zones} fields={fields} />
              </Part>
            ) : (
              <Part title="Protection" text="Who has not what is chosen here learns nothing: for them there is no such address.">
                <ProtectionFields initial={{ protection: details.protection, scheme: details.signatureScheme ?? "standardwebhooks" }} hasSecret={details.hasSignatureSecret} fields={fields} />
              </Part>
            )}
            <Part title="Limits" text="A run that goes beyond is ended; other functions never notice.">
              <div className="grid gap-5 sm:grid-cols-2">
                <Field label="Time limit" hint={`At most ${timeWords(caps.timeoutMs)} on this server.`} error={fields.error("timeoutMs")}>
                  <Select {...fields.text("timeoutMs")}>
                    {timeChoices(caps.timeoutMs, timeoutMs).map((ms) => (
                      <option key={ms} value={ms}>
                        {timeWords(ms)}
                      </option>
                    ))}
                  </Select>
                </Field>
                <Field label="Memory limit" hint={`At most ${memoryWords(caps.memoryBytes)} on this server.`} error={fields.error("memoryBytes")}>
                  <Select {...fields.text("memoryBytes")}>
                    {memoryChoices(caps.memoryBytes, memoryBytes).map((bytes) => (
                      <option key={bytes} value={bytes}>
                        {memoryWords(bytes)}
                      </option>
                    ))}
                  </Select>
                </Field>
              </div>
            </Part>
            <FailureFields fields={fields} />
          </>
        )}
      </SetupForm>
    </div>
  );
}

function FailureFields({ fields: { text, error } }: { fields: SetupFields }) {
  return (
    <Part title="When it fails">
      <Field label="Mail to" hint="One address a line. They hear of failures, and when it works again. Empty: nobody is told." error={error("mailTo") ?? addressFault(error)}>
        <Textarea {...text("mailTo")} rows={2} spellCheck={false} />
      </Field>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label="Mail after failures in a row" hint="1: with the first." error={error("mailAfterFailures")}>
          <Input {...text("mailAfterFailures")} inputMode="numeric" />
        </Field>
        <Field label="Pause after failures in a row" hint="It then waits until somebody switches it on again. Empty: never." error={error("pauseAfterFailures")}>
          <Input {...text("pauseAfterFailures")} inputMode="numeric" />
        </Field>
      </div>
    </Part>
  );
}

/** The fault of the first address that has one; each is checked by itself. */
function addressFault(error: SetupFields["error"]): string | undefined {
  return Array.from({ length: 10 }, (_, at) => error(`mailTo.${at}`)).find((fault) => fault !== undefined);
}

function OwnKeyField({ id, initial, base, error }: { id: string; initial: string; base: string; error: string | undefined }) {
  const [key, setKey] = useState(initial);
  return <KeyField value={key} onChange={setKey} base={base} own={{ id, key: initial }} error={error} />;
}
