import type { Call } from "@/lib/api/call";
import { bodyFormat, sniff, type Format } from "@/lib/api/negotiate";
import type { Plan } from "@/lib/api/plan";
import { decodeJson } from "@/lib/codec/json";
import { decodeXml } from "@/lib/codec/xml";
import { isVisitError, VisitError } from "@/lib/core/errors";

export type Body = { bytes: Uint8Array; value: unknown };

/**
 * Reads and decodes the body, only now that the caller is known to be allowed to send one. Settles the answer's format where it follows the body's.
 * @throws unsupported_media_type, too_large, malformed
 */
export async function readBody(call: Call, plan: Plan): Promise<Body> {
  const { headers } = call.request;
  const declared = call.target.fixed ?? bodyFormat(headers.get("content-type"));
  if (declared === "unsupported") throw unsupported("Content-Type must be application/json or application/xml.");
  refuseEncodings(headers);
  const bytes = await readBytes(call.request);
  const format: Format = declared === "unsaid" ? sniff(bytes) : declared;
  if (call.followsBody) call.format = format;
  const decoded = format === "xml" ? decodeXml(bytes, plan.bodyShape, plan.rootName) : decodeJson(bytes);
  if (!decoded.ok) throw new VisitError("malformed", decoded.description);
  return { bytes, value: decoded.value };
}

function refuseEncodings(headers: Headers): void {
  const encoding = headers.get("content-encoding")?.trim().toLowerCase();
  if (encoding && encoding !== "identity") throw unsupported("Content-Encoding is not supported: send the body as it is.");
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(headers.get("content-type") ?? "")?.[1]?.toLowerCase();
  if (charset !== undefined && !charsets.has(charset)) throw unsupported("The charset of the body must be UTF-8.");
}

/**
 * What is too large is read on to its end and thrown away, within bounds: most clients look for an answer only after they have sent
 * everything, and one whose connection was closed before would learn nothing but that.
 * @param maxBytes  10 MiB unless told
 * @param grew      called with the length of each piece that arrived; what it throws ends the reading
 * @throws too_large beyond them, malformed when the body breaks off or takes longer than its time
 */
export async function readBytes(request: Request, maxBytes = apiBytes, grew?: (bytes: number) => void): Promise<Uint8Array<ArrayBuffer>> {
  const mostReadBytes = 4 * maxBytes;
  const tooLarge = () => new VisitError("too_large", `The body may have at most ${maxBytes / 1024 / 1024} MiB.`);
  const length = request.headers.get("content-length");
  if (length !== null && Number(length) > mostReadBytes) throw tooLarge();
  if (!request.body) return new Uint8Array(0);
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const late = deadline();
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), late.passed]);
      if (done && size > maxBytes) throw tooLarge();
      if (done) return Buffer.concat(chunks, size);
      size += value.byteLength;
      grew?.(value.byteLength);
      if (size > mostReadBytes) throw tooLarge();
      if (size > maxBytes) chunks.length = 0;
      else chunks.push(value);
    }
  } catch (error) {
    reader.cancel().catch(() => undefined); // the connection is answered and closed, whatever it still sends
    if (isVisitError(error)) throw error;
    throw new VisitError("malformed", "The body broke off before its end.", { cause: error });
  } finally {
    late.cancel();
  }
}

function deadline(): { passed: Promise<never>; cancel: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const passed = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new VisitError("malformed", `The body did not arrive within ${patienceMs / 1000} seconds.`)), patienceMs);
  });
  return { passed, cancel: () => clearTimeout(timer) };
}

function unsupported(message: string): VisitError {
  return new VisitError("unsupported_media_type", message);
}

const apiBytes = 10 * 1024 * 1024;
const patienceMs = 30_000;
const charsets: ReadonlySet<string> = new Set(["", "utf-8", "utf8", "us-ascii"]);
