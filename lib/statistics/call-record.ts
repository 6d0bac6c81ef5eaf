/** One answered call, as it is counted. */
export type CallRecord = {
  organisationId: string;
  /** absent: no key was recognised */
  keyId?: string | undefined;
  /** a UUID */
  requestId: string;
  /** when it came */
  at: Date;
  /** `visitors.list`; of functions: `functions.call` */
  operation: string;
  isWrite: boolean;
  method: string;
  /** without the query, and without anything secret */
  path: string;
  format: "json" | "xml" | "ndjson" | "csv" | "other";
  origin: "outside" | "function";
  status: number;
  durationMs: number;
  /** of the answer's body */
  bytes: number;
  address?: string | undefined;
  /** nobody who belongs to the organisation: has shown neither a key nor anything else that would open */
  isStranger?: boolean;
};

/** A record as it is read back. `skipped`: how many calls before it were not logged; absent: neither is it. `isOnlyLogged`: it stands elsewhere too, and counts there. */
export type Recorded = Required<Omit<CallRecord, "at" | "durationMs" | "keyId" | "address" | "format" | "origin" | "isStranger">> & {
  atMs: number;
  keyId: string;
  address: string;
  format: string;
  origin: string;
  durationUs: number;
  skipped?: number;
  isOnlyLogged?: true;
};

/**
 * A record as a line of the journal: fields between tabs, its first the kind of line (`c`: counted, `l`: logged too, `n`: only logged), its last a
 * full stop, so that what was torn by a crash or a full disk is known for what it is.
 * @param skipped, isOnlyLogged  see `Recorded`
 */
export function toLine(record: CallRecord, skipped: number | undefined, isOnlyLogged = false): string {
  const { organisationId, keyId = "", at, operation, isWrite, format, origin, status, durationMs, bytes } = record;
  const counted = `${organisationId}\t${keyId}\t${at.getTime()}\t${operation}\t${isWrite ? 1 : 0}\t${format}\t${origin}\t${status}\t${Math.max(0, Math.round(durationMs * 1000))}\t${bytes}`;
  if (skipped === undefined) return `c\t${counted}\t.\n`;
  return `${isOnlyLogged ? "n" : "l"}\t${counted}\t${record.requestId}\t${plain(record.method, 20)}\t${plain(record.path, longestPath)}\t${plain(record.address ?? "", 60)}\t${skipped}\t.\n`;
}

/** @returns undefined for what is no whole line, or could not be stored: a disk may give back anything. Spelt out: every call passes here once. */
export function fromLine(line: string): Recorded | undefined {
  if (line.includes("\0")) return undefined;
  const fields = line.split("\t");
  const [sort, organisationId = "", keyId = "", at, operation = "", write, format = "", origin = "", code, duration, size] = fields;
  const isLogged = sort === "l" || sort === "n";
  if ((!isLogged && sort !== "c") || fields.length !== (isLogged ? 17 : 12) || fields[fields.length - 1] !== "." || organisationId === "" || operation === "") return undefined;
  const [atMs, status, durationUs, bytes] = [Number(at), Number(code), Number(duration), Number(size)];
  if (!isWhole(atMs, lastMs) || !isWhole(status, 1000) || status < 100 || !isWhole(durationUs, most) || !isWhole(bytes, most)) return undefined;
  if (origin !== "outside" && origin !== "function") return undefined;
  const record: Recorded = { organisationId, keyId, atMs, operation, isWrite: write === "1", format, origin, status, durationUs, bytes, requestId: "", method: "", path: "", address: "" };
  if (sort === "n") record.isOnlyLogged = true;
  if (!isLogged) return record;
  const [requestId = "", method = "", path = "", address = "", skipped = ""] = fields.slice(11);
  if (!isUuid.test(requestId) || !isWhole(Number(skipped), 2 ** 31)) return undefined;
  return Object.assign(record, { requestId, method, path, address, skipped: Number(skipped) });
}

function isWhole(value: number, below: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < below;
}

/** What a line can hold, and a text of PostgreSQL. */
function plain(text: string, longest: number): string {
  return (text.length > longest ? `${text.slice(0, longest - 1)}…` : text).replace(controls, "");
}

const isUuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const controls = /[\p{Cc}\p{Cs}]/gu;
const lastMs = Date.UTC(2100, 0);
const most = 2 ** 43; // a hundred days, or eight terabytes: a thousand such still make an exact sum
const longestPath = 300;
