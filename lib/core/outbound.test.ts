import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { createServer as createTcpServer, type Server as TcpServer } from "node:net";
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type OutboundOptions, OutboundError, type OutboundRequest, outbound, send } from "./outbound";
import type { Guard } from "./outbound-guard";
import { parseRule } from "./outbound-rules";

/** A server on loopback that the guard's rules allow, as an operator would; `port` is another that they do not. */
type Seen = { method: string; url: string; headers: IncomingMessage["headers"]; body: string };
const stage: { answer: RequestListener; seen: Seen[]; origin: string; guard: Guard } = { answer: hello, seen: [], origin: "", guard: { allow: [], only: [], deny: [], own: [], resolve: async () => [] } };
const servers: (Server | TcpServer)[] = [];

beforeEach(async () => {
  stage.seen = [];
  stage.answer = hello;
  const port = await listen(
    createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => (body += chunk));
      request.on("end", () => {
        stage.seen.push({ method: request.method ?? "", url: request.url ?? "", headers: request.headers, body });
        stage.answer(request, response);
      });
    }),
  );
  stage.origin = `http://crm.internal:${port}`;
  stage.guard = { allow: [parseRule(`127.0.0.1:${port}`)], only: [], deny: [], own: [], resolve: async () => ["127.0.0.1"] };
});

afterEach(async () => {
  for (const server of servers.splice(0)) {
    if ("closeAllConnections" in server) server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});

function listen(server: Server | TcpServer): Promise<number> {
  servers.push(server);
  return new Promise((done) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      done(typeof address === "object" && address ? address.port : 0);
    });
  });
}

function hello(...[, response]: Parameters<RequestListener>): void {
  response.end("hello");
}

const ask = (request: Partial<OutboundRequest> = {}, options: OutboundOptions = {}) => send(stage.guard, { url: `${stage.origin}/`, ...request }, { timeoutMs: 5_000, ...options });
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => "answered",
    (error: unknown) => (error instanceof OutboundError ? error.code : Promise.reject(error)),
  );
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
/** Redirects along `places`, by path: /0 to the first, and so on; the last answers. */
const redirecting = (status: number, ...places: string[]): RequestListener => (request, response) => {
  const location = places[Number(request.url?.slice(1) || 0)];
  if (location === undefined) return void response.end("arrived");
  response.writeHead(status, { location }).end("elsewhere");
};

test("an allowed host is asked by its name, with what the caller sent and nothing of ours", async () => {
  stage.answer = (_, response) => response.writeHead(201, "Made", { "x-one": "1", "set-cookie": ["a=1", "b=2"] }).end("grüße");
  const response = await ask({ url: `${stage.origin}/path?q=%20#part`, method: "post", headers: [["X-Token", "t"], ["Accept", "text/plain"]], body: new TextEncoder().encode("body") });
  expect(response).toMatchObject({ status: 201, statusText: "Made", url: `${stage.origin}/path?q=%20`, redirected: false });
  expect(text(response.body)).toBe("grüße");
  expect(response.headers).toEqual(expect.arrayContaining([["x-one", "1"], ["set-cookie", "a=1"], ["set-cookie", "b=2"]]));
  const [request] = stage.seen;
  expect(request).toMatchObject({ method: "POST", url: "/path?q=%20", body: "body" });
  expect(Object.keys(request?.headers ?? {}).sort()).toEqual(["accept", "accept-encoding", "connection", "content-length", "host", "user-agent", "x-token"]);
  expect(request?.headers.host).toBe(stage.origin.slice("http://".length));
});

test("even a port of our own is opened by a rule that names it", async () => {
  const own = [{ host: "127.0.0.1", port: Number(new URL(stage.origin).port) }];
  expect((await send({ ...stage.guard, own }, { url: `${stage.origin}/` })).status).toBe(200);
  expect(await codeOf(send({ ...stage.guard, own, allow: [parseRule("crm.internal")] }, { url: `${stage.origin}/` }))).toBe("refused");
});

