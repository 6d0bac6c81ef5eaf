export type Format = "json" | "xml";

/** What the caller asked for: a format, or whatever the body of the request has. */
export type Wish = Format | "asBody";

/**
 * XML only when `Accept` ranks it strictly above JSON and above anything else it would take, and names no `text/html`, as browsers do.
 * Nothing is ever refused: what cannot be satisfied gets JSON. Source: contract, Two formats.
 */
export function wishOf(accept: string | null): Wish {
  if (accept === null || accept === "*/*" || accept.trim() === "") return "asBody";
  if (accept === "application/json") return "json";
  const ranks = ranksOf(accept);
  if ([...ranks.keys()].every((type) => type === "*/*")) return "asBody";
  const xml = Math.max(ranks.get("application/xml") ?? 0, ranks.get("text/xml") ?? 0);
  const json = Math.max(...others.map((type) => ranks.get(type) ?? 0));
  return xml > json && !ranks.has("text/html") ? "xml" : "json";
}

/** Whether errors in JSON are to be called `application/problem+json`: only where `Accept` names it. */
export function namesProblemJson(accept: string | null): boolean {
  return accept !== null && (ranksOf(accept).get("application/problem+json") ?? 0) > 0;
}

/** What a body is, by its `Content-Type`; `unsaid`: its first character decides; `unsupported`: neither JSON nor XML. */
export function bodyFormat(contentType: string | null): Format | "unsaid" | "unsupported" {
  const type = contentType?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (type === "" || type === "application/x-www-form-urlencoded") return "unsaid"; // what curl says when told nothing
  if (type === "application/json" || type === "text/json" || /^application\/[^ ]+\+json$/.test(type)) return "json";
  if (type === "application/xml" || type === "text/xml" || /^application\/[^ ]+\+xml$/.test(type)) return "xml";
  return "unsupported";
}

/** The format of a body nobody named: `<` begins XML, anything else is JSON or nothing. */
export function sniff(bytes: Uint8Array): Format {
  const at = bytes.findIndex((byte) => !blanks.has(byte));
  return bytes[at] === 0x3c ? "xml" : "json";
}

/** Type → the highest quality it is given; 0 means "not this one". */
function ranksOf(accept: string): Map<string, number> {
  const ranks = new Map<string, number>();
  for (const range of accept.split(",")) {
    const [type = "", ...parameters] = range.split(";").map((text) => text.trim().toLowerCase());
    if (type === "") continue;
    const quality = parameters.find((parameter) => /^q\s*=/.test(parameter));
    const rank = quality === undefined ? 1 : qualityOf(quality);
    ranks.set(type, Math.max(rank, ranks.get(type) ?? 0));
  }
  return ranks;
}

function qualityOf(parameter: string): number {
  const value = Number(parameter.slice(parameter.indexOf("=") + 1));
  return value >= 0 && value <= 1 ? value : 0; // also what is no number
}

/** What XML must outrank to be chosen. */
const others = ["application/json", "text/json", "application/*", "*/*"];
/** Blanks of both formats, and the bytes of a UTF-8 byte order mark. */
const blanks: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]);
