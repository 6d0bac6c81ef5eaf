import { createServer, type IncomingHttpHeaders } from "node:http";

export type Asked = { method: string; path: string; headers: IncomingHttpHeaders; text: string };
export type Told = { status?: number; headers?: Record<string, string>; body?: string };

/**
 * Another system that functions talk to: a server on loopback, which the runtime's `outboundAllow` must name. Every request is kept
 * in `received`; `answer` says what is answered, 200 until it is set.
 */
export async function startOutsideSystem() {
  const system = {
    url: "",
    received: [] as Asked[],
    answer: (_: Asked): Told => ({}),
    stop: () => void server.close(),
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const asked = { method: request.method ?? "", path: request.url ?? "", headers: request.headers, text: Buffer.concat(chunks).toString() };
      system.received.push(asked);
      const { status = 200, headers = {}, body = "" } = system.answer(asked);
      response.writeHead(status, headers).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  system.url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  return system;
}
