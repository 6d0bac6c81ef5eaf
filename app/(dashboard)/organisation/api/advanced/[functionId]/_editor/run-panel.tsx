"use client";

import { Tabs } from "radix-ui";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Alert } from "@/components/ui/alert";
import { cn } from "@/components/cn";
import type { RunProgress } from "../run/[runId]/route";
import { runWords } from "./run-words";
import { laidOut } from "./sample-event";
import type { WatchedRun } from "./use-run";

type RunPanelProps = { watched: WatchedRun | undefined; fault: string | undefined; tab: string; onTab: (tab: string) => void; event: ReactNode };

/** What goes into a run and what comes out of it: event, log, calls, result. */
export function RunPanel({ watched, fault, tab, onTab, event }: RunPanelProps) {
  const progress = watched?.progress;
  const dry = progress?.calls.filter(({ isDry }) => isDry) ?? [];
  const made = progress?.calls.filter(({ isDry }) => !isDry) ?? [];
  return (
    <section aria-label="Run" className="flex min-h-0 min-w-0 flex-col overflow-hidden rounded-xl border bg-card">
      <RunHead watched={watched} />
      <Tabs.Root value={tab} onValueChange={onTab} className="flex min-h-0 flex-1 flex-col">
        <Tabs.List aria-label="About the run" className="flex gap-1 overflow-x-auto border-b px-2">
          <Tab value="event">Event</Tab>
          <Tab value="log">Log{progress ? ` (${progress.log.length})` : ""}</Tab>
          <Tab value="calls">{watched?.isDryRun ? `Would write (${dry.length})` : `Calls${progress ? ` (${made.length})` : ""}`}</Tab>
          <Tab value="result">Result</Tab>
        </Tabs.List>
        <Panel value="event" label="Event">
          {event}
        </Panel>
        <Panel value="log" label="Log">
          {fault ? <Alert tone="destructive" className="mb-3">{fault}</Alert> : null}
          <Log watched={watched} />
        </Panel>
        <Panel value="calls" label="Calls">
          {watched?.isDryRun ? <DryCalls calls={dry} isOver={progress?.state === "returned"} /> : null}
          <Calls calls={made} isDryRun={watched?.isDryRun === true} />
        </Panel>
        <Panel value="result" label="Result">
          {progress?.resultText != null ? <pre className="font-mono text-xs leading-relaxed whitespace-pre-wrap [overflow-wrap:anywhere]">{laidOut(progress.resultText)}</pre> : <Nothing>What the function returns appears here.</Nothing>}
        </Panel>
      </Tabs.Root>
    </section>
  );
}

function RunHead({ watched }: { watched: WatchedRun | undefined }) {
  const progress = watched?.progress;
  const { tone, word } = runWords[progress?.state ?? "waiting"];
  return (
    <div className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-2 text-xs text-muted-foreground">
      {watched ? (
        <>
          <span role="status" className="inline-flex items-center gap-2">
            <Badge tone={tone}>{progress?.isCancelling && progress.state === "running" ? "Stopping" : word}</Badge>
            {watched.isDryRun ? <span className="font-medium">Dry run: nothing was written</span> : null}
          </span>
          {progress?.wallMs != null ? <span>{Math.round(progress.wallMs).toLocaleString("en-GB")} ms</span> : null}
          {progress?.cpuMs != null ? <span>CPU {Math.round(progress.cpuMs).toLocaleString("en-GB")} ms</span> : null}
          {progress?.peakMemoryBytes != null ? <span>{(progress.peakMemoryBytes / 1_048_576).toFixed(1)} MiB</span> : null}
        </>
      ) : (
        <span>Not run yet</span>
      )}
    </div>
  );
}

function Log({ watched }: { watched: WatchedRun | undefined }) {
  const progress = watched?.progress;
  if (!watched) return <Nothing>What the function writes with console.log appears here while it runs.</Nothing>;
  return (
    <>
      <div role="log" aria-label="Log lines" className="grid gap-1 font-mono text-xs leading-relaxed">
        {progress?.log.map(({ at, level, text }, index) => (
          <p key={index} className={cn("grid grid-cols-[3.75rem_1fr] gap-2", levelClass[level])}>
            <span className="text-right text-muted-foreground">{(at / 1000).toFixed(2)} s</span>
            <span className="whitespace-pre-wrap [overflow-wrap:anywhere]">
              {level === "error" || level === "warn" ? <span className="font-semibold">{level === "warn" ? "Warning: " : "Error: "}</span> : null}
              {text}
            </span>
          </p>
        ))}
      </div>
      {progress?.isLogTruncated ? <p className="mt-2 text-xs text-muted-foreground">The log was longer; the rest was not kept.</p> : null}
      {progress && progress.log.length === 0 && progress.state === "returned" ? <Nothing>The function wrote nothing.</Nothing> : null}
      {progress?.error ? <ErrorText error={progress.error} /> : null}
    </>
  );
}

