import { parseArgs } from "node:util";
import pg from "pg";
import { readSettings } from "@/lib/core/env.mjs";
import { fillDemo } from "./fill-demo";
import { fillEvent } from "./fill-event";

/**
 * `npm run demo`, and the start's first fill. Prints one line of JSON with the credentials, or `{"skipped":true}`.
 * With `--visitors N` also an event of N visitors, its rate on stderr.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { visitors: { type: "string" } } });
  const visitors = values.visitors === undefined ? 0 : Number(values.visitors);
  if (!Number.isSafeInteger(visitors) || visitors < 0) throw new Error(`--visitors must be a whole number, got ${values.visitors}.`);
  const settings = readSettings(process.env);
  const client = new pg.Client({ connectionString: settings.databaseUrl, application_name: "visit demo" });
  await client.connect();
  try {
    const now = new Date();
    const credentials = await fillDemo(client, { email: settings.demoEmail, password: settings.demoPassword || undefined, apiKey: settings.demoApiKey || undefined, now });
    console.log(JSON.stringify(credentials ?? { skipped: true }));
    if (visitors > 0) await fillAndReport(client, visitors, now);
  } finally {
    await client.end();
  }
}

async function fillAndReport(client: pg.Client, visitors: number, now: Date): Promise<void> {
  const started = performance.now();
  const rate = (done: number) => Math.round((done / (performance.now() - started)) * 1000).toLocaleString("en");
  let next = 0;
  const eventId = await fillEvent(client, {
    visitors,
    now,
    onBatch: (done) => {
      if (done < next) return;
      next = done + 50_000;
      console.error(`${done.toLocaleString("en")} visitors, ${rate(done)} a second`);
    },
  });
  console.error(`Event ${eventId}: ${visitors.toLocaleString("en")} visitors in ${((performance.now() - started) / 1000).toFixed(1)} s, ${rate(visitors)} a second.`);
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
