import Link from "next/link";
import { Sparkline } from "@/components/chart/sparkline";
import { figure, sumOf } from "@/components/chart/stacked-chart-parts";
import { Time } from "@/components/time";
import { Table, TableCell, TableHead } from "@/components/ui/table";
import type { KeyRow } from "@/lib/api-keys/verbs";
import { keyName } from "@/lib/api-keys/key-name";
import { KeyStateBadge } from "../key-state-badge";
import { usedFrom } from "../used-from";

/** Columns a narrow screen leaves to the key's own page; the state is then below its name. */
const wide = "hidden md:table-cell";

type KeyTableProps = {
  keys: readonly KeyRow[];
  /** calls of the last 24 hours by key and hour, where there are any */
  lines: ReadonlyMap<string, readonly number[]>;
  /** where the same calls are counted, for who may look */
  toStatistics: ((keyId: string) => string) | undefined;
  zone: string;
};

export function KeyTable({ keys, lines, toStatistics, zone }: KeyTableProps) {
  return (
    <Table label="API keys" className="md:min-w-[56rem]">
      <thead>
        <tr>
          <TableHead>Comments and key</TableHead>
          <TableHead className={wide}>State</TableHead>
          <TableHead className={wide}>Events</TableHead>
          <TableHead className={wide}>Expires after</TableHead>
          <TableHead>Last used</TableHead>
          <TableHead className={`${wide} whitespace-nowrap`}>Last 24 hours</TableHead>
          <TableHead className={wide}>Made by</TableHead>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <tr key={key.id} className="hover:bg-muted/50">
            <TableCell className="max-w-72">
              <Link href={`/organisation/api/keys/${key.id}`} title={keyName(key)} className="line-clamp-2 rounded-sm font-medium [overflow-wrap:anywhere] underline-offset-4 hover:underline">
                {keyName(key)}
              </Link>
              <code className="mt-1 block font-mono text-xs whitespace-nowrap text-muted-foreground">
                {key.first}…{key.last}
              </code>
              <div className="mt-2 md:hidden">
                <KeyStateBadge state={key.state} />
              </div>
            </TableCell>
            <TableCell className={wide}>
              <KeyStateBadge state={key.state} />
            </TableCell>
            <TableCell className={`${wide} max-w-56`}>{eventsOf(key)}</TableCell>
            <TableCell className={`${wide} whitespace-nowrap`}>{key.expiresAt ? <Time at={key.expiresAt} zone={zone} /> : <None>never</None>}</TableCell>
            <TableCell className="md:whitespace-nowrap">
              {key.lastUsedAt ? (
                <>
                  <Time at={key.lastUsedAt} zone={zone} />
                  <span className="block text-xs text-muted-foreground">{usedFrom(key)}</span>
                </>
              ) : (
                <None>never</None>
              )}
            </TableCell>
            <TableCell className={`${wide} whitespace-nowrap`}>
              <Recent calls={lines.get(key.id)} href={toStatistics?.(key.id)} />
            </TableCell>
            <TableCell className={`${wide} whitespace-nowrap`}>
              {key.madeBy ?? <None>unknown</None>}
              <span className="block text-xs text-muted-foreground">
                <Time at={key.createdAt} zone={zone} show="day" />
              </span>
            </TableCell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Recent({ calls, href }: { calls: readonly number[] | undefined; href: string | undefined }) {
  const all = sumOf(calls ?? []);
  if (!calls || all === 0) return <None>no calls</None>;
  const words = `${figure(all)} ${all === 1 ? "call" : "calls"}`;
  return (
    <>
      <Sparkline values={calls} />
      <span className="text-xs text-muted-foreground tabular-nums">
        {href ? (
          <Link href={href} prefetch={false} className="rounded-sm underline decoration-border-strong underline-offset-4 hover:decoration-current">
            {words}
          </Link>
        ) : (
          words
        )}
      </span>
    </>
  );
}

function eventsOf({ events }: KeyRow) {
  if (events.kind === "all") return <None>all</None>;
  const [first, ...others] = events.names;
  if (first === undefined) return <span className="font-medium text-warning">none</span>;
  return <span className="line-clamp-2 min-w-32 [overflow-wrap:anywhere]">{others.length > 0 ? `${first} and ${others.length} more` : first}</span>;
}

function None({ children }: { children: string }) {
  return <span className="text-muted-foreground">{children}</span>;
}
