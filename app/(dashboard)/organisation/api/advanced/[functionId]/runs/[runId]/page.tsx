import { ArrowLeft } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { missing } from "@/app/session";
import { Live } from "@/components/live";
import { Time } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { allows } from "@/lib/accounts/permissions";
import { getRun } from "@/lib/functions/runs";
import { runWords } from "../../../run-words";
import { JsonBlock } from "../../_run/json-block";
import { DryCalls, MadeCalls } from "../../_run/run-calls";
import { RunFault } from "../../_run/run-fault";
import { RunLog } from "../../_run/run-log";
import { loadFunction } from "../../load";
import { CodeLines } from "./code-lines";
import { RunActions } from "./run-actions";
import { RunFacts } from "./run-facts";

export const metadata: Metadata = { title: "Run" };

export default async function RunPage({ params }: { params: Promise<{ functionId: string; runId: string }> }) {
  const { functionId, runId } = await params;
  const { ctx } = await loadFunction(functionId);
  const run = await getRun(ctx, runId).catch(missing);
  if (run.functionId !== functionId) notFound();
  const { timezone: zone, revision } = ctx.account.organisation;
  const { tone, word } = runWords[run.state];
  const isOver = run.state !== "waiting" && run.state !== "running";
  const dry = run.calls.filter(({ isDry }) => isDry);
  const made = run.calls.filter(({ isDry }) => !isDry);
  return (
    <div className="grid gap-8">
      {isOver ? null : <Live topics={[`runs:${run.id}`]} since={revision} />}
      <div className="grid gap-3">
        <Link href={`/organisation/api/advanced/${functionId}/runs`} className="flex items-center gap-1.5 justify-self-start rounded-sm text-sm text-muted-foreground underline-offset-4 hover:text-foreground hover:underline">
          <ArrowLeft aria-hidden className="size-4" />
          All runs
        </Link>
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <h2 className="text-xl">
              Run of <Time at={run.startedAt ?? run.at} zone={zone} show="second" />
            </h2>
            <span role="status" className="flex flex-wrap items-center gap-2 text-sm">
              <Badge tone={tone}>{run.isCancelling && !isOver ? "Stopping" : word}</Badge>
              {run.isDryRun ? <span className="text-muted-foreground">Dry run: nothing was written</span> : null}
            </span>
          </div>
          {allows(ctx.account.permissions, "functions:write") ? <RunActions functionId={functionId} runId={run.id} isOver={isOver} isCancelling={run.isCancelling} hasEvent={run.eventText !== null} /> : null}
        </div>
      </div>
      {run.error ? (
        <Part title="Error">
          <div className="grid gap-3">
            <RunFault error={run.error} />
            {run.error.line === undefined ? null : <CodeLines code={run.code} line={run.error.line} />}
          </div>
        </Part>
      ) : null}
      <RunFacts run={run} zone={zone} />
      <Part title="Log">
        <Card className="max-h-[40rem] overflow-auto px-4 py-3" tabIndex={0} role="group" aria-label="What it wrote">
          {run.log.length > 0 ? <RunLog log={run.log} isTruncated={run.isLogTruncated} /> : <Nothing>{isOver ? "It wrote nothing." : "It has written nothing yet."}</Nothing>}
        </Card>
      </Part>
      {run.isDryRun ? (
        <Part title="Would write">
          {dry.length > 0 ? <DryCalls calls={dry} /> : <Nothing>{isOver ? "It would write nothing." : "Nothing so far."}</Nothing>}
        </Part>
      ) : null}
      <Part title="Calls">
        <Card className="px-4 py-3">{made.length > 0 ? <MadeCalls calls={made} /> : <Nothing>{isOver ? "It asked neither the API nor another service." : "It has asked nobody yet."}</Nothing>}</Card>
      </Part>
      <div className="grid gap-8 lg:grid-cols-2 lg:gap-6">
        <Part title="Input">{run.eventText === null ? <Nothing>It cannot be read any more.</Nothing> : <JsonBlock title="The event it was given" text={run.eventText} />}</Part>
        {run.error ? null : (
          <Part title="Result">{run.resultText === null ? <Nothing>{isOver ? "There is none." : "There is none yet."}</Nothing> : <JsonBlock title="What it returned" text={run.resultText} />}</Part>
        )}
      </div>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid min-w-0 content-start gap-3">
      <h3 className="text-lg">{title}</h3>
      {children}
    </section>
  );
}

function Nothing({ children }: { children: string }) {
  return <p className="text-sm text-muted-foreground">{children}</p>;
}
