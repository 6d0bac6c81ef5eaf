"use client";

import { Tabs } from "radix-ui";
import type { ReactNode } from "react";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { laidOut } from "../../laid-out";
import { runWords } from "../../run-words";
import { DryCalls, MadeCalls } from "../_run/run-calls";
import { RunFault } from "../_run/run-fault";
import { RunLog } from "../_run/run-log";
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
          {dry.length > 0 ? <DryCalls calls={dry} className="mb-4" /> : watched?.isDryRun && progress?.state === "returned" ? <Nothing>It would write nothing.</Nothing> : null}
          {watched?.isDryRun && made.length > 0 ? <p className="mb-2 text-xs font-medium text-muted-foreground">It read</p> : null}
          {made.length > 0 ? <MadeCalls calls={made} /> : watched?.isDryRun ? null : <Nothing>Calls of the API and of other services are listed here.</Nothing>}
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
      <RunLog log={progress?.log ?? []} isTruncated={progress?.isLogTruncated === true} />
      {progress && progress.log.length === 0 && progress.state === "returned" ? <Nothing>The function wrote nothing.</Nothing> : null}
      {progress?.error ? <RunFault error={progress.error} className="mt-3" /> : null}
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
