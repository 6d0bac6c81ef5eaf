import pg from "pg";
import { newSecret } from "@/lib/api-keys/secret";
import { apiKeyRows } from "@/prisma/seed/api-key";
import { copyRows } from "@/prisma/seed/copy";
import { copyFairs } from "@/prisma/seed/fill-demo";
import { Random } from "@/prisma/seed/random";
import { writeBulk } from "@/prisma/seed/write-bulk";
import { ownDatabase } from "@/test/database";
import { ServerProcess } from "./server-process";

/** An organisation of a proof, with a key that may do everything, and the running one of its three events. */
export type Troupe = { organisationId: string; key: string; eventId: string; authorization: string };

/** A database and a server of its own. */
export type Stage = { url: string; client: pg.Client; server: ServerProcess; close: () => Promise<void> };

export async function openStage(): Promise<Stage> {
  const { url, drop } = await ownDatabase("migrated");
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const server = await ServerProcess.start(url);
  const close = async () => {
    await server.stop();
    await client.end();
    await drop();
  };
  return { url, client, server, close };
}

/** @param seed  other seeds, other ids */
export async function foundTroupe(client: pg.Client, seed: string, visitors = 0): Promise<Troupe> {
  const random = new Random(seed);
  const organisationId = random.id();
  const keyId = random.id();
  const key = newSecret();
  const limits = { parallel: 200, queued: 2000 }; // the proofs are about other limits than these
  await writeBulk(client, organisationId, async () => {
    await copyRows(client, "organisation", [{ id: organisationId, name: `Troupe ${seed}` }]);
    for (const [table, rows] of apiKeyRows(keyId, organisationId, key, { limits })) await copyRows(client, table, rows);
    await copyFairs(client, random, organisationId, visitors, new Date());
  });
  const { rows } = await client.query<{ id: string }>(`SELECT id FROM event WHERE "organisationId" = $1 ORDER BY start`, [organisationId]);
  return { organisationId, key, eventId: rows[1]?.id ?? "", authorization: `Basic ${Buffer.from(`${key}:`).toString("base64")}` };
}
