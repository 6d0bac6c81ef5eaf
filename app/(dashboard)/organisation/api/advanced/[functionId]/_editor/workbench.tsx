"use client";

import { CircleStop, Play } from "lucide-react";
import { useEffect, useId, useMemo, useRef, useState } from "react";
import { CodeEditorLoader } from "@/components/code-editor/code-editor-loader";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { FunctionState, Kind } from "@/lib/functions/schema";
import { ConflictDialog } from "./conflict-dialog";
import { EventField, type RecordedRun } from "./event-field";
import { PublishDialog } from "./publish-dialog";
import { RunPanel } from "./run-panel";
import { useDraft } from "./use-draft";
import { useEvent } from "./use-event";
import { useRun } from "./use-run";

type WorkbenchProps = {
  functionId: string;
  kind: Kind;
  state: FunctionState;
  draft: string;
  revision: number;
  publishedVersion: number | null;
  isDraftPublished: boolean;
  mayWrite: boolean;
  /** runs whose event can be run with */
  recorded: readonly RecordedRun[];
  /** the one of them to begin with */
  firstEvent: string | undefined;
  zone: string;
};

/** Where a function is written, tried and published. */
export function Workbench({ functionId, kind, state, draft, revision, publishedVersion, isDraftPublished, mayWrite, recorded, firstEvent, zone }: WorkbenchProps) {
  const { code, setCode, opened, isUnsaved, isSaving, keep, fault, conflict, takeTheirs, keepMine, letBe } = useDraft(functionId, { code: draft, revision });
  const { watched, fault: runFault, isBusy, start, stop } = useRun(functionId);
  const isPublished = isDraftPublished && code === draft; // what was just saved is known here before the page is read again
  const { toSend, ...event } = useEvent(functionId, kind, firstEvent);
  const [tab, setTab] = useState(kind === "task" && firstEvent === undefined ? "log" : "event");
  const hint = useId();

  function tryIt(isDryRun: boolean) {
    if (!mayWrite || isBusy) return;
    const sent = toSend();
    if (sent === undefined) return setTab("event");
    setTab(isDryRun ? "calls" : "log");
    void keep(code);
    void start(code, sent, isDryRun);
  }
  const saveIt = () => void (mayWrite && keep(code));
  useShortcuts(saveIt, () => tryIt(false));

  const error = watched?.progress?.error;
  const ranAs = watched?.code;
  const mark = useMemo(() => (error?.line !== undefined && ranAs === code ? { line: error.line, message: `${error.name}: ${error.message}` } : null), [error, ranAs, code]);

  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <p className="text-sm text-muted-foreground" role="status">
          {isSaving ? "Saving …" : isUnsaved ? <span className="font-medium text-warning"><span aria-hidden>● </span>Unsaved changes</span> : stateText(state, publishedVersion, isPublished)}
        </p>
        {mayWrite ? (
          <div className="flex flex-wrap items-center gap-2">
            {isBusy ? (
              <Button size="sm" variant="outline" onClick={() => void stop()}>
                <CircleStop aria-hidden />
                Cancel run
              </Button>
            ) : (
              <>
                <Button size="sm" variant="outline" onClick={() => tryIt(true)} title="Lists what it would write, and writes nothing">
                  Dry run
                </Button>
                <Button size="sm" variant="outline" onClick={() => tryIt(false)} aria-keyshortcuts="Control+Enter">
                  <Play aria-hidden />
                  Run now
                </Button>
              </>
            )}
            <Button size="sm" variant="outline" disabled={!isUnsaved || isSaving} onClick={saveIt} aria-keyshortcuts="Control+S">
              Save draft
            </Button>
            <PublishDialog functionId={functionId} kind={kind} state={state} nextVersion={(publishedVersion ?? 0) + 1} isDisabled={isPublished} onKeep={() => keep(code)} />
          </div>
        ) : null}
      </div>
      {fault ? <Alert tone="destructive">{fault}</Alert> : null}
      <div className="grid gap-4 xl:h-[max(30rem,calc(100dvh-21rem))] xl:grid-cols-[minmax(0,1fr)_20rem] 2xl:grid-cols-[minmax(0,1fr)_27rem]">
        <div className="h-[60dvh] min-h-80 min-w-0 overflow-hidden rounded-xl border focus-within:border-ring focus-within:ring-1 focus-within:ring-ring xl:h-auto">
          <CodeEditorLoader
            key={opened.key}
            label="Code"
            describedBy={hint}
            initial={opened.code}
            declarations="/guest-types.json"
            eventType={kind === "task" ? "TaskEvent" : "EndpointEvent"}
            fault={mark}
            isReadOnly={!mayWrite}
            onChange={setCode}
            onSave={saveIt}
            onRun={() => tryIt(false)}
          />
        </div>
        <RunPanel
          watched={watched}
          fault={runFault}
          tab={tab}
          onTab={setTab}
          event={<EventField kind={kind} recorded={recorded} zone={zone} {...event} />}
        />
      </div>
      <p id={hint} className="text-xs text-muted-foreground">
        Ctrl-S saves the draft, Ctrl-Enter runs it, Ctrl-Space completes. Tab indents; to leave the code by keyboard press Escape, then Tab. On a Mac, ⌘ stands for Ctrl.
      </p>
      {conflict ? <ConflictDialog theirs={conflict} mine={code} onTakeTheirs={() => takeTheirs(conflict)} onKeepMine={() => keepMine(conflict)} onClose={letBe} /> : null}
    </div>
  );
}

function stateText(state: FunctionState, publishedVersion: number | null, isDraftPublished: boolean): string {
  if (publishedVersion === null) return "Draft saved. Nothing runs by itself until it is published.";
  if (state !== "active") return `${isDraftPublished ? `This is version ${publishedVersion}` : "Draft saved"}. Nothing runs by itself while the function is ${state}.`;
  return isDraftPublished ? `This is version ${publishedVersion}, which runs.` : `Draft saved. Version ${publishedVersion} runs until this is published.`;
}

/** The editor's own shortcuts, wherever the focus is; in the editor it has heard them already. */
function useShortcuts(onSave: () => void, onRun: () => void): void {
  const heard = useRef({ onSave, onRun });
  useEffect(() => {
    heard.current = { onSave, onRun };
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      const act = event.key === "s" ? "onSave" : event.key === "Enter" ? "onRun" : undefined;
      if (!act) return;
      event.preventDefault();
      heard.current[act]();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}
