import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { fillDemo } from "@/prisma/seed/fill-demo";
import { ServerProcess } from "@/proof/server-process";
import { migrate } from "@/scripts/lib/migrate.mjs";
import { freePort } from "@/scripts/lib/port.mjs";
import { startPostgres } from "@/scripts/lib/postgres.mjs";
import { root } from "@/scripts/lib/project.mjs";

/** Visit and the bare handler, each a process, on one database of their own with the demo's data. */
export type BenchStage = {
  databaseUrl: string;
  client: pg.Client;
  visit: ServerProcess;
  bareUrl: string;
  barePid: number;
  organisationId: string;
  eventId: string;
  visitorId: string;
  authorization: string;
};

/** Runs the work and takes everything down again, also after a failure. PostgreSQL runs with the settings of `npm start`. */
export async function onStage(work: (stage: BenchStage) => Promise<void>): Promise<void> {
  const undo: (() => unknown)[] = [];
  try {
    const database = await startPostgres(mkdtempSync(join(tmpdir(), "visit-bench-")));
    process.once("exit", database.destroy); // also after Ctrl-C; the other processes notice by themselves
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(1));
    await migrate(database.url, join(root, "prisma/migrations"));
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    undo.push(() => client.end());
    const credentials = await fillDemo(client, { email: "admin@demo.example", now: new Date() });
    await client.query("VACUUM ANALYZE");
    const { rows } = await client.query<{ organisationId: string; eventId: string; visitorId: string }>(
      `SELECT e."organisationId", e.id AS "eventId", (SELECT v.id FROM visitor v WHERE v."eventId" = e.id AND v."partnerId" IS NOT NULL ORDER BY revision LIMIT 1) AS "visitorId" FROM event e ORDER BY start OFFSET 1 LIMIT 1`,
    );
    const [ids] = rows;
    if (!ids || !credentials) throw new Error("The demo did not fill.");
    const visit = await ServerProcess.start(database.url);
    undo.push(() => visit.stop());
    const bare = await startBare(database.url, ids.organisationId, undo);
    await work({ databaseUrl: database.url, client, visit, bareUrl: bare.url, barePid: bare.pid, ...ids, authorization: `Basic ${Buffer.from(`${credentials.apiKey}:`).toString("base64")}` });
  } finally {
    for (const step of undo.reverse()) await step();
  }
}

async function startBare(databaseUrl: string, organisationId: string, undo: (() => unknown)[]): Promise<{ url: string; pid: number }> {
  const port = await freePort();
  const child = spawn(process.execPath, [join(root, "dist/bench/bare.js"), String(port), databaseUrl, organisationId], { stdio: ["ignore", "ignore", "inherit", "ipc"], env: { ...process.env, NODE_ENV: "production" } });
  undo.push(() => child.kill());
  const url = `http://127.0.0.1:${port}`;
  while (!(await fetch(url).then(() => true, () => false))) await sleep(20); // prettier-ignore
  return { url, pid: child.pid ?? 0 };
}