test("when the first address does not answer, the next one does", async () => {
  const both: Guard = { ...stage.guard, allow: [parseRule("127.0.0.0/8"), parseRule("::1")], resolve: async () => ["::1", "127.0.0.1"] };
  expect((await send(both, { url: `${stage.origin}/` })).status).toBe(200);
});

test.each([
  [301, "POST", "GET"],
  [302, "POST", "GET"],
  [303, "POST", "GET"],
  [303, "PUT", "GET"],
  [301, "PUT", "PUT"],
  [307, "POST", "POST"],
  [308, "POST", "POST"],
])("a %i after %s asks on with %s", async (status, method, then) => {
  stage.answer = redirecting(status, "/1");
  const response = await ask({ url: `${stage.origin}/0`, method, headers: [["Content-Type", "text/plain"]], body: new TextEncoder().encode("body") });
  expect(response).toMatchObject({ status: 200, url: `${stage.origin}/1`, redirected: true });
  expect(stage.seen.map(({ method, body, headers }) => [method, body, headers["content-type"]])).toEqual([
    [method, "body", "text/plain"],
    then === "GET" ? ["GET", "", undefined] : [then, "body", "text/plain"],
  ]);
});

test("credentials go along within an origin, and stay behind when it changes", async () => {
  const { port } = new URL(stage.origin);
  stage.answer = redirecting(307, "/1", `http://other.internal:${port}/2`, `${stage.origin}/3`);
  await ask({ url: `${stage.origin}/0`, headers: [["Authorization", "Bearer t"], ["Cookie", "c=1"], ["X-Kept", "k"]] });
  expect(stage.seen.map(({ headers }) => [headers.authorization, headers.cookie, headers["x-kept"]])).toEqual([
    ["Bearer t", "c=1", "k"],
    ["Bearer t", "c=1", "k"],
    [undefined, undefined, "k"],
    [undefined, undefined, "k"],
  ]);
});

test("a redirect leads nowhere that could not be asked directly", async () => {
  const hits: string[] = [];
  const canary = await listen(createServer((request, response) => response.end(hits.push(request.url ?? ""))));
  const places = [`http://127.0.0.1:${canary}/`, `http://localhost:${canary}/`, `http://[::ffff:7f00:1]:${canary}/`, `//127.1:${canary}/`, "http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/", "http://0x7f000001/", "https://10.0.0.1/", `http://user@127.0.0.1:${canary}/`, "file:///etc/passwd", "ftp://127.0.0.1/", "data:text/plain,x", "http://[::1"];
  for (const status of [301, 302, 303, 307, 308]) {
    for (const place of places) {
      stage.answer = redirecting(status, place);
      expect(await codeOf(ask({ url: `${stage.origin}/0` })), `${status} ${place}`).toMatch(/^(?:refused|badRequest)$/);
    }
  }
  expect(hits).toEqual([]);
});

test("a redirect does not leave the hosts of the secret that is sent", async () => {
  const { port } = new URL(stage.origin);
  stage.answer = redirecting(307, `http://other.internal:${port}/1`);
  expect(await codeOf(ask({ url: `${stage.origin}/0` }, { allowedHosts: ["crm.internal"] }))).toBe("refused");
  expect(await codeOf(ask({ url: `${stage.origin}/0` }, { allowedHosts: ["*.internal"] }))).toBe("answered");
  expect(stage.seen.map(({ headers }) => headers.host?.split(":")[0])).toEqual(["crm.internal", "crm.internal", "other.internal"]);
});

test("five redirects are followed, six are not, and who wants to can see or refuse them", async () => {
  stage.answer = redirecting(302, "/1", "/2", "/3", "/4", "/5");
  expect((await ask({ url: `${stage.origin}/0` })).url).toBe(`${stage.origin}/5`);
  stage.answer = redirecting(302, "/1", "/2", "/3", "/4", "/5", "/6");
  expect(await codeOf(ask({ url: `${stage.origin}/0` }))).toBe("tooManyRedirects");
  expect(await ask({ url: `${stage.origin}/0`, redirect: "manual" })).toMatchObject({ status: 302, redirected: false, url: `${stage.origin}/0` });
  expect(await codeOf(ask({ url: `${stage.origin}/0`, redirect: "error" }))).toBe("refused");
});

