import { keyName } from "@/lib/api-keys/key-name";
import { newestSecret } from "@/lib/api-keys/verbs";
import type { Context } from "@/lib/core/context";
import { runtime } from "@/lib/core/runtime";
import { functionOf, noFunction, scheduleOf, wordOf } from "./function-row";
import { kinds, functionStates, protections, runStates, signatureSchemes, type FunctionDetails, type FunctionOfKey, type FunctionRow, type VersionRow } from "./schema";

/** The organisation's functions by name, with their last run and the outcomes of 24 hours. */
export async function listFunctions(ctx: Context): Promise<FunctionRow[]> {
  const rows = await runtime().database.query<ListedFunction>("functions", listText, [ctx.organisationId, ctx.now]);
  return rows.map((row) => ({
    id: row.id,
    kind: wordOf(kinds, row.kind),
    name: row.name,
    key: row.key,
    state: wordOf(functionStates, row.state),
    publishedVersion: row.publishedVersion,
    schedule: scheduleOf(row),
    nextRunAt: row.nextRunAt,
    lastRun: row.runId === null || row.runState === null || row.runAt === null ? null : { id: row.runId, state: wordOf(runStates, row.runState), at: row.runAt, startedAt: row.startedAt, endedAt: row.endedAt, wallMs: row.wallMs },
    recent: Array.from({ length: 24 }, (_, at) => {
      const hoursAgo = 23 - at;
      const counted = row.recent.find((one) => one.hoursAgo === hoursAgo);
      return { hoursAgo, good: counted?.good ?? 0, bad: counted?.bad ?? 0 };
    }),
  }));
}

/** @throws not_found */
export async function getFunction(ctx: Context, functionId: string): Promise<FunctionDetails> {
  const { read } = runtime().database;
  const found = await functionOf(read, ctx, functionId);
  const [people, published, lastRun] = await Promise.all([
    namesOf(ctx, [found.createdById, found.draftSavedById]),
    found.publishedVersion === null ? null : read.functionVersion.findUnique({ where: { functionId_number: { functionId, number: found.publishedVersion } }, select: { code: true } }),
    read.functionRun.findFirst({ where: { functionId, state: { not: "waiting" } }, orderBy: [{ createdAt: "desc" }, { id: "desc" }], select: { id: true, state: true, at: true, startedAt: true, endedAt: true, wallMs: true } }),
  ]);
  const { id, name, key, apiKeyId, publishedVersion, nextRunAt, draft, draftSavedAt, signatureHeader, timeoutMs, memoryBytes } = found;
  const { mailTo, mailAfterFailures, pauseAfterFailures, failuresInRow, revision, createdAt } = found;
  return {
    id,
    kind: wordOf(kinds, found.kind),
    name,
    key,
    apiKeyId,
    state: wordOf(functionStates, found.state),
    publishedVersion,
    schedule: scheduleOf(found),
    nextRunAt,
    lastRun: lastRun && { ...lastRun, state: wordOf(runStates, lastRun.state) },
    draft,
    draftSavedAt,
    draftSavedBy: people.get(found.draftSavedById ?? "") ?? null,
    isDraftPublished: published?.code === draft,
    protection: wordOf(protections, found.protection),
    signatureScheme: found.signatureScheme === null ? null : wordOf(signatureSchemes, found.signatureScheme),
    signatureHeader,
    hasSignatureSecret: found.signatureSealed !== null,
    timeoutMs,
    memoryBytes,
    mailTo,
    mailAfterFailures,
    pauseAfterFailures,
    failuresInRow,
    revision,
    createdAt,
    createdBy: people.get(found.createdById ?? "") ?? null,
  };
}

/** What was published, the newest first, without its code. @throws not_found */
export async function listVersions(ctx: Context, functionId: string): Promise<VersionRow[]> {
  const { read } = runtime().database;
  await functionOf(read, ctx, functionId);
  const rows = await read.functionVersion.findMany({ where: { functionId }, orderBy: { number: "desc" }, omit: { code: true } });
  const people = await namesOf(ctx, rows.map(({ publishedById }) => publishedById));
  return rows.map(({ number, note, publishedAt, publishedById }) => ({ number, note, publishedAt, publishedBy: people.get(publishedById ?? "") ?? null }));
}

/** @throws not_found */
export async function getVersion(ctx: Context, functionId: string, number: number): Promise<{ number: number; note: string; code: string; publishedAt: Date }> {
  const found = await runtime().database.read.functionVersion.findFirst({ where: { functionId, number, function: { organisationId: ctx.organisationId } } });
  if (!found) throw noFunction();
  return { number: found.number, note: found.note, code: found.code, publishedAt: found.publishedAt };
}

