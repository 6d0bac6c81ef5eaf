"use client";

import { formatTime } from "@/components/time";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { Kind, RunState } from "@/lib/functions/schema";
import { byteWords } from "../../function-words";
import { runWords } from "../../run-words";
import type { useEvent } from "./use-event";

export type RecordedRun = { id: string; at: string; state: RunState };
type EventFieldProps = { kind: Kind; recorded: readonly RecordedRun[]; zone: string } & Pick<ReturnType<typeof useEvent>, "event" | "chosen" | "fault" | "choose" | "edit">;

/** The event to run with: made up and edited, or one that really came. */
export function EventField({ kind, recorded, zone, event, chosen, fault, choose, edit }: EventFieldProps) {
  return (
    <div className="grid gap-4">
      {recorded.length > 0 ? (
        <Field label={kind === "task" ? "Recorded event" : "Request"} hint="A recorded one is run as it came, or edited before.">
          <Select value={chosen} onChange={({ target }) => choose(target.value)}>
            <option value="">Made up</option>
            {recorded.map(({ id, at, state }) => (
              <option key={id} value={id}>
                {formatTime(new Date(at), zone, "second")} · {runWords[state].word}
              </option>
            ))}
          </Select>
        </Field>
      ) : null}
      {event.kind === "recorded" && event.text === undefined ? (
        <p role="status" className="text-xs text-muted-foreground">
          {event.bytes === undefined ? "It is on its way …" : `It has ${byteWords(event.bytes)}, which is too much to be edited here. Run now takes it as it came.`}
        </p>
      ) : (
        <Field label={kind === "task" ? "Event" : "Event with its request"} hint="JSON; what the function is given." error={fault}>
          <Textarea value={event.text} onChange={({ target }) => edit(target.value)} spellCheck={false} rows={8} className="font-mono text-xs leading-relaxed" />
        </Field>
      )}
    </div>
  );
}
