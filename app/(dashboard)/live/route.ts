import type { NextRequest } from "next/server";
import { findAccount } from "@/app/session";
import { liveStream, sinceIn } from "@/lib/api/live";
import { hearable } from "@/lib/api/live-topics";

/**
 * Server-sent events for pages that are looked at: `changed` whenever something under one of `?topic=` did, be it between the page's
 * reading (`?since=`, a revision) and now. It says that and no more; the page reads again by itself, with the rights it has then.
 */
export async function GET(request: NextRequest): Promise<Response> {
  const account = await findAccount();
  if (!account) return new Response("Sign in first.", { status: 401 });
  const { searchParams } = request.nextUrl;
  const topics = hearable(searchParams.getAll("topic").slice(0, 20), account.permissions);
  if (topics.length === 0) return new Response("There is nothing to hear.", { status: 404 });
  const since = sinceIn(searchParams.get("since"), request.headers.get("Last-Event-ID"));
  return new Response(liveStream({ session: account, organisationId: account.organisation.id, topics, since, signal: request.signal }), {
    headers: { "Content-Type": "text/event-stream", "Cache-Control": "no-store, no-transform", "X-Accel-Buffering": "no" }, // neither packed nor held back on the way
  });
}