test.each([
  ["gzip", gzipSync],
  ["x-gzip", gzipSync],
  ["br", brotliCompressSync],
  ["deflate", deflateSync],
  ["deflate", deflateRawSync],
  ["br, gzip", (plain: string) => gzipSync(brotliCompressSync(plain))],
  ["constructor", (plain: string) => Buffer.from(plain)],
] as const)("%s is unfolded", async (encoding, encode) => {
  stage.answer = (_, response) => response.writeHead(200, { "content-encoding": encoding }).end(encode("words ".repeat(1000)));
  expect(text((await ask()).body)).toBe("words ".repeat(1000));
});

test("a small answer that unfolds to a huge one is not taken", async () => {
  const zeros = Buffer.alloc(16 * 1024 * 1024);
  const bombs = { gzip: gzipSync(zeros), br: brotliCompressSync(zeros, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }), deflate: deflateSync(zeros), "gzip, gzip": gzipSync(gzipSync(zeros)) };
  for (const [encoding, bomb] of Object.entries(bombs)) {
    expect(bomb.length).toBeLessThan(100_000);
    stage.answer = (_, response) => response.writeHead(200, { "content-encoding": encoding }).end(bomb);
    expect(await codeOf(ask()), encoding).toBe("tooLarge");
  }
});

test("an answer without an end is cut off at the cap", async () => {
  stage.answer = (_, response) => {
    const chunk = Buffer.alloc(65_536);
    const pour = () => {
      while (response.write(chunk));
    };
    response.on("drain", pour);
    pour();
  };
  expect(await codeOf(ask())).toBe("tooLarge");
  stage.answer = (_, response) => void response.end("x".repeat(101));
  expect(await codeOf(ask({}, { responseBytes: 100 }))).toBe("tooLarge");
  expect(await codeOf(ask({}, { responseBytes: 101 }))).toBe("answered");
});

