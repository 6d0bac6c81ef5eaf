import { connect } from "node:net";

export type RawAnswer = { status: number; headers: Record<string, string>; body: Buffer };

/**
 * Sends bytes as they are, well-formed or not, and reads one answer until the server closes or the answer is whole.
 * @param chunks  written one after the other; a generator may be without end, it is left off when the answer comes
 * @throws {Error} when the connection closes without an answer, or none comes within `patienceMs`
 */
export async function sendRaw(port: number, chunks: Iterable<Uint8Array | string>, patienceMs = 15_000): Promise<RawAnswer> {
  const socket = connect(port, "127.0.0.1");
  const received: Buffer[] = [];
  return new Promise<RawAnswer>((resolve, reject) => {
    const timer = setTimeout(() => finish(new Error(`no answer within ${patienceMs} ms`)), patienceMs);
    let isDone = false;
    const finish = (outcome: RawAnswer | Error) => {
      if (isDone) return;
      isDone = true;
      clearTimeout(timer);
      socket.destroy();
      if (outcome instanceof Error) reject(outcome);
      else resolve(outcome);
    };
    const conclude = () => finish(parse(Buffer.concat(received)) ?? new Error(`closed without an answer: ${JSON.stringify(Buffer.concat(received).toString().slice(0, 200))}`));
    socket.on("data", (chunk) => {
      received.push(chunk);
      const answer = parse(Buffer.concat(received));
      if (answer) finish(answer);
    });
    socket.on("end", conclude);
    socket.on("close", conclude);
    socket.on("error", () => undefined); // a server that has answered may reset; close follows
    socket.once("connect", () => void writeAll(chunks, socket, () => isDone));
  });
}

async function writeAll(chunks: Iterable<Uint8Array | string>, socket: ReturnType<typeof connect>, isDone: () => boolean): Promise<void> {
  for (const chunk of chunks) {
    if (isDone() || !socket.writable) return;
    if (!socket.write(chunk)) await new Promise<void>((resolve) => socket.once("drain", resolve).once("close", resolve));
    else await new Promise((resolve) => setImmediate(resolve)); // so that an early answer is read
  }
}

function parse(bytes: Buffer): RawAnswer | undefined {
  const end = bytes.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const [first = "", ...lines] = bytes.subarray(0, end).toString("latin1").split("\r\n");
  const headers = Object.fromEntries(lines.map((line): [string, string] => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]));
  const rest = bytes.subarray(end + 4);
  const status = Number(first.split(" ")[1]);
  if (headers["transfer-encoding"] === "chunked") {
    const body = dechunk(rest);
    return body && { status, headers, body };
  }
  const length = Number(headers["content-length"] ?? 0);
  return rest.length >= length ? { status, headers, body: rest.subarray(0, length) } : undefined;
}

function dechunk(bytes: Buffer): Buffer | undefined {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const lineEnd = bytes.indexOf("\r\n", at);
    if (lineEnd < 0) return undefined;
    const size = parseInt(bytes.subarray(at, lineEnd).toString("latin1"), 16);
    if (size === 0) return Buffer.concat(parts);
    if (bytes.length < lineEnd + 2 + size + 2) return undefined;
    parts.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = lineEnd + 2 + size + 2;
  }
}
