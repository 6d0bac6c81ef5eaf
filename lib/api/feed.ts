import type { Page } from "@/lib/core/wire";
import type { Announcement } from "@/lib/core/announce";
import type { Database } from "@/lib/core/db";
import { part } from "@/lib/core/runtime";
import { listenTo } from "@/lib/api/listen";

/** Which list is waited for. */
export type Subject = {
  organisationId: string;
  /** as topics name it, e.g. `visitors` */
  resource: string;
  /** absent: of all events */
  eventId?: string;
  /** equal for requests that would read the very same rows; their reads are shared */
  identity: string;
};

type Holder = { resolve: (page: Page) => void; reject: (error: unknown) => void };
/** `changed`: told the topics of every announcement; `["*"]` after a gap, when anything may have happened. `released`: the server is stopping. */
type Watcher = { changed: (topics: readonly string[]) => void; released: () => void };
type Group = { subject: Subject; read: () => Promise<Page>; holders: Set<Holder>; /** the newest empty page */ page: Page; isReading: boolean; isStale: boolean };

/**
 * Holds `wait=` requests until there is something for them. What was committed is heard over one LISTEN connection, and a sweep
 * every second finds what was not heard. A group of equal requests reads once for all of them.
 */
export class Feed {
  readonly #groups = new Map<string, Map<string, Group>>();
  readonly #watchers = new Map<string, Set<Watcher>>();
  /** the highest revision heard of, by organisation: what was announced between a request's read and its waiting */
  readonly #heard = new Map<string, bigint>();
  #sweeper: NodeJS.Timeout | undefined;
  #listening: { stop: () => Promise<void> } | undefined;
  #isReleased = false;
  constructor(private readonly database: Pick<Database, "query">, private readonly listenUrl: string, private readonly sweepMs = 1000) {}

  /**
   * Resolves with the first page that has rows, or with the newest empty one when the time is over, the caller gone or the server stopping.
   * @param empty  the empty page the caller has just read
   * @param read   reads the page again
   * @throws what `read` throws
   */
  wait(subject: Subject, empty: Page, read: () => Promise<Page>, waitMs: number, signal: AbortSignal): Promise<Page> {
    if (this.#isReleased || signal.aborted) return Promise.resolve(empty);
    this.#start();
    const group = this.#join(subject, empty, read);
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", giveUp);
        group.holders.delete(holder);
        if (group.holders.size === 0) this.#drop(group);
      };
      const giveUp = () => holder.resolve(group.page);
      const timer = setTimeout(giveUp, waitMs);
      const holder: Holder = {
        resolve: (page) => (end(), resolve(page)),
        reject: (error) => (end(), reject(error)),
      };
      signal.addEventListener("abort", giveUp);
      group.holders.add(holder);
      if ((this.#heard.get(subject.organisationId) ?? 0n) > empty.horizon) void this.#look(group);
    });
  }

