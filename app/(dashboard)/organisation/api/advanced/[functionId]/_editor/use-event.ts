"use client";

import { useEffect, useState } from "react";
import { type Kind, maxWrittenEventBytes } from "@/lib/functions/schema";
import { laidOut } from "../../laid-out";
import type { RecordedEvent } from "../run/[runId]/event/route";
import { completeEvent, sampleEvent } from "./sample-event";

/** `bytes`: how long a recorded one is, once that is known. `text`: absent as long as it is on its way, and when it is too long to be edited. */
export type ChosenEvent = { kind: "written"; text: string } | ({ kind: "recorded"; runId: string } & Partial<RecordedEvent>);

/**
 * The event to run with. A recorded one that nobody edited is named by its run and need not travel.
 * @param firstRunId  of the run whose event stands there at the beginning; absent: one that is made up
 */
export function useEvent(functionId: string, kind: Kind, firstRunId: string | undefined) {
  const [chosen, setChosen] = useState(firstRunId ?? "");
  const [event, setEvent] = useState<ChosenEvent>(() => eventOf(chosen, kind));
  const [fault, setFault] = useState<string>();

  const missing = event.kind === "recorded" && event.bytes === undefined ? event.runId : undefined;
  useEffect(() => {
    if (missing === undefined) return;
    const leaving = new AbortController();
    void read(`/organisation/api/advanced/${functionId}/run/${missing}/event`, leaving.signal).then((recorded) => {
      if (leaving.signal.aborted) return;
      if (typeof recorded !== "string") return setEvent({ kind: "recorded", runId: missing, ...recorded });
      setFault(recorded);
      setChosen("");
      setEvent(eventOf("", kind));
    });
    return () => leaving.abort();
  }, [functionId, kind, missing]);

  /** @param runId  empty: one that is made up */
  function choose(runId: string) {
    setFault(undefined);
    setChosen(runId);
    setEvent(eventOf(runId, kind));
  }

  function edit(text: string) {
    setFault(undefined);
    setEvent({ kind: "written", text });
  }

  /** @returns undefined when it cannot be sent, and then the field says why */
  function toSend(): string | { runId: string } | undefined {
    if (event.kind === "recorded") return { runId: event.runId };
    const complete = completeEvent(event.text);
    const wrong = complete === undefined ? "must be a JSON object" : new Blob([complete]).size > maxWrittenEventBytes ? "must be at most 4 MiB" : undefined;
    setFault(wrong);
    return wrong === undefined ? complete : undefined;
  }

  return { event, chosen, fault, choose, edit, toSend };
}

function eventOf(runId: string, kind: Kind): ChosenEvent {
  return runId === "" ? { kind: "written", text: sampleEvent(kind, new Date()) } : { kind: "recorded", runId };
}

/** @returns a sentence when there is none */
async function read(address: string, signal: AbortSignal): Promise<RecordedEvent | string> {
  const answer = await fetch(address, { signal }).catch(() => undefined);
  const recorded: RecordedEvent | undefined = answer?.ok ? await answer.json().catch(() => undefined) : undefined;
  if (recorded) return { ...recorded, ...(recorded.text !== undefined && { text: laidOut(recorded.text) }) };
  return answer?.status === 404 ? "That event cannot be read any more." : "Visit did not answer. Choose it again in a moment.";
}
