import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { getRequestListener } from "@hono/node-server";
import next from "next";
import { API_MOUNTS } from "@/lib/api/mounts";
import { handleApi } from "@/lib/api/serve";
import { readServerSettings, tellNextAuth } from "@/lib/core/env.mjs";
import { checkHealth, healthResponse, type Phase } from "@/lib/core/health";
import { startRuntime } from "@/lib/core/runtime";

/**
 * Production's one process. API paths go straight to `lib/api`, past Next, whose router costs thirty times a plain
 * dispatch; everything else goes to Next. It listens at once: the API needs only the database, pages wait for Next.
 */
async function main(): Promise<void> {
  const settings = readServerSettings(process.env);
  tellNextAuth(settings);
  const runtime = startRuntime(settings);
  const pages = next({ dev: false, dir: process.cwd(), hostname: settings.host, port: settings.port });
  const pagesReady = pages.prepare();
  const showPage = pages.getRequestHandler();

  let phase: Phase = "starting";
  const open = new Set<ServerResponse>();
  const latest = new WeakMap<Duplex, ServerResponse>();

  const answerApi = getRequestListener((request, { incoming }) => handleApi(request, incoming.socket.remoteAddress), { errorHandler: () => malformed() });
  const answerHealth = getRequestListener(async () => healthResponse(await checkHealth(phase)), { errorHandler: () => malformed() });
  const answerPage = async (request: IncomingMessage, response: ServerResponse) => {
    await pagesReady; // a page asked for early waits, it does not hang or fail
    request.headers["x-visit-peer"] = `${runtime.nonce} ${request.socket.remoteAddress ?? ""}`; // whatever the client wrote there
    await showPage(request, response);
  };

  const server = createServer({ keepAliveTimeout: 65_000, headersTimeout: 15_000, requestTimeout: 120_000, connectionsCheckingInterval: 5_000 }, (request, response) => {
    open.add(response);
    latest.set(request.socket, response);
    response.once("close", () => open.delete(response));
    if (phase === "stopping") response.shouldKeepAlive = false;
    const path = request.url ?? "/";
    const answer = isBelow(path, "/health") ? answerHealth : API_MOUNTS.some((mount) => isBelow(path, mount)) ? answerApi : answerPage;
    answer(request, response).catch((error: unknown) => {
      console.error(error);
      if (response.headersSent) return void response.destroy();
      const { status, headers, body } = problem(500, "Internal error", "internal");
      response.writeHead(status, headers).end(body);
    });
  });

  // Not HTTP, or too slow in coming: still an answer of ours, never an empty socket.
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    const response = latest.get(socket);
    if (error.code === "ECONNRESET" || !socket.writable || (response?.headersSent && !response.writableFinished)) return void socket.destroy();
    const { status, headers, body } = clientProblems[error.code ?? ""] ?? problem(400, "The request is not valid HTTP", "malformed");
    const lines = Object.entries({ ...headers, "Content-Length": Buffer.byteLength(body), Connection: "close" }).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(`HTTP/1.1 ${status} ${status}\r\n${lines.join("")}\r\n${body}`);
  });

  const stop = async () => {
    if (phase === "stopping") return; // Ctrl-C reaches the whole process group, and the supervisor passes it on
    phase = "stopping";
    const impatience = setTimeout(() => server.closeAllConnections(), drainMs);
    const closed = new Promise((done) => server.close(done));
    for (const response of open) response.shouldKeepAlive = false;
    server.closeIdleConnections();
    await closed;
    clearTimeout(impatience);
    await Promise.race([runtime.stop(), new Promise((done) => setTimeout(done, 3_000))]);
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT", "disconnect"] as const) process.on(signal, () => void stop()); // disconnect: the supervisor is gone

  server.once("error", (error) => {
    console.error(`Visit cannot listen on ${settings.host}:${settings.port}: ${error.message}`);
    process.exit(1);
  });
  server.listen(settings.port, settings.host);
  await pagesReady;
  while ((await checkHealth("ready")).status !== 200) await new Promise((done) => setTimeout(done, 250));
  if (phase !== "starting") return;
  phase = "ready";
  process.send?.({ kind: "ready" });
}

const drainMs = 10_000;

const clientProblems: Record<string, ReturnType<typeof problem>> = {
  HPE_HEADER_OVERFLOW: problem(431, "The request's headers are too long", "headers_too_long"),
  ERR_HTTP_REQUEST_TIMEOUT: problem(408, "The request did not arrive in time", "timeout"),
};

function malformed(): Response {
  const { status, headers, body } = problem(400, "The request is not valid HTTP", "malformed");
  return new Response(body, { status, headers });
}

/** An error in the form all errors have, where the pipeline that makes them cannot be reached. */
function problem(status: number, title: string, errorCode: string) {
  return { status, headers: { "Content-Type": "application/json" }, body: JSON.stringify({ status, title, type: "about:blank", errorCode }) };
}

function isBelow(url: string, mount: string): boolean {
  return url.startsWith(mount) && (url.length === mount.length || url[mount.length] === "/" || url[mount.length] === "?");
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
