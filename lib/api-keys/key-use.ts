import type { Database } from "@/lib/core/db";
import { part } from "@/lib/core/runtime";

type Use = { at: Date; address: string | undefined };

/** Remembers when each key was last used and from where, and writes it down every few seconds in one statement. */
export class KeyUse {
  #uses = new Map<string, Use>();
  #timer: NodeJS.Timeout | undefined;
  constructor(private readonly database: Pick<Database, "query">) {}

  note(keyId: string, at: Date, address: string | undefined): void {
    this.#uses.set(keyId, { at, address });
    this.#timer ??= setTimeout(() => void this.flush().catch(() => undefined), intervalMs).unref(); // what one flush cannot write is not worth failing for
  }

  /** @throws unavailable when the database cannot be reached; the uses are then tried again with the next flush */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const uses = this.#uses;
    if (uses.size === 0) return;
    this.#uses = new Map();
    const rows = [...uses].map(([id, { at, address }]) => ({ id, at: at.toISOString(), address: address ?? null }));
    try {
      await this.database.query("note key use", text, [JSON.stringify(rows)]);
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
/** Rows are locked in the order of their ids, so that two processes never wait for each other crosswise. */
const text = `
  WITH use AS (SELECT * FROM json_to_recordset($1) AS u(id text, at timestamptz, address text)),
       held AS (SELECT k.id FROM api_key k JOIN use USING (id) ORDER BY k.id FOR NO KEY UPDATE OF k)
  UPDATE api_key k SET "lastUsedAt" = use.at, "lastUsedAddress" = use.address
    FROM use JOIN held USING (id)
   WHERE k.id = use.id AND (k."lastUsedAt" IS NULL OR k."lastUsedAt" < use.at)`;