  /** How many wait for something of this organisation. */
  holding(organisationId: string): number {
    return [...(this.#groups.get(organisationId)?.values() ?? [])].reduce((sum, { holders }) => sum + holders.size, 0);
  }

  /** Tells of every change of an organisation until the returned function is called. For live pages, which read again by themselves. */
  watch(organisationId: string, watcher: Watcher): () => void {
    if (this.#isReleased) {
      watcher.released();
      return () => undefined;
    }
    this.#start();
    const watchers = this.#watchers.get(organisationId) ?? new Set<Watcher>();
    this.#watchers.set(organisationId, watchers.add(watcher));
    return () => {
      watchers.delete(watcher);
      if (watchers.size === 0 && this.#watchers.get(organisationId) === watchers) this.#watchers.delete(organisationId);
    };
  }

  /** Answers all who wait, and holds nobody from now on: the server is stopping. */
  release(): void {
    this.#isReleased = true;
    for (const group of this.#everyGroup()) for (const holder of [...group.holders]) holder.resolve(group.page);
    for (const watchers of this.#watchers.values()) for (const watcher of [...watchers]) watcher.released();
    this.#watchers.clear();
  }

  async stop(): Promise<void> {
    this.release();
    clearInterval(this.#sweeper);
    await this.#listening?.stop();
  }

  #start(): void {
    // Opened with the first waiter; after every (re)connection all look again, for what was said while nobody listened.
    this.#listening ??= listenTo(this.listenUrl, { heard: (payload) => this.#hear(payload), connected: () => this.#missed() });
    this.#sweeper ??= setInterval(() => void this.#sweep(), this.sweepMs).unref();
  }

  #missed(): void {
    for (const group of this.#everyGroup()) void this.#look(group);
    for (const watchers of this.#watchers.values()) for (const watcher of watchers) watcher.changed(["*"]);
  }

  #join(subject: Subject, empty: Page, read: () => Promise<Page>): Group {
    const { organisationId, identity } = subject;
    const groups = this.#groups.get(organisationId) ?? new Map<string, Group>();
    this.#groups.set(organisationId, groups);
    const group = groups.get(identity) ?? { subject, read, holders: new Set<Holder>(), page: empty, isReading: false, isStale: false };
    groups.set(identity, group);
    if (empty.horizon > group.page.horizon) group.page = empty;
    return group;
  }

  #drop({ subject: { organisationId, identity } }: Group): void {
    const groups = this.#groups.get(organisationId);
    groups?.delete(identity);
    if (groups?.size === 0) this.#groups.delete(organisationId);
  }

  /** Reads for a group; news that come during a read have it read once more, because its snapshot may be older. */
  async #look(group: Group): Promise<void> {
    group.isStale = true;
    if (group.isReading) return;
    group.isReading = true;
    try {
      while (group.isStale && group.holders.size > 0) {
        group.isStale = false;
        const page = await group.read();
        if (page.count > 0) for (const holder of [...group.holders]) holder.resolve(page);
        else if (page.horizon > group.page.horizon) group.page = page;
      }
    } catch (error) {
      for (const holder of [...group.holders]) holder.reject(error);
    } finally {
      group.isReading = false;
    }
  }

  #hear(payload: string): void {
    const announcement: Announcement = JSON.parse(payload);
    for (const [organisationId, { revision, topics }] of Object.entries(announcement)) {
      this.#remember(organisationId, BigInt(revision));
      for (const group of this.#groups.get(organisationId)?.values() ?? []) if (concerns(topics, group.subject)) void this.#look(group);
      for (const watcher of this.#watchers.get(organisationId) ?? []) watcher.changed(topics);
    }
  }

  #remember(organisationId: string, revision: bigint): void {
    if (revision <= (this.#heard.get(organisationId) ?? 0n)) return;
    this.#heard.delete(organisationId); // so that the longest silent stands first
    this.#heard.set(organisationId, revision);
    const [first] = this.#heard.keys();
    if (this.#heard.size > maxHeard && first !== undefined) this.#heard.delete(first);
  }

  /** One question for all organisations somebody waits for. */
  async #sweep(): Promise<void> {
    const awaited = new Set([...this.#groups.keys(), ...this.#watchers.keys()]);
    if (awaited.size === 0) return;
    const rows = await this.database.query<{ id: string; revision: string }>("sweep", sweepText, [[...awaited]]).catch(() => []); // the next sweep asks again
    for (const { id, revision } of rows) {
      for (const group of this.#groups.get(id)?.values() ?? []) if (BigInt(revision) > group.page.horizon) void this.#look(group);
      if (BigInt(revision) > (this.#heard.get(id) ?? BigInt(revision))) for (const watcher of this.#watchers.get(id) ?? []) watcher.changed(["*"]);
      if (this.#watchers.has(id)) this.#remember(id, BigInt(revision)); // told once
    }
  }

  #everyGroup(): Group[] {
    return [...this.#groups.values()].flatMap((groups) => [...groups.values()]);
  }
}

export const feed = part("feed", ({ database, settings }) => new Feed(database, settings.listenUrl));

/** Topics are `resource:event`, `resource:*` for what all events share, and `*` when there were too many to name. */
function concerns(topics: readonly string[], { resource, eventId }: Subject): boolean {
  return topics.some((topic) => topic === "*" || topic === `${resource}:*` || (eventId === undefined ? topic.startsWith(`${resource}:`) : topic === `${resource}:${eventId}`));
}

const maxHeard = 10_000;
const sweepText = `SELECT id, "lastRevision"::text AS revision FROM organisation WHERE id = ANY ($1)`;
