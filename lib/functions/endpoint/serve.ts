import { readBytes } from "@/lib/api/body";
import { openCall, type Call, type From } from "@/lib/api/call";
import { idempotencyKey } from "@/lib/api/idempotency";
import { limits, type Leave } from "@/lib/api/limits";
import { ENDPOINT_MOUNT } from "@/lib/api/mounts";
import { peerOf } from "@/lib/api/serve";
import { isVisitError } from "@/lib/core/errors";
import { sandbox } from "../sandbox";
import { acceptCall, onceOf, type Accepted, type Once } from "./accept-call";
import { addressOf, type CallAddress } from "./address";
import { admit, noteStranger, type Admitted } from "./admit";
import { answerOf, type Answer } from "./answer";
import { awaitRun } from "./await-run";
import { bodyRoom, maxBodyBytes } from "./body-room";
import { eventOf } from "./event-of";
import { findEndpoint } from "./find-endpoint";
import { wishesOf } from "./prefer";
import { recordCall } from "./record";
import { acknowledged, isPreflight, preflight, refused, toResponse } from "./respond";
import { statusOf } from "./status";

/** Endpoint functions as a function of a request: `/endpoint/{organisation}/{key}`, any method, whatever follows. It never throws. */
export async function handleEndpoint(request: Request, from: From): Promise<Response> {
  const call = openCall(request, from);
  call.target = { path: ENDPOINT_MOUNT, search: "" }; // until it is known which part of it may be told
  const answer = isPreflight(request) ? preflight(request) : await answerTo(call).catch((error: unknown) => refused(call, error));
  await recordCall(call, answer);
  return toResponse(call, answer);
}

/** The exports of the route file. */
export function serveEndpoint() {
  const answer = (request: Request) => handleEndpoint(request, { address: peerOf(request) });
  return { GET: answer, HEAD: answer, POST: answer, PUT: answer, PATCH: answer, DELETE: answer, OPTIONS: answer };
}

async function answerTo(call: Call): Promise<Answer> {
  const address = addressOf(call.request.url);
  const places: Leave[] = [];
  try {
    if (address.kind === "status") {
      places.push(limits().begin()); // 503
      return await statusOf(address.token, call.id); // 404
    }
    const { runId, here, organisationId, waitMs } = await take(call, address, places);
    const ended = waitMs > 0 ? await awaitRun({ runId, organisationId, waitMs, signal: call.request.signal, here }) : undefined;
    const answer = ended ? answerOf(runId, ended, call.id) : acknowledged(runId);
    return { ...answer, headers: { ...answer.headers, "visit-run": runId } };
  } finally {
    for (const leave of places) leave();
  }
}

/**
 * Reads a request, decides on it and stores it; nothing of it stays behind here while its end is waited for. The body comes first, because
 * a signature covers it and no other order would have the same answer take the same time; and before a place is taken, for it may take half
 * a minute to come, and nobody has shown yet that they may call at all.
 * @param places  given back when it is answered
 */
async function take(call: Call, address: CallAddress, places: Leave[]): Promise<Accepted & { organisationId: string; waitMs: number }> {
  const { request, now } = call;
  const room = bodyRoom().open(request); // 503
  let done: Leave | undefined;
  try {
    const body = await readBytes(request, maxBodyBytes, room.grow).catch((error: unknown) => refuseUnread(call, address, error)); // 413, 400, 503
    done = limits().begin(); // 503
    const admitted = await admit(call, address, body); // 404, 503
    places.push(await limits().enter(admitted.gate)); // 429
    places.push(sandbox().begin(admitted.endpoint.organisationId));
    const once = onceFor(call, admitted, address.search, body); // 400
    const event = await eventOf(call, body, admitted, address.search); // 400, 413
    const { isAsync, waitMs: wishedMs = mostPatienceMs } = wishesOf(request.headers);
    const accepted = await acceptCall({ endpoint: admitted.endpoint, event, now, isAsync, ...(once && { once }) }); // 409
    const waitMs = isAsync ? 0 : Math.min(wishedMs, mostPatienceMs) - (performance.now() - call.startedAtMs);
    return { ...accepted, organisationId: admitted.endpoint.organisationId, waitMs };
  } finally {
    done?.(); // who waits is not at work
    room.close();
  }
}

/** Nobody has shown yet that they may call; whose function it would have been is asked only where there is time for it. */
async function refuseUnread(call: Call, { organisationId, key }: CallAddress, error: unknown): Promise<never> {
  const isBusy = isVisitError(error) && error.code === "unavailable";
  const endpoint = isBusy ? undefined : await findEndpoint(organisationId, key).catch(() => undefined);
  if (endpoint) noteStranger(call, endpoint);
  throw error;
}

/** A message of Standard Webhooks has an id that stays the same when it is sent again. */
function onceFor({ request: { headers, method } }: Call, { endpoint, path, keyId = "" }: Admitted, search: string, body: Uint8Array): Once | undefined {
  const isWebhook = endpoint.protection === "signature" && endpoint.signatureScheme === "standardwebhooks";
  const key = idempotencyKey(headers) ?? (isWebhook ? headers.get("webhook-id") : null);
  return key === null ? undefined : onceOf(key, keyId, { method, path, search, body });
}

const mostPatienceMs = 30_000;
