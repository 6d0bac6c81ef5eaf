import type { KeyRecord } from "@/lib/api-keys/decide";
import { readKey } from "@/lib/api-keys/read-key";
import { hashSecret, isWellFormed } from "@/lib/api-keys/secret";
import { part } from "@/lib/core/runtime";

type Read = (secretHash: string) => Promise<KeyRecord | undefined>;
type Entry = { startedAt: number; record: Promise<KeyRecord | undefined> };

/**
 * Keys by their secret, as the database had them at most half a second ago: the age counts from the start of the read, so that
 * what was disabled before a read began is never answered after its time. Requests share a running read, and unknown
 * secrets are remembered just as briefly.
 */
export class KeyCache {
  readonly #entries = new Map<string, Entry>();
  constructor(private readonly read: Read, private readonly clockMs: () => number = () => performance.now()) {}

  /** @throws unavailable when the database cannot be asked */
  find(secret: string): Promise<KeyRecord | undefined> {
    if (!isWellFormed(secret)) return unknown;
    const hash = hashSecret(secret);
    const entry = this.#entries.get(hash);
    return entry && this.clockMs() - entry.startedAt < maxAgeMs ? entry.record : this.#load(hash);
  }

  /** Reads again whatever is remembered: for an event that the remembered record does not know. */
  reread(secret: string): Promise<KeyRecord | undefined> {
    return this.#load(hashSecret(secret));
  }

  /** Whatever is remembered, however old, and without a look into the database: for whose a secret is, not for what it may do. */
  remembered(secret: string): Promise<KeyRecord | undefined> {
    return (isWellFormed(secret) && this.#entries.get(hashSecret(secret))?.record) || unknown;
  }

  #load(hash: string): Promise<KeyRecord | undefined> {
    const entry = { startedAt: this.clockMs(), record: this.read(hash) };
    this.#entries.delete(hash); // so that the oldest read stands first
    this.#entries.set(hash, entry);
    entry.record.catch(() => this.#entries.get(hash) === entry && this.#entries.delete(hash)); // a failure is not a fact about the key
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > maxEntries && oldest !== undefined) this.#entries.delete(oldest);
    return entry.record;
  }
}

export const keyCache = part("key cache", ({ database }) => new KeyCache((hash) => readKey(database, hash)));

const unknown: Promise<undefined> = Promise.resolve(undefined);
const maxAgeMs = 500;
const maxEntries = 10_000;
