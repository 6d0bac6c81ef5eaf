import type { NextRequest } from "next/server";
import { findAccount } from "@/app/session";
import { findSignedIn } from "@/lib/accounts/verbs";
import { feed } from "@/lib/api/feed";
import { hearable, isAbout } from "@/lib/api/live-topics";
import type { SessionClaim } from "@/lib/core/session-cookie";

/**
 * Server-sent events for pages that are looked at: `changed` whenever something under one of `?topic=` did. It says that and
 * no more; the page reads again by itself, with the rights it has then. Ends with the session: the account is looked up at
 * every beat, and after a few minutes the browser must come again with its cookie.
 */
export async function GET(request: NextRequest): Promise<Response> {
  const account = await findAccount();
  if (!account) return new Response("Sign in first.", { status: 401 });
  const topics = hearable(request.nextUrl.searchParams.getAll("topic").slice(0, 20), account.permissions);
  if (topics.length === 0) return new Response("There is nothing to hear.", { status: 404 });
  return new Response(eventStream(account, account.organisation.id, topics, request.signal), {
    headers: { "Content-Type": "text/event-stream", "Cache-Control": "no-store, no-transform", "X-Accel-Buffering": "no" }, // neither packed nor held back on the way
  });
}

function eventStream(session: SessionClaim, organisationId: string, topics: string[], signal: AbortSignal): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const leaving = new AbortController(); // whichever comes first: the browser goes, the session ends, the server stops
  return new ReadableStream({
    start(controller) {
      const say = (text: string) => controller.enqueue(encoder.encode(text));
      const end = () => {
        if (leaving.signal.aborted) return;
        leaving.abort();
        controller.close();
      };
      const beat = async () => {
        const account = await findSignedIn(session).catch(() => undefined); // the database is away: the browser tries again
        if (leaving.signal.aborted) return;
        if (account && hearable(topics, account.permissions).length === topics.length) say(": still here\n\n");
        else end();
      };
      const beats = setInterval(() => void beat(), beatMs);
      const over = setTimeout(end, longestMs);
      const unwatch = feed().watch(organisationId, { changed: (announced) => void (isAbout(announced, topics) && say("event: changed\ndata:\n\n")), released: end });
      leaving.signal.addEventListener("abort", () => {
        clearInterval(beats);
        clearTimeout(over);
        unwatch();
      });
      signal.addEventListener("abort", end);
      say("retry: 3000\n\n");
    },
    cancel: () => leaving.abort(),
  });
}

const beatMs = 15_000;
const longestMs = 5 * 60_000;
