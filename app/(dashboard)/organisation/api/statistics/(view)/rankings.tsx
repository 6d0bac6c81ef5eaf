import Link from "next/link";
import type { ReactNode } from "react";
import { figure } from "@/components/chart/stacked-chart-parts";
import { Card } from "@/components/ui/card";
import { Table, TableCell, TableHead } from "@/components/ui/table";
import type { KeyFigures, OperationFigures, Totals } from "@/lib/statistics/schema";
import { percentileWords, rate } from "../words";
import { moreKeysWords } from "./more-words";

/** The slowest operations first. @param summaries  what each does */
export function Operations({ operations, summaries, toAddress, csv }: { operations: readonly OperationFigures[]; summaries: ReadonlyMap<string, string>; toAddress: (operation: string) => string; csv: ReactNode }) {
  return (
    <Part title="Slowest operations" text="By p95: of twenty calls, nineteen took no longer. Percentiles are good to about a tenth." csv={csv}>
      <Table label="Slowest operations">
        <thead>
          <tr>
            <TableHead>Operation</TableHead>
            <NumberHead>Calls</NumberHead>
            <NumberHead className={wide}>Error rate</NumberHead>
            <NumberHead className={wide}>p50</NumberHead>
            <NumberHead>p95</NumberHead>
            <NumberHead className={wide}>p99</NumberHead>
          </tr>
        </thead>
        <tbody>
          {operations.slice(0, most).map((row) => (
            <tr key={row.operation} className="hover:bg-muted/50">
              <TableCell className="max-w-72 py-2">
                <Link href={toAddress(row.operation)} prefetch={false} scroll={false} className="rounded-sm font-mono text-xs [overflow-wrap:anywhere] underline-offset-4 hover:underline">
                  <OperationName id={row.operation} />
                </Link>
                {summaries.has(row.operation) ? <span className="block text-xs text-muted-foreground max-sm:hidden">{summaries.get(row.operation)}</span> : null}
              </TableCell>
              <NumberCell>{figure(row.calls)}</NumberCell>
              <NumberCell className={wide}>{rate(row.errorRate)}</NumberCell>
              <NumberCell className={wide}>{percentileWords(row.p50Ms)}</NumberCell>
              <NumberCell className="font-medium">{percentileWords(row.p95Ms)}</NumberCell>
              <NumberCell className={wide}>{percentileWords(row.p99Ms)}</NumberCell>
            </tr>
          ))}
        </tbody>
      </Table>
      <Note>{operations.length > most ? `And ${figure(operations.length - most)} more; all are in the CSV.` : ""}</Note>
    </Part>
  );
}

type KeysProps = {
  keys: readonly KeyFigures[];
  totals: Totals;
  /** the key's own page, where it may be looked at */
  toKey: (keyId: string) => string | undefined;
  /** its errors in the request log */
  toErrors: (keyId: string) => string;
  /** the log shows just those that are counted here */
  isExact: boolean;
  csv: ReactNode;
};

/** Those with the most calls first. */
export function Keys({ keys, totals, toKey, toErrors, isExact, csv }: KeysProps) {
  return (
    <Part title="Top keys" text={`Those with the most calls. A number of errors leads to ${isExact ? "its rows in the request log." : "all errors of the key and the span in the request log, of whatever type."}`} csv={csv}>
      <Table label="Top keys">
        <thead>
          <tr>
            <TableHead>API key</TableHead>
            <NumberHead>Calls</NumberHead>
            <NumberHead className={wide}>Share</NumberHead>
            <NumberHead>Errors</NumberHead>
            <NumberHead className={wide}>p95</NumberHead>
          </tr>
        </thead>
        <tbody>
          {keys.slice(0, most).map((row) => {
            const href = row.keyId === null ? undefined : toKey(row.keyId);
            return (
              <tr key={row.keyId ?? ""} className="hover:bg-muted/50">
                <TableCell className="max-w-72 py-2 [overflow-wrap:anywhere]">
                  {href ? (
                    <Link href={href} prefetch={false} title={row.label} className="line-clamp-2 rounded-sm underline-offset-4 hover:underline">
                      {row.label}
                    </Link>
                  ) : (
                    <span title={row.label} className={row.keyId === null ? "text-muted-foreground" : "line-clamp-2"}>{row.label}</span>
                  )}
                </TableCell>
                <NumberCell>{figure(row.calls)}</NumberCell>
                <NumberCell className={wide}>{rate(totals.calls === 0 ? 0 : row.calls / totals.calls)}</NumberCell>
                <NumberCell>
                  {row.errors > 0 && row.keyId !== null ? (
                    <Link href={toErrors(row.keyId)} prefetch={false} className="rounded-sm underline decoration-border-strong underline-offset-4 hover:decoration-current">
                      {figure(row.errors)}
                    </Link>
                  ) : (
                    figure(row.errors)
                  )}
                </NumberCell>
                <NumberCell className={wide}>{percentileWords(row.p95Ms)}</NumberCell>
              </tr>
            );
          })}
        </tbody>
      </Table>
      <Note>{moreKeysWords(keys.length, most)}</Note>
    </Part>
  );
}

/** Breaks behind its dot, where it must. */
function OperationName({ id }: { id: string }) {
  const [resource = "", ...verb] = id.split(".");
  return verb.length === 0 ? (
    resource
  ) : (
    <>
      {resource}.<wbr />
      {verb.join(".")}
    </>
  );
}

function Part({ title, text, csv, children }: { title: string; text: string; csv: ReactNode; children: ReactNode }) {
  return (
    <Card className="grid min-w-0 content-start gap-4 p-4 sm:p-6">
      <div className="flex items-start justify-between gap-4">
        <div>
          <h2 className="text-lg">{title}</h2>
          <p className="text-xs text-muted-foreground">{text}</p>
        </div>
        {csv}
      </div>
      {children}
    </Card>
  );
}

function Note({ children }: { children: string }) {
  return <p className="text-xs text-muted-foreground empty:hidden">{children}</p>;
}

function NumberHead({ className = "", children }: { className?: string; children: ReactNode }) {
  return <TableHead className={`text-right whitespace-nowrap ${className}`}>{children}</TableHead>;
}

function NumberCell({ className = "", children }: { className?: string; children: ReactNode }) {
  return <TableCell className={`py-2 text-right whitespace-nowrap tabular-nums ${className}`}>{children}</TableCell>;
}

const wide = "max-sm:hidden";
const most = 10;