test("what is encoded otherwise than it says is no answer", async () => {
  stage.answer = (_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end("plain");
  expect(await codeOf(ask())).toBe("badResponse");
  stage.answer = (_, response) => response.writeHead(200, { "content-encoding": "gzip, gzip, gzip, gzip" }).end("plain");
  expect(await codeOf(ask())).toBe("badResponse");
});

test("no body comes with HEAD and 204, whatever their headers say", async () => {
  stage.answer = (_, response) => response.writeHead(204, { "content-encoding": "gzip" }).end();
  expect((await ask()).body).toHaveLength(0);
  expect((await ask({ method: "HEAD" })).body).toHaveLength(0);
});

test("a server that never answers, and one that never ends, are given up at the same total time", async () => {
  stage.answer = () => undefined;
  expect(await codeOf(ask({}, { timeoutMs: 100 }))).toBe("timedOut");
  stage.answer = (_, response) => void response.write("begun");
  expect(await codeOf(ask({}, { timeoutMs: 100 }))).toBe("timedOut");
  stage.answer = (request, response) => void response.writeHead(302, { location: request.url ?? "" }).flushHeaders();
  expect(await codeOf(ask({}, { timeoutMs: 100 }))).toBe("timedOut");
});

test("a name that is looked up for ever does not hold the caller", async () => {
  const stuck: Guard = { ...stage.guard, resolve: () => new Promise(() => undefined) };
  expect(await codeOf(send(stuck, { url: stage.origin }, { timeoutMs: 50 }))).toBe("timedOut");
  expect(await codeOf(send(stuck, { url: stage.origin }, { signal: AbortSignal.abort() }))).toBe("aborted");
});

test("the caller can stop it, and the connection is gone then", async () => {
  const stop = new AbortController();
  const closed = new Promise<void>((done) => {
    stage.answer = (request) => {
      request.socket.once("close", () => done());
      stop.abort();
    };
  });
  expect(await codeOf(ask({}, { signal: stop.signal }))).toBe("aborted");
  await closed;
});

test.each([
  ["Host", "a.example"], ["host", "a.example"], ["Connection", "close"], ["Keep-Alive", "1"], ["Transfer-Encoding", "chunked"], ["Content-Length", "1"], ["Upgrade", "h2c"], ["Expect", "100-continue"], ["TE", "trailers"], ["Trailer", "x"], ["Proxy-Authorization", "x"], ["Proxy-Connection", "x"], ["Accept-Encoding", "zstd"], ["Via", "x"],
  ["X-A", "1\r\nX-B: 2"], ["X-A", "1\nHost: a.example"], ["X-A", "1\r"], ["X-A", "1\0"], ["X-A", "\u0100"], ["X-A\r\nX-B", "1"], ["X A", "1"], ["X-A:", "1"], ["", "1"], ["X-Ä", "1"], ["X-A", "x".repeat(20_000)],
])("the header %j: %j is not sent", async (name, value) => {
  expect(await codeOf(ask({ headers: [[name, value]] }))).toBe("badRequest");
  expect(stage.seen).toEqual([]);
}); // prettier-ignore

test.each(["CONNECT", "TRACE", "track", "GET /x HTTP/1.1\r\nHost: a", "GE T", "", "X".repeat(50)])("the method %j is not sent", async (method) => {
  expect(await codeOf(ask({ method }))).toBe("badRequest");
  expect(stage.seen).toEqual([]);
});

test("a path cannot begin a second request", async () => {
  await ask({ url: `${stage.origin}/a b\r\nHost: a.example\r\n\r\nGET /second?q= x` });
  expect(stage.seen.map(({ url }) => url)).toEqual(["/a%20bHost:%20a.exampleGET%20/second?q=%20x"]);
});

test("a body that is too long, or comes with GET, is not sent", async () => {
  expect(await codeOf(ask({ method: "POST", body: new Uint8Array(5 * 1024 * 1024 + 1) }))).toBe("badRequest");
  expect(await codeOf(ask({ body: new Uint8Array(1) }))).toBe("badRequest");
  expect(stage.seen).toEqual([]);
});

test("what is not HTTP, breaks off or is not there, is told apart without naming an address", async () => {
  const talk = async (words: string) => {
    const port = await listen(createTcpServer((socket) => socket.on("error", () => undefined).resume().end(words)));
    return send({ ...stage.guard, allow: [parseRule("crm.internal")] }, { url: `http://crm.internal:${port}/` }, { timeoutMs: 5_000 }).catch((error: unknown) => error);
  };
  expect(await talk("SSH-2.0-OpenSSH_9.2\r\n")).toMatchObject({ code: "badResponse" });
  expect(await talk(`HTTP/1.1 200 OK\r\nX: ${"x".repeat(100_000)}\r\n\r\n`)).toMatchObject({ code: "badResponse" });
  expect(await talk("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort")).toMatchObject({ code: "unreachable" });
  const gone = await send({ ...stage.guard, allow: [parseRule("crm.internal")] }, { url: "http://crm.internal:1/" }).catch((error: unknown) => error);
  expect(gone).toMatchObject({ code: "unreachable", message: "There was no connection to crm.internal, or it broke off." });
});

test("without settings nothing of this machine is reached, the test's own database least of all", async () => {
  const database = new URL(process.env.DATABASE_URL ?? "");
  for (const url of [`${stage.origin.replace("crm.internal", "127.0.0.1")}/`, `http://${database.host}/`, `http://localhost:${database.port}/`]) {
    expect(await codeOf(outbound({ url })), url).toBe("refused");
  }
  expect(stage.seen).toEqual([]);
});
