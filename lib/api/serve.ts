import { feed } from "@/lib/api/feed";
import { handler, type Handle } from "@/lib/api/handle";
import { operations } from "@/lib/api/registry";
import { runtime } from "@/lib/core/runtime";

/** The pipeline over every operation there is. */
export const handle: Handle = handler(operations);

/** For `server.ts`, which knows the connection. @param peerAddress  of its other end, not what any header says */
export function handleApi(request: Request, peerAddress: string | undefined): Promise<Response> {
  return handle(request, { address: peerAddress });
}

/** The exports of a route file: every method, so that Next answers none by itself. */
export function serveApi() {
  const answer = (request: Request) => handle(request, { address: peerOf(request) });
  return { GET: answer, HEAD: answer, POST: answer, PUT: answer, PATCH: answer, DELETE: answer, OPTIONS: answer };
}

/** Lets go of everybody who waits for news, so that a stopping server need not wait for them. */
export function releaseWaiters(): void {
  feed().release();
}

/** Inside Next the connection is out of sight; our own server says whose it is, and proves with the nonce that it was our server. */
export function peerOf(request: Request): string | undefined {
  const [nonce, address] = request.headers.get("x-visit-peer")?.split(" ") ?? [];
  return nonce === runtime().nonce ? address : undefined;
}
