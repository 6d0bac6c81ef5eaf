import { createServer, STATUS_CODES, type IncomingMessage, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { getRequestListener } from "@hono/node-server";
import next from "next";
import { API_MOUNTS, ENDPOINT_MOUNT } from "@/lib/api/mounts";
import { METRICS_MOUNT, serveMetrics } from "@/lib/api/metrics";
import { handleApi, releaseWaiters } from "@/lib/api/serve";
import { transportProblem, type TransportFault } from "@/lib/api/transport-problem";
import { readServerSettings, tellNextAuth } from "@/lib/core/env.mjs";
import { checkHealth, healthResponse, type Phase } from "@/lib/core/health";
import { startRuntime } from "@/lib/core/runtime";
import { handleEndpoint } from "@/lib/functions/endpoint/serve";
import { jobsMount, serveJobs } from "@/lib/jobs/serve";
import { startJobs } from "@/lib/jobs/start";
import { issueSetupLink } from "@/lib/organisations/setup";

/**
 * Production's one process. API paths go straight to `lib/api`, past Next, whose router costs thirty times a plain
 * dispatch; everything else goes to Next. It listens at once: the API needs only the database, pages wait for Next.
 */
async function main(): Promise<void> {
  // Who read our words may be gone: that is no reason to say so, again and again, to nobody.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  const settings = readServerSettings();
  tellNextAuth(settings);
  const runtime = startRuntime(settings);
  // Next gets a server that never listens to hang its upgrade listener on: with one on ours, Node would hand us no request that asks for an upgrade.
  const pages = next({ dev: false, dir: process.cwd(), hostname: settings.host, port: settings.port, httpServer: createServer() });
  const pagesReady = pages.prepare();
  const showPage = pages.getRequestHandler();

  let phase: Phase = "starting";
  const open = new Set<ServerResponse>();
  const latest = new WeakMap<Duplex, ServerResponse>();
  const problem = (fault: TransportFault) => transportProblem(fault, settings.url);

  const refuseMalformed = () => {
    const { body, ...init } = problem("malformed");
    return new Response(body, init);
  };
  const answerApi = getRequestListener((request, { incoming }) => handleApi(request, incoming.socket.remoteAddress), { errorHandler: refuseMalformed });
  const answerHealth = getRequestListener(async () => healthResponse(await checkHealth(phase)), { errorHandler: refuseMalformed });
  const answerEndpoint = getRequestListener((request, { incoming }) => handleEndpoint(request, { address: incoming.socket.remoteAddress }), { errorHandler: refuseMalformed });
  const answerJobs = getRequestListener(serveJobs, { errorHandler: refuseMalformed });
  const answerMetrics = getRequestListener(serveMetrics, { errorHandler: refuseMalformed });
  const answerPage = async (request: IncomingMessage, response: ServerResponse) => {
    await pagesReady; // a page asked for early waits, it does not hang or fail
    request.headers["x-visit-peer"] = `${runtime.nonce} ${request.socket.remoteAddress ?? ""}`; // whatever the client wrote there
    await showPage(request, response);
  };

  const mounts = [["/health", answerHealth], [METRICS_MOUNT, answerMetrics], [jobsMount, answerJobs], [ENDPOINT_MOUNT, answerEndpoint], ...API_MOUNTS.map((mount) => [mount, answerApi] as const)] as const;

  // Without a Host a request comes through to us, since Node's own refusal has no body.
  const server = createServer({ ...timeouts, requireHostHeader: false }, (request, response) => {
    request.url = request.url?.replace(/^https?:\/\/[^/?#]*/i, "") || "/"; // as if we were a proxy
    open.add(response);
    latest.set(request.socket, response);
    response.once("close", () => open.delete(response));
    if (phase === "stopping") response.shouldKeepAlive = false;
    const path = request.url;
    const [, answer = answerPage] = mounts.find(([mount]) => isBelow(path, mount)) ?? [];
    answer(request, response).catch((error: unknown) => {
      const { status, headers, body } = problem("internal");
      console.error(headers["X-Request-Id"], error);
      if (response.headersSent) response.destroy();
      else response.writeHead(status, headers).end(body);
    });
  });

  // Not HTTP, or too slow in coming: still an answer of ours, never an empty socket.
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    const response = latest.get(socket);
    const isAnswered = response?.headersSent && !response.writableFinished;
    if (error.code === "ECONNRESET" || !socket.writable || isAnswered) return void socket.destroy();
    refuseOn(socket, clientFaults[error.code ?? ""] ?? "malformed");
  });
  server.on("connect", (_, socket) => refuseOn(socket, "malformed"));
  server.on("checkExpectation", (request) => refuseOn(request.socket, "malformed"));
  const refuseOn = (socket: Duplex, fault: TransportFault) => {
    const { status, headers, body } = problem(fault);
    const lines = Object.entries({ ...headers, "Content-Length": Buffer.byteLength(body), Connection: "close" }).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join("")}\r\n${body}`);
  };

  const stop = async () => {
    if (phase === "stopping") return; // Ctrl-C reaches the whole process group, and the supervisor passes it on
    phase = "stopping";
    const closed = new Promise((done) => server.close(done));
    for (const response of open) response.shouldKeepAlive = false;
    releaseWaiters();
    server.closeIdleConnections();
    await Promise.race([closed, sleep(drainMs)]);
    server.closeAllConnections();
    await Promise.race([runtime.stop(), sleep(3_000)]);
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT", "disconnect"] as const) process.on(signal, () => void stop()); // disconnect: the supervisor is gone

  server.once("error", (error) => {
    console.error(`Visit cannot listen on ${settings.host}:${settings.port}: ${error.message}`);
    process.exit(1);
  });
  server.listen(settings.port, settings.host);
  await pagesReady;
  while ((await checkHealth("ready")).status !== 200) await sleep(250);
  if (phase !== "starting") return;
  phase = "ready";
  startJobs().catch((error: unknown) => console.error("background work could not be begun", error));
  const setupLink = await issueSetupLink().catch((error: unknown) => void console.error("the set-up link could not be made; the next start makes one", error));
  if (process.send) process.send({ kind: "ready", setupLink });
  else if (setupLink) console.log(`Set up Visit, once, at ${setupLink}`); // nobody supervises us who would say it
}

const drainMs = 10_000;
/** In ms. A load balancer keeps its connections for up to a minute: ours must outlive them. */
const timeouts = { keepAliveTimeout: 65_000, headersTimeout: 15_000, requestTimeout: 120_000, connectionsCheckingInterval: 5_000 };
const clientFaults: Record<string, TransportFault> = { HPE_HEADER_OVERFLOW: "headers_too_long", ERR_HTTP_REQUEST_TIMEOUT: "too_slow" };

function isBelow(url: string, mount: string): boolean {
  return url.startsWith(mount) && (url.length === mount.length || url[mount.length] === "/" || url[mount.length] === "?");
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
