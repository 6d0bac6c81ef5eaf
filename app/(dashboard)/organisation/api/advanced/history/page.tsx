import { History, SearchX } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { requireContext } from "@/app/session";
import { EmptyState } from "@/components/empty-state";
import { Live } from "@/components/live";
import { PageHeader } from "@/components/page-header";
import { TimesNote } from "@/components/time";
import { Button } from "@/components/ui/button";
import { listHistory } from "@/lib/functions/audit";
import { ActionFilter } from "./action-filter";
import { historyFilter } from "./history-query";
import { HistoryTable } from "./history-table";

export const metadata: Metadata = { title: "History of the functions" };

const address = "/organisation/api/advanced/history";

export default async function HistoryPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const ctx = await requireContext("functions:read");
  const { timezone: zone, revision } = ctx.account.organisation;
  const filter = historyFilter(await searchParams);
  const { action, before } = filter;
  const { rows, next } = await listHistory(ctx, filter);
  const page = (more: Record<string, string>) => `${address}?${new URLSearchParams({ ...(action && { action }), ...more }).toString()}`;
  return (
    <>
      <Live topics={["functions:*"]} since={revision} />
      <PageHeader title="History" trail={[{ label: "Advanced API", href: "/organisation/api/advanced" }]} text="Who made, changed, published and deleted functions, and looked at what they remember. What was done to a function that is gone stays here." />
      {rows.length === 0 && !action && !before ? (
        <EmptyState Icon={History} title="Nothing was done yet" text="Whatever is done to a function of this organisation is noted here, with who did it." />
      ) : (
        <>
          <ActionFilter address={address} action={action} />
          {rows.length > 0 ? (
            <HistoryTable rows={rows} zone={zone} />
          ) : (
            <EmptyState Icon={SearchX} title="Nothing of that kind" text="It was not done to any function.">
              <Button asChild variant="outline" size="sm">
                <Link href={address}>Show everything</Link>
              </Button>
            </EmptyState>
          )}
          <nav aria-label="Pages" className="mt-4 flex flex-wrap gap-3 empty:hidden">
            {before ? (
              <Button asChild variant="outline" size="sm">
                <Link href={page({})}>Newest</Link>
              </Button>
            ) : null}
            {next ? (
              <Button asChild variant="outline" size="sm">
                <Link href={page({ before: next })}>Older</Link>
              </Button>
            ) : null}
          </nav>
          <TimesNote zone={zone} at={ctx.now} />
        </>
      )}
    </>
  );
}
