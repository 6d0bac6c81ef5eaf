import type { Call } from "@/lib/api/call";
import { VisitError } from "@/lib/core/errors";
import { parseXml } from "@/lib/sandbox/guest/xml-parse";
import { eventBytesMax } from "@/lib/sandbox/limits";
import type { Admitted } from "./admit";

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * What an endpoint function is called with: `{request: {method, path, query, headers, body, text, ip}}`.
 * What proves who the caller is stays out: it is Visit's business, and the function has been spared the trouble.
 * @returns JSON text
 * @throws malformed when the body is not what its content type says; too_large when it is too large written as JSON
 */
export async function eventOf({ request, address }: Call, bytes: Bytes, { path, token, hasKey }: Admitted, search: string): Promise<string> {
  const hide = (text: string) => (token ? text.replaceAll(token, "…") : text);
  const headers = [...request.headers].filter(([name]) => !withheld.has(name) && !(hasKey && name === "authorization"));
  const contentType = request.headers.get("content-type") ?? "";
  const text = textOf(contentType, bytes);
  const seen = {
    method: request.method,
    path,
    query: fieldsOf(new URLSearchParams(hide(search))),
    headers: Object.fromEntries(headers.map(([name, value]) => [name, hide(value)])),
    text,
    ip: address ?? "",
  };
  const body = await bodyOf(contentType, bytes, text);
  const event = `{"request":${JSON.stringify(seen).slice(0, -1)},"body":${body}}}`;
  if (Buffer.byteLength(event) > eventBytesMax) throw new VisitError("too_large", "The body is too large once it is written as JSON for the function.");
  return event;
}

/** Empty when it is none. In the character set that is named, by the header or in XML by itself; without one it is UTF-8. */
function textOf(contentType: string, bytes: Bytes): string {
  const named = /;\s*charset="?([\w-]+)/i.exec(contentType) ?? /^<\?xml[^>]{1,100}encoding=["']([\w-]+)/.exec(Buffer.from(bytes.subarray(0, 200)).toString("latin1"));
  try {
    return new TextDecoder(named?.[1], { fatal: true }).decode(bytes);
  } catch {
    return ""; // a set that nobody knows, or bytes that are not of it
  }
}

/** @returns JSON text. JSON is passed on as it came: it may be deeper than we could write it */
async function bodyOf(contentType: string, bytes: Bytes, text: string): Promise<string> {
  if (bytes.length === 0) return "null";
  const type = (contentType.split(";", 1)[0] ?? "").trim().toLowerCase();
  const reader = readers.find(({ types }) => types.test(type));
  if (!reader) return JSON.stringify(text === "" ? { base64: Buffer.from(bytes).toString("base64") } : text);
  const { limit } = reader;
  if (limit && hasMore(bytes, limit)) throw new VisitError("too_large", `The ${reader.name} has more than ${limit.most} ${limit.of}. As application/octet-stream it is passed on unread.`);
  try {
    if (text === "" && !reader.mayHoldBytes) throw new SyntaxError("no text");
    return await reader.read(text, bytes, contentType);
  } catch (error) {
    throw new VisitError("malformed", `The body is not the ${reader.name} that Content-Type says.`, { cause: error });
  }
}

/** How many of its parts, by what stands between them: it is read beside everybody else's requests, and the time that takes goes with their number. */
type Limit = { mark: string; most: number; of: string };
type Reader = { name: string; types: RegExp; mayHoldBytes?: boolean; limit?: Limit; read: (text: string, bytes: Bytes, contentType: string) => string | Promise<string> };
const readers: readonly Reader[] = [
  { name: "JSON", types: /^[\w.-]+\/(?:[\w.-]+\+)?json$/, read: (text) => (JSON.parse(text), text) },
  { name: "XML", types: /^[\w.-]+\/(?:[\w.-]+\+)?xml$/, limit: { mark: "<", most: 200_000, of: "tags" }, read: (text) => JSON.stringify(parseXml(text)) },
  { name: "form", types: /^application\/x-www-form-urlencoded$/, limit: { mark: "&", most: 20_000, of: "fields" }, read: (text) => JSON.stringify(fieldsOf(new URLSearchParams(text))) },
  { name: "form data", types: /^multipart\/form-data$/, mayHoldBytes: true, limit: { mark: "\r\n--", most: 1000, of: "parts" }, read: async (_, bytes, contentType) => JSON.stringify(fieldsOf(await partsOf(bytes, contentType))) },
];

function hasMore(bytes: Bytes, { mark, most }: Limit): boolean {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let count = 0;
  for (let at = all.indexOf(mark); at !== -1 && count <= most; at = all.indexOf(mark, at + 1)) count++;
  return count > most;
}

/** A file is `{name, type, base64}`. */
async function partsOf(bytes: Bytes, contentType: string): Promise<[string, unknown][]> {
  const form = await new Response(bytes, { headers: { "Content-Type": contentType } }).formData();
  return Promise.all(
    [...form].map(async ([name, part]): Promise<[string, unknown]> => {
      if (typeof part === "string") return [name, part];
      return [name, { name: part.name, type: part.type, base64: Buffer.from(await part.arrayBuffer()).toString("base64") }];
    }),
  );
}

/** By name; of a name that comes more than once, all values. */
function fieldsOf(pairs: Iterable<[string, unknown]>): Record<string, unknown> {
  const fields = new Map<string, unknown[]>();
  for (const [name, value] of pairs) {
    const known = fields.get(name);
    if (known) known.push(value);
    else fields.set(name, [value]);
  }
  return Object.fromEntries([...fields].map(([name, values]) => [name, values.length > 1 ? values : values[0]]));
}

/** Cookies are those of Visit's own pages, which a browser sends to any address of this origin; the peer is a word between our servers. */
const withheld: ReadonlySet<string> = new Set(["cookie", "x-visit-peer", "connection", "keep-alive", "transfer-encoding", "te", "upgrade", "proxy-authorization"]);
