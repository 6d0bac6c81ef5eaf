"use client";

import { useCallback, useEffect, useState } from "react";
import { reached } from "@/app/(dashboard)/_setup/reached";
import { cancel, run as runDraft } from "../actions";
import { faultOfCode } from "./fault-of-code";
import type { RunProgress } from "../run/[runId]/route";

/** `code`: what ran, for its line numbers. */
export type WatchedRun = { code: string; isDryRun: boolean; runId?: string; progress?: RunProgress };

/** Runs the code and follows it. @returns the run that was started last, with what is known of it by now */
export function useRun(functionId: string) {
  const [watched, setWatched] = useState<WatchedRun>();
  const [fault, setFault] = useState<string>();
  const runId = watched?.runId;
  const isOver = watched?.progress !== undefined && isEnd(watched.progress);
  const isBusy = watched !== undefined && !isOver;

  const start = useCallback(
    async (code: string, event: string | { runId: string }, isDryRun: boolean) => {
      const wrong = faultOfCode(code);
      setFault(wrong);
      if (wrong !== undefined) return;
      setWatched({ code, isDryRun });
      const outcome = await reached(runDraft(functionId, { code, event, isDryRun }));
      if (outcome.kind === "refused") {
        setWatched(undefined);
        return setFault(outcome.message);
      }
      setWatched({ code, isDryRun, runId: outcome.value.runId });
    },
    [functionId],
  );

  useEffect(() => {
    if (runId === undefined || isOver) return;
    return follow(`/organisation/api/advanced/${functionId}/run/${runId}`, runId, (progress) => setWatched((now) => (now?.runId === runId ? { ...now, progress } : now)));
  }, [functionId, runId, isOver]);

  const stop = useCallback(async () => {
    if (runId === undefined) return;
    const outcome = await reached(cancel(runId));
    if (outcome.kind === "refused") setFault(outcome.message);
  }, [runId]);

  return { watched, fault, isBusy, start, stop };
}

/** Reads a run whenever the server says that it moved. The slow beat covers a connection that was lost unnoticed. @returns what ends it */
function follow(address: string, runId: string, onProgress: (progress: RunProgress) => void): () => void {
  const leaving = new AbortController();
  let isReading = false;
  let isBehind = false;

  async function read() {
    if (isReading) return void (isBehind = true);
    isReading = true;
    const answer = await fetch(address, { signal: leaving.signal, headers: { accept: "application/json" } }).catch(() => undefined);
    const progress: RunProgress | undefined = answer?.ok ? await answer.json().catch(() => undefined) : undefined;
    isReading = false;
    if (leaving.signal.aborted) return;
    if (progress) onProgress(progress);
    if (isBehind) {
      isBehind = false;
      await read();
    }
  }

  const stream = new EventSource(`/live?topic=runs:${runId}`);
  stream.addEventListener("changed", () => void read());
  const beat = setInterval(() => void read(), 1500);
  void read();
  return () => {
    leaving.abort();
    stream.close();
    clearInterval(beat);
  };
}

function isEnd({ state }: RunProgress): boolean {
  return state !== "waiting" && state !== "running";
}