function ErrorText({ error: { name, message, line, column, errors } }: { error: NonNullable<RunProgress["error"]> }) {
  return (
    <div className="mt-3 rounded-md border border-destructive/35 bg-destructive-muted px-3 py-2 text-xs text-destructive">
      <p className="font-semibold [overflow-wrap:anywhere]">
        {name}: {message}
      </p>
      {line === undefined ? null : (
        <p>
          Line {line}
          {column === undefined ? "" : `, column ${column}`}
        </p>
      )}
      {faultsOf(errors).map(({ field, description }) => (
        <p key={field} className="mt-1 [overflow-wrap:anywhere]">
          <span className="font-mono">{field}</span>: {description}
        </p>
      ))}
    </div>
  );
}

/** Of a refused call of the API. Code may throw what it likes, so the shape is looked at. */
function faultsOf(errors: unknown): { field: string; description: string }[] {
  return Array.isArray(errors) ? errors.filter(isFault) : [];
}

function isFault(value: unknown): value is { field: string; description: string } {
  return typeof value === "object" && value !== null && "field" in value && typeof value.field === "string" && "description" in value && typeof value.description === "string";
}

function DryCalls({ calls, isOver }: { calls: RunProgress["calls"]; isOver: boolean }) {
  if (calls.length === 0) return isOver ? <Nothing>It would write nothing.</Nothing> : null;
  return (
    <ol aria-label="What it would write" className="mb-4 grid gap-3">
      {calls.map(({ method, target, body }, index) => (
        <li key={index} className="min-w-0 rounded-md border px-3 py-2">
          <p className="font-mono text-xs [overflow-wrap:anywhere]">
            <span className="font-semibold">{method}</span> {target}
          </p>
          {body ? <pre className="mt-1.5 font-mono text-xs whitespace-pre-wrap text-muted-foreground [overflow-wrap:anywhere]">{laidOut(body)}</pre> : null}
        </li>
      ))}
    </ol>
  );
}

function Calls({ calls, isDryRun }: { calls: RunProgress["calls"]; isDryRun: boolean }) {
  if (calls.length === 0) return isDryRun ? null : <Nothing>Calls of the API and of other services are listed here.</Nothing>;
  return (
    <>
      {isDryRun ? <p className="mb-2 text-xs font-medium text-muted-foreground">It read</p> : null}
      <ol aria-label="Calls" className="grid gap-2">
        {calls.map(({ method, target, status, durationMs, error }, index) => (
          <li key={index} className="grid grid-cols-[1fr_auto] gap-x-3 text-xs">
            <span className="font-mono [overflow-wrap:anywhere]">
              <span className="font-semibold">{method}</span> {target}
            </span>
            <span className={cn("text-right tabular-nums", status === null || status >= 400 ? "font-medium text-destructive" : "text-muted-foreground")}>
              {status ?? "no answer"} · {Math.round(durationMs)} ms
            </span>
            {error ? <span className="col-span-2 text-destructive">{error}</span> : null}
          </li>
        ))}
      </ol>
    </>
  );
}

function Tab({ value, children }: { value: string; children: ReactNode }) {
  return (
    <Tabs.Trigger value={value} className="border-b-2 border-transparent px-2.5 py-2 text-xs font-medium whitespace-nowrap text-muted-foreground -outline-offset-2 hover:text-foreground data-[state=active]:border-primary data-[state=active]:text-foreground">
      {children}
    </Tabs.Trigger>
  );
}

function Panel({ value, label, children }: { value: string; label: string; children: ReactNode }) {
  return (
    <Tabs.Content value={value} aria-label={label} className="min-h-0 flex-1 overflow-auto px-4 py-3 -outline-offset-2">
      {children}
    </Tabs.Content>
  );
}

function Nothing({ children }: { children: ReactNode }) {
  return <p className="py-2 text-xs text-muted-foreground">{children}</p>;
}

const levelClass: Partial<Record<RunProgress["log"][number]["level"], string>> = { debug: "text-muted-foreground", warn: "text-warning", error: "text-destructive" };
