import { Download } from "lucide-react";
import Link from "next/link";
import { cn } from "@/components/cn";
import { addressWith } from "@/components/data-table/address";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { operations } from "@/lib/api/registry";
import type { View } from "@/lib/statistics/question";
import { type Answer, Split } from "@/lib/statistics/schema";
import { beforeWords, columnsOf, resolutionWords, splitWords } from "../words";
import { CallsChart } from "./calls-chart";
import { EndpointCalls } from "./endpoint-calls";
import { Figures } from "./figures";
import { errorsAddress, pathAddress } from "./log-address";
import { narrowedAddress } from "./narrowed";
import { Keys, Operations } from "./rankings";
import { colourOf, filterOf } from "./series-look";
import { summaryOf } from "./summary";

type ShownProps = {
  answer: Answer;
  view: View;
  params: URLSearchParams;
  /** keys whose own page may be looked at */
  openKeys: ReadonlySet<string>;
  /** those that were called may be among them */
  endpoints: readonly { name: string; key: string; path: string }[];
};

/** The answer to what was asked: in figures, over time, by operation and by key. */
export function Shown({ answer, view, params, openKeys, endpoints }: ShownProps) {
  const { zone, resolution, split, buckets, totals } = answer;
  const columns = columnsOf(answer, view.isLive);
  const span = { ...answer, isLive: view.isLive };
  const toFunctions = answer.operations.find(({ operation }) => operation === endpointCalls);
  const narrowed = (...types: string[]) => narrowedAddress(params, types.map((value) => ({ name: "type", value }))); // prettier-ignore
  const exportAddress = (part: string) => `/organisation/api/statistics/export?${new URLSearchParams([...params, ["part", part]]).toString()}`;
  return (
    <div className="grid gap-4 [&>*]:min-w-0">
      <Figures totals={totals} before={answer.before} than={beforeWords[view.preset]} toFunctions={toFunctions} only={{ errors: narrowed("status:4xx", "status:5xx"), byFunctions: narrowed("origin:function"), toFunctions: narrowed(`operation:${endpointCalls}`) }} />
      <Card className="min-w-0 p-4 sm:p-6">
        <div className="mb-5 flex flex-wrap items-center gap-x-3 gap-y-3">
          <h2 className="mr-auto text-lg">Calls by {resolutionWords[resolution].toLowerCase()}</h2>
          <SplitLinks split={split} params={params} />
          <CsvLink href={exportAddress("time")} />
        </div>
        <CallsChart
          columnLabel={resolutionWords[resolution]}
          columns={columns.map((column, at) => ({ ...column, start: buckets[at]?.start ?? answer.from, end: buckets[at]?.end ?? answer.until }))}
          zone={zone}
          stacks={answer.series.map((series, at) => ({ id: series.id, label: series.label, values: series.calls, colour: colourOf(split, series, at), filter: filterOf(split, series) }))}
          summary={summaryOf(answer, columns)}
        />
      </Card>
      <div className="grid gap-4 2xl:grid-cols-2 [&>*]:min-w-0">
        <Operations
          operations={answer.operations}
          summaries={new Map(operations.map(({ id, summary }) => [id, summary]))}
          toAddress={(operation) => narrowed(`operation:${operation}`)}
          csv={<CsvLink href={exportAddress("operations")} />}
        />
        <Keys
          keys={answer.keys}
          totals={totals}
          toKey={(id) => (openKeys.has(id) ? `/organisation/api/keys/${id}` : undefined)}
          toErrors={(id) => errorsAddress(id, view.types, span)}
          isExact={view.types.every((type) => type.startsWith("status:"))}
          csv={<CsvLink href={exportAddress("keys")} />}
        />
      </div>
      {toFunctions && endpoints.length > 0 ? <EndpointCalls functions={endpoints.map(({ path, ...own }) => ({ ...own, href: pathAddress(path, span) }))} /> : null}
    </div>
  );
}

/** As which operation the calls of endpoint functions are counted, all together. */
export const endpointCalls = "functions.call";

/** By what the chart tells calls apart. */
function SplitLinks({ split, params }: { split: Split; params: URLSearchParams }) {
  return (
    <nav aria-label="Told apart by" className="flex gap-1 rounded-md bg-muted p-1 max-sm:order-last">
      {Split.options.map((option) => (
        <Link
          key={option}
          href={addressWith(params, { split: option })}
          prefetch={false}
          scroll={false}
          replace
          aria-current={option === split ? "true" : undefined}
          className={cn("rounded-sm px-3 py-1 text-xs font-medium whitespace-nowrap", option === split ? "bg-card text-foreground shadow-xs" : "text-muted-foreground hover:text-foreground")}
        >
          {splitWords[option]}
        </Link>
      ))}
    </nav>
  );
}

function CsvLink({ href }: { href: string }) {
  return (
    <Button asChild variant="ghost" size="sm">
      <a href={href} download>
        <Download aria-hidden />
        CSV
      </a>
    </Button>
  );
}
