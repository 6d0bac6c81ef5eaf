import type pg from "pg";

export const channel = "visit_feed";

/** organisation → its new horizon and the topics touched (`resource:event`, or `*` for more than fit a notification) */
export type Announcement = Record<string, { revision: string; topics: string[] }>;

/**
 * Tells every process what was committed. After the commit and on another connection, because NOTIFY inside a
 * transaction takes a lock that serialises the commits of all organisations; gathered over 5 ms, because a busy moment
 * needs one announcement, not hundreds. What gets lost here is found by the listeners' sweep.
 */
export class Announcer {
  #pending = new Map<string, { revision: bigint; topics: Set<string> }>();
  #timer: NodeJS.Timeout | undefined;
  constructor(private readonly pool: Pick<pg.Pool, "query">) {}

  say(organisationId: string, revision: bigint, topics: string[]): void {
    const known = this.#pending.get(organisationId) ?? { revision, topics: new Set<string>() };
    if (revision > known.revision) known.revision = revision;
    for (const topic of topics) known.topics.add(topic);
    this.#pending.set(organisationId, known);
    this.#timer ??= setTimeout(() => void this.#send(), 5);
  }

  async #send(): Promise<void> {
    const pending = this.#pending;
    this.#pending = new Map();
    this.#timer = undefined;
    for (const [organisationId, { revision, topics }] of pending) {
      const announcement: Announcement = {
        [organisationId]: { revision: String(revision), topics: topics.size > 100 ? ["*"] : [...topics] }, // a payload holds 8,000 bytes
      };
      await this.pool.query({ name: "announce", text: "SELECT pg_notify($1, $2)", values: [channel, JSON.stringify(announcement)] }).catch(() => undefined);
    }
  }
}
