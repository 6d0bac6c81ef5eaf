import type { Database } from "@/lib/core/db";
import { part } from "@/lib/core/runtime";

/** A request that a key was refused. `path` is below the API's base and without its query, which may hold what is nobody's business. */
export type KeyRefusal = { keyId: string; at: Date; address: string | undefined; method: string; path: string; reason: string };

/** Remembers why keys were refused, the last 50 of each, and writes it down every few seconds in one statement. */
export class KeyRefusals {
  #byKey = new Map<string, KeyRefusal[]>();
  #timer: NodeJS.Timeout | undefined;
  constructor(private readonly database: Pick<Database, "query">) {}

  note(refusal: KeyRefusal): void {
    const known = this.#byKey.get(refusal.keyId) ?? [];
    known.push({ ...refusal, method: refusal.method.slice(0, 20), path: refusal.path.slice(0, 300) });
    if (known.length > kept) known.shift();
    this.#byKey.set(refusal.keyId, known);
    this.#timer ??= setTimeout(() => void this.flush().catch(() => undefined), intervalMs).unref(); // nobody is waiting for it
  }

  /** @throws unavailable when the database cannot be reached; what was to be written is then lost, for an onslaught must not pile up here */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const refusals = [...this.#byKey.values()].flat();
    if (refusals.length === 0) return;
    this.#byKey = new Map();
    await this.database.query("note key refusals", insert, [JSON.stringify(refusals)]);
    await this.database.query("prune key refusals", prune, [[...new Set(refusals.map(({ keyId }) => keyId))], kept]);
  }

  async stop(): Promise<void> {
    await this.flush().catch(() => undefined); // stopping does not wait for a database that is gone
  }
}

export const keyRefusals = part("key refusals", ({ database }) => new KeyRefusals(database));

const intervalMs = 3000;
const kept = 50;
/** Of keys that are still there. */
const insert = `
  INSERT INTO api_key_refusal ("apiKeyId", at, address, method, path, reason)
  SELECT r."keyId", r.at, r.address, r.method, r.path, r.reason
    FROM json_to_recordset($1) AS r("keyId" text, at timestamptz, address text, method text, path text, reason text)
    JOIN api_key k ON k.id = r."keyId"
   ORDER BY r.at`;
const prune = `
  DELETE FROM api_key_refusal r
   USING unnest($1::text[]) AS key(id)
   WHERE r."apiKeyId" = key.id
     AND r.id <= (SELECT o.id FROM api_key_refusal o WHERE o."apiKeyId" = key.id ORDER BY o.id DESC OFFSET $2 LIMIT 1)`;
