import { z } from "zod";
import type { KeyLimits, KeyRecord, Level } from "@/lib/api-keys/decide";
import { parseRange } from "@/lib/core/addresses";
import type { Database } from "@/lib/core/db";

/** What a key may do at once when nobody said otherwise. Source: contract, Limits. */
export const defaultLimits: KeyLimits = { parallel: 10, queued: 40, waiters: 2000 };

/** Reads a key by the hash of its secret, with the events it sees, in one statement. */
export async function readKey(database: Pick<Database, "query">, secretHash: string): Promise<KeyRecord | undefined> {
  const [row] = await database.query<Row>("api key", bySecret, [secretHash]);
  return row && recordOf(row);
}

/** The same for one who has no secret: a page that asks what a key may do. */
export async function readKeyById(database: Pick<Database, "query">, organisationId: string, keyId: string): Promise<KeyRecord | undefined> {
  const [row] = await database.query<Row>("api key by id", byId, [organisationId, keyId]);
  return row && recordOf(row);
}

/**
 * A key that a function may work with, as it does: wherever it runs is no address of the list, and its calls, which are counted and
 * limited by its run, leave the places of the key's other users alone. Source: contract, Limits.
 */
export async function readFunctionKey(database: Pick<Database, "query">, organisationId: string, keyId: string): Promise<KeyRecord | undefined> {
  const [row] = await database.query<Row>("api key of a function", byIdForFunctions, [organisationId, keyId]);
  if (!row) return undefined;
  const { addresses: _, limits, ...key } = recordOf(row);
  return { ...key, limits: { parallel: limits.parallel, queued: 1000, waiters: limits.waiters } };
}

function recordOf(row: Row): KeyRecord {
  return {
    id: row.id,
    organisationId: row.organisationId,
    state: row.state,
    ...(row.hash !== null && { secret: { hash: row.hash, ...(row.secretExpiresAt && { expiresAt: row.secretExpiresAt.getTime() }) } }),
    ...(row.expiresAt && { expiresAt: row.expiresAt.getTime() }),
    // A line that cannot be read allows nothing; the page that takes it in names it.
    ...(row.addressScope !== "any" && { addresses: row.addresses.flatMap((line) => parseRange(line) ?? []) }),
    rights: parseRights(row.rights),
    events: row.eventScope === "all" ? { kind: "all" } : { kind: "chosen", ids: row.events },
    visibleEvents: new Set(row.events),
    limits: { ...defaultLimits, ...parseLimits(row.limits) },
    ...(row.mayCallFunctions && { mayCallFunctions: true }),
  };
}

type Row = {
  hash: string | null;
  secretExpiresAt: Date | null;
  id: string;
  organisationId: string;
  state: "Active" | "Disabled";
  expiresAt: Date | null;
  addressScope: "any" | "listed";
  addresses: string[];
  eventScope: "all" | "chosen";
  rights: unknown;
  limits: unknown;
  events: string[];
  mayCallFunctions: boolean;
};

/** The rights column; what cannot be read gives nothing. */
export function parseRights(stored: unknown): Record<string, Level> {
  return Rights.parse(stored);
}

/** The limits column: what is set; what cannot be read is not. */
export function parseLimits(stored: unknown): Partial<KeyLimits> {
  return Limits.parse(stored);
}

const Rights = z.record(z.string(), z.enum(["none", "read", "write"]).catch("none")).catch({});
const count = z.int().min(0).optional().catch(undefined);
const Limits = z
  .object({ parallel: z.int().min(1).optional().catch(undefined), queued: count, perMinute: z.int().min(1).optional().catch(undefined), waiters: count })
  .transform((limits) => Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined)))
  .catch({});

const select = (secret: string) => `
  SELECT ${secret}, k.id, k."organisationId", k.state, k."expiresAt", k."addressScope", k.addresses, k."eventScope", k.rights, k.limits, k."mayCallFunctions",
         ARRAY(SELECT e.id FROM event e
                WHERE e."organisationId" = k."organisationId"
                  AND (k."eventScope" = 'all' OR EXISTS (SELECT FROM api_key_event s WHERE s."apiKeyId" = k.id AND s."eventId" = e.id))) AS events`;
const bySecret = `${select(`s.hash, s."expiresAt" AS "secretExpiresAt"`)}
    FROM api_key_secret s JOIN api_key k ON k.id = s."apiKeyId"
   WHERE s.hash = $1`;
const byId = `${select(`NULL AS hash, NULL::timestamptz AS "secretExpiresAt"`)}
    FROM api_key k
   WHERE k."organisationId" = $1 AND k.id = $2`;
const byIdForFunctions = `${byId} AND k."isUsableByFunctions"`;
