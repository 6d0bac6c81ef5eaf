import pg from "pg";
import { log } from "@/lib/core/log";

/** "Visit's jobs", for whoever looks into pg_locks. */
const lockId = 8_474_820;

/**
 * A lock on the whole database, held by a session of its own for as long as that lives. Whoever does not get it tries again every
 * second: of several processes one has it at any time, and a moment after it is gone another.
 */
export class WholeDatabaseLock {
  readonly #databaseUrl: string;
  readonly #on: { taken: () => Promise<void>; lost: () => Promise<void> };
  #client: pg.Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #seeking: Promise<void> = Promise.resolve();
  #isReleased = false;

  constructor(databaseUrl: string, on: { taken: () => Promise<void>; lost: () => Promise<void> }) {
    this.#databaseUrl = databaseUrl;
    this.#on = on;
  }

  /** Takes the lock, or begins to wait for it: also while the database is not there, and when `taken` failed, which gives it back. */
  seek(): Promise<void> {
    return (this.#seeking = this.#seek());
  }

  async #seek(): Promise<void> {
    const client = new pg.Client({ connectionString: this.#databaseUrl, application_name: "visit jobs lock", keepAlive: true, connectionTimeoutMillis: patienceMs });
    client.once("error", () => void this.#lose(client));
    try {
      await client.connect();
      const { rows } = await client.query<{ isOurs: boolean }>(`SELECT pg_try_advisory_lock($1) AS "isOurs"`, [lockId]);
      if (rows[0]?.isOurs && !this.#isReleased) {
        this.#client = client;
        return await this.#on.taken();
      }
    } catch (error) {
      log("warn", "background work waits for the database", { error: String(error) });
      if (this.#client === client) return this.#lose(client);
    }
    await client.end().catch(() => undefined); // it may never have come up
    this.#later();
  }

  async release(): Promise<void> {
    this.#isReleased = true;
    clearTimeout(this.#timer);
    await this.#seeking;
    await this.#client?.end();
    this.#client = undefined;
  }

  async #lose(client: pg.Client): Promise<void> {
    await client.end().catch(() => undefined); // it is gone
    if (this.#client !== client) return;
    this.#client = undefined;
    await this.#on.lost();
    this.#later();
  }

  #later(): void {
    if (this.#isReleased) return;
    this.#timer = setTimeout(() => void this.seek(), retryMs).unref();
  }
}

const retryMs = 1000;
const patienceMs = 5000;
