import { Activity, SearchX } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { EmptyState } from "@/components/empty-state";
import { Button } from "@/components/ui/button";
import { runtime } from "@/lib/core/runtime";
import { listRuns } from "@/lib/functions/runs";
import { loadFunction } from "../../load";
import { cursorText, runFilter, runQuery } from "../run-query";
import { RunFilters } from "./run-filters";
import { RunTable } from "./run-table";

export const metadata: Metadata = { title: "Runs" };

type RunsPageProps = { params: Promise<{ functionId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function RunsPage({ params, searchParams }: RunsPageProps) {
  const { ctx, details } = await loadFunction((await params).functionId);
  const zone = ctx.account.organisation.timezone;
  const query = runQuery(await searchParams);
  const { runs, next } = await listRuns(ctx, { functionId: details.id, ...runFilter(query, zone) });
  const address = `/organisation/api/advanced/${details.id}/runs`;
  const { before, ...filters } = query;
  const wanted = Object.entries(filters).filter(([, value]) => value !== "");
  const isEmpty = runs.length === 0 && wanted.length === 0 && before === "";
  return (
    <>
      {isEmpty ? (
        <EmptyState
          Icon={Activity}
          title="It has not run yet"
          text={details.kind === "task" ? "Every run appears here with its log: those of the schedule once the function is published, and those you start with Run now." : "Every call appears here with its log once the function is published, and so does what you start with Run now."}
        >
          <Button asChild variant="outline" size="sm">
            <Link href={`/organisation/api/advanced/${details.id}`}>Open the code</Link>
          </Button>
        </EmptyState>
      ) : (
        <>
          <RunFilters address={address} query={query} />
          {runs.length > 0 ? (
            <RunTable address={address} runs={runs} zone={zone} />
          ) : (
            <EmptyState Icon={SearchX} title="No run matches" text="There is none with this outcome and at this time.">
              <Button asChild variant="outline" size="sm">
                <Link href={address}>Show all runs</Link>
              </Button>
            </EmptyState>
          )}
          <nav aria-label="Pages" className="mt-4 flex flex-wrap gap-3 empty:hidden">
            {before ? (
              <Button asChild variant="outline" size="sm">
                <Link href={`${address}?${new URLSearchParams(wanted).toString()}`}>Newest</Link>
              </Button>
            ) : null}
            {next ? (
              <Button asChild variant="outline" size="sm">
                <Link href={`${address}?${new URLSearchParams([...wanted, ["before", cursorText(next)]]).toString()}`}>Older</Link>
              </Button>
            ) : null}
          </nav>
          <p className="mt-3 text-xs text-muted-foreground">Runs are kept for {runtime().settings.runsKeptDays} days.</p>
        </>
      )}
    </>
  );
}
