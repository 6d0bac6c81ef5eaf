import { log } from "@/lib/core/log";
import { runtime } from "@/lib/core/runtime";
import { sealsInUse } from "@/lib/core/secrets";
import { purposes, readable, seal } from "./sealed";

/**
 * Seals with the newest key what lasts and was sealed with one that is being replaced, so that the old one can go: secrets, state, and what
 * signatures are checked with. Runs keep theirs: they go by themselves.
 * @returns how many texts
 */
export async function sealAnew(): Promise<number> {
  const { newest, isReplacing } = sealsInUse();
  if (!isReplacing) return 0;
  let done = 0;
  for (const place of places) done += await sealAnewIn(place, newest);
  if (done > 0) log("info", "sealed anew with the newest of the encryption keys", { texts: done });
  return done;
}

async function sealAnewIn({ table, column, id, purpose }: Place, newest: string): Promise<number> {
  const { query } = runtime().database;
  const select = `SELECT ARRAY[${id.join()}] AS id, ${column} AS sealed FROM ${table} WHERE left(${column}, $1) <> $2 ORDER BY ${id.join()} LIMIT ${batch} OFFSET $3`;
  // One that was set anew meanwhile is sealed with the newest key already.
  const update = `UPDATE ${table} SET ${column} = $1 WHERE ${column} = $2 AND ${id.map((name, at) => `${name} = $${at + 3}`).join(" AND ")}`;
  let done = 0;
  for (let unreadable = 0; ; ) {
    const rows = await query<{ id: string[]; sealed: string }>("", select, [newest.length, newest, unreadable]);
    for (const { id: names, sealed } of rows) {
      const text = readable(sealed, purpose(names));
      if (text === null) unreadable++; // its key is gone already
      else await query("", update, [seal(text, purpose(names)), sealed, ...names]);
    }
    done += rows.length;
    if (rows.length < batch) return done - unreadable;
  }
}

/** `id`: the columns that name a row, as SQL. */
type Place = { table: string; column: string; id: readonly string[]; purpose: (id: readonly string[]) => string };
const places: readonly Place[] = [
  { table: "function", column: `"signatureSealed"`, id: ["id"], purpose: ([functionId = ""]) => purposes.signature(functionId) },
  { table: "function_secret", column: "sealed", id: [`"functionId"`, "name"], purpose: ([functionId = "", name = ""]) => purposes.secret(functionId, name) },
  { table: "function_state", column: "sealed", id: [`"functionId"`, "key"], purpose: ([functionId = "", key = ""]) => purposes.state(functionId, key) },
];
const batch = 200;
