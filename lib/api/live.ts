import { findSignedIn } from "@/lib/accounts/verbs";
import { runtime } from "@/lib/core/runtime";
import type { SessionClaim } from "@/lib/core/session-cookie";
import { feed } from "./feed";
import { hearable, isAbout } from "./live-topics";

type Listener = {
  session: SessionClaim;
  organisationId: string;
  /** those the account may hear of */
  topics: readonly string[];
  /** the organisation's revision that the page shows, or that the stream before this one had reached */
  since: bigint;
  /** aborted when the browser goes */
  signal: AbortSignal;
};

/**
 * Server-sent events for one page: `changed` whenever something under one of its topics did. It begins where the page left off: was
 * anything of the organisation changed since, it says so at once. Its event ids are revisions, so a browser that comes again tells
 * from where. Ends with the session: the account is looked up at every beat, and after a few minutes the browser must come again
 * with its cookie.
 */
export function liveStream({ session, organisationId, topics, since, signal }: Listener): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const leaving = new AbortController(); // whichever comes first: the browser goes, the session ends, the server stops
  return new ReadableStream({
    async start(controller) {
      const say = (text: string) => void (leaving.signal.aborted || controller.enqueue(encoder.encode(text)));
      const end = () => {
        if (leaving.signal.aborted) return;
        leaving.abort();
        controller.close();
      };
      const beat = async () => {
        const account = await findSignedIn(session, new Date()).catch(() => undefined); // the database is away: the browser tries again
        if (account && hearable(topics, account.permissions).length === topics.length) say(": still here\n\n");
        else end();
      };
      let unwatch: () => void = () => undefined;
      const beats = setInterval(() => void beat(), beatMs);
      const over = setTimeout(end, longestMs);
      leaving.signal.addEventListener("abort", () => {
        clearInterval(beats);
        clearTimeout(over);
        unwatch();
      });
      signal.addEventListener("abort", end);
      say("retry: 3000\n\n");
      // First the ears, then the look back: what is committed between the two is heard.
      unwatch = feed().watch(organisationId, { changed: (announced) => void (isAbout(announced, topics) && say(changed)), released: end });
      const horizon = await horizonOf(organisationId).catch(() => undefined);
      if (horizon === undefined) end();
      else say(`id: ${horizon}\n${horizon > since ? changed : "\n"}`);
    },
    cancel: () => leaving.abort(),
  });
}

/** Where a listener stands, as the address or the browser's `Last-Event-ID` tells it; who tells nothing has seen nothing. */
export function sinceIn(...told: (string | null)[]): bigint {
  const revisions = told.map((text) => (text !== null && /^\d{1,18}$/.test(text) ? BigInt(text) : 0n));
  return revisions.reduce((newest, one) => (one > newest ? one : newest), 0n);
}

async function horizonOf(organisationId: string): Promise<bigint | undefined> {
  const [row] = await runtime().database.query<{ revision: string }>("live-horizon", `SELECT "lastRevision"::text AS revision FROM organisation WHERE id = $1`, [organisationId]);
  return row && BigInt(row.revision);
}

const changed = "event: changed\ndata:\n\n";
const beatMs = 15_000;
const longestMs = 5 * 60_000;