/** The keys a function may be given: active, unexpired, and marked usable by functions. `label`: what people call it. */
export async function usableKeys(ctx: Context): Promise<{ id: string; label: string }[]> {
  const rows = await runtime().database.read.apiKey.findMany({
    where: { organisationId: ctx.organisationId, isUsableByFunctions: true, state: "Active", OR: [{ expiresAt: null }, { expiresAt: { gt: ctx.now } }] },
    select: { id: true, comments: true, secrets: { orderBy: newestSecret, take: 1, select: { firstCharacters: true, lastCharacters: true } } },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: 500,
  });
  return rows.map(({ id, comments, secrets: [secret] }) => ({ id, label: keyName({ comments, first: secret?.firstCharacters ?? "", last: secret?.lastCharacters ?? "" }) }));
}

/** The functions that work with a key, by name: they fail without it. */
export async function functionsOfKey(ctx: Context, apiKeyId: string): Promise<FunctionOfKey[]> {
  const rows = await runtime().database.read.apiFunction.findMany({
    where: { organisationId: ctx.organisationId, apiKeyId },
    select: { id: true, name: true, kind: true, state: true, publishedVersion: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  return rows.map((row) => ({ ...row, kind: wordOf(kinds, row.kind), state: wordOf(functionStates, row.state) }));
}

/** A key for an endpoint's URL, made of its name; one that is free. */
export async function suggestKey(ctx: Context, name: string): Promise<string> {
  const folded = name.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  const base = folded.slice(0, 50).replaceAll(/^-+|-+$/g, "") || "function";
  const taken = await runtime().database.read.apiFunction.findMany({ where: { organisationId: ctx.organisationId, key: { startsWith: base } }, select: { key: true } });
  const keys = new Set(taken.map(({ key }) => key));
  let free = base;
  for (let number = 2; keys.has(free); number++) free = `${base}-${number}`;
  return free;
}

/** @param exceptId  the function whose key it may be already */
export async function keyIsFree(ctx: Context, key: string, exceptId?: string): Promise<boolean> {
  const found = await runtime().database.read.apiFunction.findFirst({ where: { organisationId: ctx.organisationId, key, ...(exceptId !== undefined && { id: { not: exceptId } }) }, select: { id: true } });
  return found === null;
}

/** Names of accounts by id; of those that are there. */
export async function namesOf(ctx: Context, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const rows = await runtime().database.read.account.findMany({ where: { organisationId: ctx.organisationId, id: { in: wanted } }, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

type ListedFunction = {
  id: string;
  kind: string;
  name: string;
  key: string | null;
  state: string;
  publishedVersion: number | null;
  everyMinutes: number | null;
  dailyAt: string | null;
  zone: string | null;
  nextRunAt: Date | null;
  runId: string | null;
  runState: string | null;
  runAt: Date | null;
  startedAt: Date | null;
  endedAt: Date | null;
  wallMs: number | null;
  recent: { hoursAgo: number; good: number; bad: number }[];
};

const listText = `
  SELECT f.id, f.kind, f.name, f.key, f.state, f."publishedVersion", f."everyMinutes", f."dailyAt", f.zone, f."nextRunAt",
         r.id AS "runId", r.state AS "runState", r.at AS "runAt", r."startedAt", r."endedAt", r."wallMs",
         coalesce((SELECT json_agg(json_build_object('hoursAgo', "hoursAgo", 'good', good, 'bad', bad))
                     FROM (SELECT floor(extract(epoch FROM $2::timestamptz - "createdAt") / 3600)::int AS "hoursAgo",
                                  count(*) FILTER (WHERE state = 'returned')::int AS good,
                                  count(*) FILTER (WHERE state IN ('threw', 'timedOut', 'outOfMemory', 'died'))::int AS bad
                             FROM function_run WHERE "functionId" = f.id AND "createdAt" > $2::timestamptz - interval '24 hours' AND "createdAt" <= $2 GROUP BY 1) h), '[]'::json) AS recent
    FROM function f
    LEFT JOIN LATERAL (SELECT * FROM function_run WHERE "functionId" = f.id AND state <> 'waiting' ORDER BY "createdAt" DESC, id DESC LIMIT 1) r ON true
   WHERE f."organisationId" = $1
   ORDER BY lower(f.name), f.id`;
