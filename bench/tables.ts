import type { Context } from "@/lib/core/context";
import { readSettings } from "@/lib/core/env.mjs";
import { startRuntime } from "@/lib/core/runtime";
import { browseVisitors, countVisitors, type VisitorOrder } from "@/lib/visitors/browse";
import { visitorFilter } from "@/lib/visitors/filter";
import { fillEvent } from "@/prisma/seed/fill-event";
import type { BenchStage } from "./stage";

/** The table of visitors over 100,000: what the page waits for (its rows), and the counts that follow them. */
export async function benchTables({ client, databaseUrl, organisationId }: Pick<BenchStage, "client" | "databaseUrl" | "organisationId">): Promise<void> {
  const eventId = await fillEvent(client, { visitors: 100_000, now: new Date() });
  await client.query("VACUUM ANALYZE");
  const { stop } = startRuntime(readSettings({ DATABASE_URL: databaseUrl, VISIT_SECRET: "0".repeat(64) }));
  try {
    await measureTables({ organisationId, actor: { kind: "system" }, events: { kind: "all" }, now: new Date() }, eventId);
  } finally {
    await stop();
  }
}

export async function measureTables(ctx: Context, eventId: string): Promise<void> {
  console.log("\nTable of 100,000 visitors, ms on the server: rows (50, p50 and p95 of 20), counts (p50, p95), matching");
  let worst = 0;
  for (const { what, address, by, isDescending = false } of views) {
    const filter = visitorFilter(new URLSearchParams(address));
    const order: VisitorOrder = { by, isDescending };
    const rows = await timed(() => browseVisitors(ctx, { eventId, filter, order }));
    const counts = await timed(() => countVisitors(ctx, { eventId, filter }));
    worst = Math.max(worst, rows.p95);
    console.log(`  ${what.padEnd(34)}${shown(rows)}   ${shown(counts)}   ${counts.last.matching.toLocaleString("en-GB")}`);
  }
  let cursor = (await browseVisitors(ctx, { eventId, filter: visitorFilter(new URLSearchParams()), order: { by: "name", isDescending: true } })).next;
  const last = await timed(async () => {
    const page = await browseVisitors(ctx, { eventId, filter: visitorFilter(new URLSearchParams()), order: { by: "name", isDescending: true }, cursor });
    cursor = page.next ?? cursor;
    return page;
  });
  worst = Math.max(worst, last.p95);
  console.log(`  ${"page after page".padEnd(34)}${shown(last)}`);
  console.log(`  slowest p95 of a page's rows: ${worst.toFixed(1)} ms   goal 200: ${worst <= 200 ? "reached" : "missed"}`);
}

type Timed<T> = { p50: number; p95: number; last: T };

async function timed<T>(work: () => Promise<T>): Promise<Timed<T>> {
  let last = await work();
  const times: number[] = [];
  for (let round = 0; round < 20; round++) {
    const started = performance.now();
    last = await work();
    times.push(performance.now() - started);
  }
  times.sort((left, right) => left - right);
  return { p50: times[10] ?? 0, p95: times[18] ?? 0, last };
}

function shown({ p50, p95 }: Timed<unknown>): string {
  return `${p50.toFixed(1).padStart(7)} ${p95.toFixed(1).padStart(7)}`;
}

const views: readonly { what: string; address: string; by: VisitorOrder["by"]; isDescending?: boolean }[] = [
  { what: "first page, by name", address: "", by: "name" },
  { what: "first page, by company", address: "", by: "company" },
  { what: "registered last", address: "", by: "registered", isDescending: true },
  { what: "changed last", address: "", by: "changed", isDescending: true },
  { what: "search: one letter", address: "q=j", by: "name" },
  { what: "search: a common name", address: "q=jansen", by: "name" },
  { what: "search: two words", address: "q=anna+jan", by: "registered", isDescending: true },
  { what: "search: everybody", address: "q=example", by: "name" },
  { what: "search: nobody", address: "q=xqzzy", by: "name" },
  { what: "search: a common name, by company", address: "q=jansen", by: "company" },
  { what: "state: on hold", address: "state=hold", by: "name" },
  { what: "who came, registered last", address: "attendance=show", by: "registered", isDescending: true },
  { what: "a tag nobody has", address: "tag=none", by: "name" },
];
