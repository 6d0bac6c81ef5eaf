"use client";

import { useState } from "react";
import { formatTime } from "@/components/time";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { Kind, RunState } from "@/lib/functions/schema";
import { laidOut } from "../../laid-out";
import { runWords } from "../../run-words";
import type { RunProgress } from "../run/[runId]/route";
import { sampleEvent } from "./sample-event";

export type RecordedRequest = { id: string; at: string; state: RunState };
type EventFieldProps = { functionId: string; kind: Kind; event: string; fault: string | undefined; recorded: readonly RecordedRequest[]; zone: string; onChange: (event: string) => void };

/** The event to run with: made up and edited, or for an endpoint one that really came. */
export function EventField({ functionId, kind, event, fault, recorded, zone, onChange }: EventFieldProps) {
  const [loss, setLoss] = useState<string>();

  async function take(runId: string) {
    setLoss(undefined);
    if (runId === "") return onChange(sampleEvent(kind, new Date()));
    const answer = await fetch(`/organisation/api/advanced/${functionId}/run/${runId}`).catch(() => undefined);
    const run: RunProgress | undefined = answer?.ok ? await answer.json() : undefined;
    if (run?.eventText == null) return setLoss("That request cannot be read any more.");
    onChange(laidOut(run.eventText));
  }

  return (
    <div className="grid gap-4">
      {recorded.length > 0 ? (
        <Field label="Request" hint="A recorded one can be edited before it is run." error={loss}>
          <Select defaultValue="" onChange={({ target }) => void take(target.value)}>
            <option value="">Made up</option>
            {recorded.map(({ id, at, state }) => (
              <option key={id} value={id}>
                {formatTime(new Date(at), zone, "second")} · {runWords[state].word}
              </option>
            ))}
          </Select>
        </Field>
      ) : null}
      <Field label={kind === "task" ? "Event" : "Event with its request"} hint="JSON; what the function is given." error={fault}>
        <Textarea value={event} onChange={({ target }) => onChange(target.value)} spellCheck={false} rows={8} className="font-mono text-xs leading-relaxed" />
      </Field>
    </div>
  );
}
