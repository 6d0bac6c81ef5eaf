import { KeyRound, SearchX } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { requireContext } from "@/app/session";
import { EmptyState } from "@/components/empty-state";
import { PageHeader } from "@/components/page-header";
import { formatTime, zoneName } from "@/components/time";
import { Button } from "@/components/ui/button";
import { allows } from "@/lib/accounts/permissions";
import { hasKeys, type KeyState, listKeys } from "@/lib/api-keys/verbs";
import { readKeyLines } from "@/lib/statistics/verbs";
import { KeyFilters } from "./key-filters";
import { KeyTable } from "./key-table";
import { linesAddress, linesSince } from "./key-lines";

export const metadata: Metadata = { title: "API keys" };

type Query = { q?: string | string[]; state?: string | string[] };

export default async function KeysPage({ searchParams }: { searchParams: Promise<Query> }) {
  const ctx = await requireContext("userAccountManagement:read");
  const query = await searchParams;
  const search = typeof query.q === "string" ? query.q.slice(0, 200) : "";
  const state = states.find((known) => known === query.state);
  const [{ keys, isCut }, lines] = await Promise.all([listKeys(ctx, { search, state }), readKeyLines(ctx)]);
  const isEmpty = keys.length === 0 && search === "" && !state && !(await hasKeys(ctx));
  const { timezone } = ctx.account.organisation;
  const since = linesSince(ctx.now);
  const add = allows(ctx.account.permissions, "userAccountManagement:write") ? (
    <Button asChild>
      <Link href="/organisation/api/keys/new">+ Add</Link>
    </Button>
  ) : null;
  return (
    <>
      <PageHeader title="API keys" trail={[]} text="With a key, a program reads and writes this organisation’s events, visitors and partners." actions={isEmpty ? null : add} />
      {isEmpty ? (
        <EmptyState Icon={KeyRound} title="No API keys yet" text="A key lets a program act for this organisation: a CRM that fetches visitors, a ticket shop that registers them, a script of your own. Give every program a key of its own, so that each can be limited, followed and stopped by itself.">
          {add}
        </EmptyState>
      ) : (
        <>
          <KeyFilters search={search} state={state ?? ""} />
          {keys.length > 0 ? (
            <KeyTable keys={keys} lines={lines} toStatistics={allows(ctx.account.permissions, "organisation:read") ? (keyId) => linesAddress(keyId, since, timezone) : undefined} zone={timezone} />
          ) : (
            <EmptyState Icon={SearchX} title="No key matches" text="Nothing is found with this search and state.">
              <Button asChild variant="outline" size="sm">
                <Link href="/organisation/api/keys">Show all keys</Link>
              </Button>
            </EmptyState>
          )}
          {keys.length > 0 ? (
            <p className="mt-3 text-xs text-muted-foreground">
              Times are in {zoneName(timezone, ctx.now)}. The last 24 hours are whole ones: they began on {formatTime(since, timezone)}.{isCut ? " Only the newest 500 keys are shown; search to find others." : ""}
            </p>
          ) : null}
        </>
      )}
    </>
  );
}

const states: readonly KeyState[] = ["Active", "Disabled", "Expired"];
