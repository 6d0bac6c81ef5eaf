import type { Database } from "@/lib/core/db";
import { addressText } from "./address-text";
import type { Recorded } from "./call-record";
import { gather } from "./gather";
import type { Kinds } from "./kinds";

/** A piece of a journal: from how far it was counted to how far it is afterwards. */
export type Piece = { sourceId: string; from: number; to: number; records: readonly Recorded[] };

/**
 * Counts a piece of a journal, once: the counts, the log's rows and the number that says how far the journal is counted change together,
 * and only if nobody else has counted the piece.
 * @returns whether it was counted now; if not, how far the journal is counted has to be asked
 */
export async function flush(database: Pick<Database, "query">, kinds: Kinds, { sourceId, from, to, records }: Piece): Promise<boolean> {
  const counts = gather(records);
  const ids = await kinds.idsOf(counts.map(({ kind }) => kind));
  const rows = counts.map(({ organisationId: o, keyId: k, bucket: t, calls: n, durationUs: u, bytes: b, durations: d, sizes: s }, at) => ({ o, k, t, i: ids[at], n, u, b, d: arrayText(d), s: arrayText(s) }));
  const logged = records.filter(({ skipped }) => skipped !== undefined).map(loggedRow);
  const [done] = await database.query<{ claimed: number }>("flush calls", text, [sourceId, from, to, JSON.stringify(rows), JSON.stringify(logged)]);
  return done?.claimed === 1;
}

function loggedRow({ organisationId, atMs, requestId, keyId, method, path, operation, format, origin, status, durationUs, bytes, address, skipped }: Recorded) {
  const bounded = { durationUs: Math.min(durationUs, mostInt), bytes: Math.min(bytes, mostInt) };
  return { organisationId, at: new Date(atMs), id: requestId, keyId: keyId || null, method, path, operation, format, origin, status, ...bounded, address: addressText(address) || null, skipped };
}

/** Parsed faster than an array of JSON. */
function arrayText(numbers: readonly number[]): string {
  return `{${numbers.join(",")}}`;
}

const mostInt = 2 ** 31 - 1;
const text = `
  WITH claimed AS (UPDATE statistics_source SET flushed = $3, "flushedAt" = now() WHERE id = $1 AND flushed = $2 RETURNING id),
       counted AS (INSERT INTO statistics_delta ("organisationId", "keyId", bucket, "kindId", calls, "durationUs", bytes, durations, sizes)
                   SELECT r.o, r.k, r.t, r.i, r.n, r.u, r.b, r.d::int[], r.s::int[]
                     FROM claimed, json_to_recordset($4) AS r(o text, k text, t timestamptz, i int, n int, u bigint, b bigint, d text, s text)),
       logged AS (INSERT INTO logged_call ("organisationId", at, id, "keyId", method, path, operation, format, origin, status, "durationUs", bytes, address, skipped)
                  SELECT r."organisationId", r.at, r.id, r."keyId", r.method, r.path, r.operation, r.format, r.origin, r.status, r."durationUs", r.bytes, r.address, r.skipped
                    FROM claimed, json_to_recordset($5) AS r("organisationId" text, at timestamptz, id uuid, "keyId" text, method text, path text, operation text, format text,
                         origin text, status smallint, "durationUs" int, bytes int, address text, skipped int)
                  ON CONFLICT DO NOTHING)
  SELECT count(*)::int AS claimed FROM claimed`;
