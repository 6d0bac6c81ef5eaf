import { readBytes } from "@/lib/api/body";
import { openCall, type Call, type From } from "@/lib/api/call";
import { idempotencyKey } from "@/lib/api/idempotency";
import { limits, type Leave } from "@/lib/api/limits";
import { ENDPOINT_MOUNT } from "@/lib/api/mounts";
import { peerOf } from "@/lib/api/serve";
import { acceptCall, onceOf, type Accepting, type Once } from "./accept-call";
import { addressOf, type CallAddress } from "./address";
import { admit, type Admitted } from "./admit";
import { answerOf, type Answer } from "./answer";
import { awaitRun } from "./await-run";
import { bodyRoom, maxBodyBytes } from "./body-room";
import { eventOf } from "./event-of";
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
  const done = limits().begin(); // 503
  let leave: Leave | undefined;
  try {
    if (address.kind === "status") return await statusOf(address.token, call.id); // 404
    const { admitted, accepting } = await receive(call, address, (entered) => (leave = entered));
    const { runId, here } = await acceptCall(accepting); // 409
    done(); // who waits is not at work
    const waitMs = accepting.isAsync ? 0 : Math.min(wishesOf(call.request.headers).waitMs ?? mostPatienceMs, mostPatienceMs) - (performance.now() - call.startedAtMs);
    const { organisationId } = admitted.endpoint;
    const ended = waitMs > 0 ? await awaitRun({ runId, organisationId, waitMs, signal: call.request.signal, here }) : undefined;
    const answer = ended ? answerOf(runId, ended, call.id) : acknowledged(runId);
    return { ...answer, headers: { ...answer.headers, "visit-run": runId } };
  } finally {
    leave?.();
    done();
  }
}

/**
 * Reads the request and decides on it. The body comes first, because a signature covers it and no other order would have the same answer
 * take the same time.
 */
async function receive(call: Call, address: CallAddress, entered: (leave: Leave) => void): Promise<{ admitted: Admitted; accepting: Accepting }> {
  const { request, now } = call;
  const giveBack = bodyRoom().take(request); // 503
  try {
    const body = await readBytes(request, maxBodyBytes); // 413, 400
    const admitted = await admit(call, address, body); // 404, 503
    entered(await limits().enter(admitted.gate)); // 429
    const once = onceFor(call, admitted, address.search, body); // 400
    const event = await eventOf(call, body, admitted, address.search); // 400, 413
    return { admitted, accepting: { endpoint: admitted.endpoint, event, now, isAsync: wishesOf(request.headers).isAsync, ...(once && { once }) } };
  } finally {
    giveBack();
  }
}

/** A message of Standard Webhooks has an id that stays the same when it is sent again. */
function onceFor({ request: { headers, method } }: Call, { endpoint, path, keyId = "" }: Admitted, search: string, body: Uint8Array): Once | undefined {
  const isWebhook = endpoint.protection === "signature" && endpoint.signatureScheme === "standardwebhooks";
  const key = idempotencyKey(headers) ?? (isWebhook ? headers.get("webhook-id") : null);
  return key === null ? undefined : onceOf(key, keyId, { method, path, search, body });
}

const mostPatienceMs = 30_000;
