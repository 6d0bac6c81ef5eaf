import Link from "next/link";
import { Time } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import type { FunctionDetails } from "@/lib/functions/schema";
import { durationWords, kindWords, scheduleWords } from "../function-words";
import { runWords } from "../run-words";
import { StateBadge } from "../state-badge";

/** What kind of function it is, whether anything of it runs, how it last went, and when it runs next. */
export function FunctionState({ details, zone }: { details: FunctionDetails; zone: string }) {
  const { kind, state, publishedVersion, failuresInRow } = details;
  return (
    <>
      <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <StateBadge state={state} publishedVersion={publishedVersion} />
        <span>{kindWords[kind]}</span>
        {publishedVersion === null ? null : <span>Version {publishedVersion} {state === "active" ? "runs" : "is published"}</span>}
        {failuresInRow > 1 ? <span className="font-medium text-destructive">Failed {failuresInRow} times in a row</span> : null}
      </span>
      <span className="mt-2 flex flex-wrap items-center gap-x-6 gap-y-1">
        <LastRun details={details} zone={zone} />
        <NextRun details={details} zone={zone} />
      </span>
    </>
  );
}

function LastRun({ details: { id, lastRun }, zone }: { details: FunctionDetails; zone: string }) {
  if (!lastRun) return <span>Never run</span>;
  const { tone, word } = runWords[lastRun.state];
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      Last run
      <Link href={`/organisation/api/advanced/${id}/runs/${lastRun.id}`} className="rounded-full underline-offset-4 hover:underline">
        <Badge tone={tone}>{word}</Badge>
      </Link>
      <span>
        <Time at={lastRun.startedAt ?? lastRun.at} zone={zone} />
        {lastRun.wallMs === null ? null : ` · ${durationWords(lastRun.wallMs)}`}
      </span>
    </span>
  );
}

function NextRun({ details: { schedule, nextRunAt }, zone }: { details: FunctionDetails; zone: string }) {
  if (!schedule || !nextRunAt) return null;
  return (
    <span>
      Next run <Time at={nextRunAt} zone={zone} /> · {scheduleWords(schedule)}
    </span>
  );
}
