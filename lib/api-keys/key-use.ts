import type { KeyRecord } from "@/lib/api-keys/decide";
import type { Database } from "@/lib/core/db";
import { part } from "@/lib/core/runtime";

type Use = { keyId: string; hash: string; address: string; at: Date };

/** Remembers when each key was used, from where and with which of its secrets, and writes it down every few seconds in one statement. */
export class KeyUse {
  #uses = new Map<string, Use>();
  #timer: NodeJS.Timeout | undefined;
  constructor(private readonly database: Pick<Database, "query">) {}

  note(key: Pick<KeyRecord, "id" | "secret">, at: Date, address: string | undefined): void {
    const use = { keyId: key.id, hash: key.secret?.hash ?? "", address: address ?? "", at };
    const name = `${use.keyId} ${use.hash} ${use.address}`;
    this.#uses.delete(name); // so that the one longest unused stands first
    this.#uses.set(name, use);
    const [oldest] = this.#uses.keys();
    if (this.#uses.size > mostUses && oldest !== undefined) this.#uses.delete(oldest);
    this.#timer ??= setTimeout(() => void this.flush().catch(() => undefined), intervalMs).unref(); // what one flush cannot write is not worth failing for
  }

  /** @throws unavailable when the database cannot be reached; the uses are then tried again with the next flush */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const uses = this.#uses;
    if (uses.size === 0) return;
    this.#uses = new Map();
    try {
      await this.database.query("note key use", text, [JSON.stringify([...uses.values()])]);
    } catch (error) {
      this.#uses = new Map([...uses, ...this.#uses]);
      throw error;
    }
  }

  async stop(): Promise<void> {
    await this.flush().catch(() => undefined); // stopping does not wait for a database that is gone
  }
}

export const keyUse = part("key use", ({ database }) => new KeyUse(database));

const intervalMs = 3000;
/** Between two flushes, or while the database is away. */
const mostUses = 10_000;
/**
 * Rows are locked in the order of their ids, so that two processes never wait for each other crosswise; whoever holds a key's row
 * writes its addresses. Of a key those of 30 days are kept, the latest 500.
 */
const text = `
  WITH use AS (SELECT * FROM json_to_recordset($1) AS u("keyId" text, hash text, address text, at timestamptz)),
       held AS (SELECT k.id FROM api_key k WHERE k.id IN (SELECT "keyId" FROM use) ORDER BY k.id FOR NO KEY UPDATE OF k),
       latest AS (SELECT DISTINCT ON ("keyId") "keyId", at, address FROM use JOIN held ON held.id = "keyId" ORDER BY "keyId", at DESC),
       used AS (UPDATE api_key k SET "lastUsedAt" = latest.at, "lastUsedAddress" = nullif(latest.address, '')
                  FROM latest WHERE k.id = latest."keyId" AND (k."lastUsedAt" IS NULL OR k."lastUsedAt" < latest.at)),
       seen AS (INSERT INTO api_key_address ("apiKeyId", "secretHash", address, "lastSeenAt")
                SELECT "keyId", hash, address, at FROM use JOIN held ON held.id = "keyId" WHERE address <> '' AND hash <> ''
                ON CONFLICT ("apiKeyId", "secretHash", address) DO UPDATE SET "lastSeenAt" = excluded."lastSeenAt" WHERE api_key_address."lastSeenAt" < excluded."lastSeenAt")
  DELETE FROM api_key_address a
   USING (SELECT "apiKeyId", "secretHash", address, "lastSeenAt", row_number() OVER (PARTITION BY "apiKeyId" ORDER BY "lastSeenAt" DESC) AS place
            FROM api_key_address WHERE "apiKeyId" IN (SELECT id FROM held)) stale
   WHERE (a."apiKeyId", a."secretHash", a.address) = (stale."apiKeyId", stale."secretHash", stale.address) AND a."lastSeenAt" = stale."lastSeenAt"
     AND (stale.place > 500 OR stale."lastSeenAt" < now() - interval '30 days')
     AND NOT EXISTS (SELECT FROM use WHERE use."keyId" = a."apiKeyId" AND use.hash = a."secretHash" AND use.address = a.address)`;
