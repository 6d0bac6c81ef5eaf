import { Bell } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { requireContext, type WebContext } from "@/app/session";
import { type SearchParams, toParams } from "@/components/data-table/address";
import { TableBody } from "@/components/data-table/rows";
import { ActiveFilters } from "@/components/data-table/table-parts";
import { TableProvider } from "@/components/data-table/table-state";
import { Live } from "@/components/live";
import { PageHeader } from "@/components/page-header";
import { zoneName } from "@/components/time";
import { Button } from "@/components/ui/button";
import { allows } from "@/lib/accounts/permissions";
import { keyName } from "@/lib/api-keys/key-name";
import { listKeys } from "@/lib/api-keys/verbs";
import { ENDPOINT_MOUNT } from "@/lib/api/mounts";
import { operations } from "@/lib/api/registry";
import { listFunctions } from "@/lib/functions/verbs";
import { momentText, resolutionsFor, viewIn } from "@/lib/statistics/question";
import type { Answer } from "@/lib/statistics/schema";
import { keptDays, readStatistics, typeOptions } from "@/lib/statistics/verbs";
import { Faults } from "../faults";
import { Filters } from "./filters";
import { NoCalls } from "./no-calls";
import { endpointCalls, Shown } from "./shown";

export const metadata: Metadata = { title: "Statistics" };

export default async function StatisticsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireContext("organisation:read");
  const { permissions, organisation } = ctx.account;
  const { timezone: zone } = organisation;
  const params = toParams(await searchParams);
  const view = viewIn(params, zone, ctx.now, keptDays());
  const [answer, { keys }] = await Promise.all([readStatistics(ctx, view), listKeys(ctx, {})]);
  const endpoints = await endpointsOf(ctx, answer);
  const keyOptions = keys.map((key) => ({ value: key.id, label: keyName(key) }));
  const types = typeOptions(operations);
  const active = [
    ...view.types.map((value) => ({ name: "type", value, label: labelIn(types, value) })),
    ...view.keys.map((value) => ({ name: "key", value, label: `API key: ${keyOptions.find((key) => key.value === value)?.label ?? "a deleted one"}` })),
  ];
  return (
    <>
      {view.isLive ? <Live topics={["calls"]} since={organisation.revision} pauseMs={5000} everyMs={60_000} /> : null}
      <PageHeader title="Statistics" trail={[]} text={`What this organisation’s API was used for. Times are in ${zoneName(zone, ctx.now)}.`} actions={allows(permissions, "organisation:write") ? <AlertsLink /> : null} />
      <TableProvider filterKey="">
        <div className="grid gap-5 [&>*]:min-w-0">
          <Faults faults={view.faults} />
          <Filters
            preset={view.preset}
            from={momentText(zone, view.from)}
            until={momentText(zone, view.isLive ? answer.until : view.until)}
            isLive={view.isLive}
            resolution={answer.resolution}
            choices={resolutionsFor(view, ctx.now, keptDays())}
            types={types}
            keys={keyOptions}
          />
          <ActiveFilters active={active} params={params} names={["type", "key"]} />
          <TableBody>
            {answer.totals.calls === 0 ? (
              <NoCalls answer={answer} params={params} isFiltered={active.length > 0} />
            ) : (
              <Shown answer={answer} view={view} params={params} endpoints={endpoints} openKeys={allows(permissions, "userAccountManagement:read") ? new Set(keys.map(({ id }) => id)) : new Set()} />
            )}
          </TableBody>
        </div>
      </TableProvider>
    </>
  );
}

function AlertsLink() {
  return (
    <Button asChild variant="outline">
      <Link href="/organisation/api/statistics/alerts">
        <Bell aria-hidden />
        Alerts
      </Link>
    </Button>
  );
}

/** The endpoint functions, where some were called and whoever looks may see them. */
async function endpointsOf(ctx: WebContext, { operations: called }: Answer): Promise<{ name: string; key: string; path: string }[]> {
  if (!allows(ctx.account.permissions, "functions:read") || !called.some(({ operation }) => operation === endpointCalls)) return [];
  return (await listFunctions(ctx)).flatMap(({ name, key }) => (key === null ? [] : [{ name, key, path: `${ENDPOINT_MOUNT}/${ctx.organisationId}/${key}` }]));
}

function labelIn(types: ReturnType<typeof typeOptions>, value: string): string {
  const type = types.find((known) => known.value === value);
  return type ? `${type.group}: ${type.label}` : value;
}
