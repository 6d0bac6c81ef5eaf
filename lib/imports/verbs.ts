import type { Context } from "@/lib/core/context";
import { conflict, invalid, notFound } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { sendJob, wakeJobs } from "@/lib/core/jobs";
import { runtime } from "@/lib/core/runtime";
import { eventOf } from "@/lib/events/event-of";
import { importEvent } from "./carry-on-import";
import type { DelimitedChoices } from "./delimited";
import { fates, isBusy, type FateName } from "./import-state";
import { loadLookups, StoredImport, StoredRow } from "./load-plan";
import { readTable } from "./read-table";
import { suggestTargets } from "./suggest";
import { targetsOf, type Resource, type Target } from "./targets";
import type { SheetRow } from "./workbook";

export type ImportsRef = { eventId: string; resource: Resource };
export type ImportRef = ImportsRef & { importId: string };

/**
 * Takes a file in: reads it whole, keeps its rows and suggests what its columns mean. Nothing of the event changes.
 * The rows have no revision and are nobody's business, so this takes no organisation's lock.
 * @throws validation_failed (`file`), not_found (the event)
 */
export async function createImport(ctx: Context, input: ImportsRef & { fileName: string; bytes: Uint8Array; choices?: DelimitedChoices }): Promise<{ id: string }> {
  const { resource, fileName } = input;
  const { id: eventId } = await eventOf(runtime().database.read, ctx, input);
  const { format, columns, rows } = await readTable(input.bytes, input.choices);
  const { questions } = await loadLookups(ctx.organisationId, eventId, resource, false);
  const id = newId();
  return runtime().database.writer.$transaction(
    async (tx) => {
      await tx.import.deleteMany({ where: { organisationId: ctx.organisationId, createdAt: { lt: new Date(ctx.now.getTime() - KEPT_MS) } } });
      const accountId = ctx.actor.kind === "account" ? ctx.actor.id : null;
      const of = { id, organisationId: ctx.organisationId, eventId, accountId, resource, fileName: fileName.slice(0, 200), format, columns, createdAt: ctx.now };
      await tx.import.create({ data: { ...of, rowCount: 0 } });
      let rowCount = 0;
      let samples: string[][] = [];
      for await (const chunk of chunksOf(rows)) {
        if (rowCount === 0) samples = chunk.slice(0, 50).map(({ cells }) => cells);
        rowCount += chunk.length;
        await tx.$executeRaw`INSERT INTO import_row ("importId", number, cells)
          SELECT ${id}, number, ARRAY(SELECT cell FROM jsonb_array_elements_text(cells) WITH ORDINALITY AS c(cell, place) ORDER BY place)
            FROM jsonb_to_recordset(${JSON.stringify(chunk)}::jsonb) AS r(number int, cells jsonb)`;
      }
      if (rowCount === 0) throw invalid({ field: "file", error: "too_short", description: "The file has headings but no rows below them." });
      await tx.import.update({ where: { id }, data: { rowCount, targets: suggestTargets(columns, targetsOf(resource, questions), samples) } });
      return { id };
    },
    { timeout: 300_000, maxWait: 10_000 },
  );
}

/** @throws not_found */
export async function getImport(ctx: Context, ref: ImportRef) {
  const found = await runtime().database.read.import.findFirst({ where: whereOf(ctx, ref), include: { account: { select: { name: true } } } });
  if (!found) throw notFound("import");
  const { state } = StoredImport.parse(found);
  return { ...found, state, counts: await countsOf(found.id, found.position) };
}

export type ImportDetails = Awaited<ReturnType<typeof getImport>>;

/** The last imports into an event, newest first. */
export async function listImports(ctx: Context, { eventId, resource }: ImportsRef) {
  const rows = await runtime().database.read.import.findMany({
    where: { organisationId: ctx.organisationId, eventId, resource },
    orderBy: { createdAt: "desc" },
    take: 20,
    include: { account: { select: { name: true } } },
  });
  return rows.map((row) => ({ ...row, ...StoredImport.parse(row) }));
}

/** Where the columns of this event's imports can go. */
export async function listTargets(ctx: Context, { eventId, resource }: ImportsRef): Promise<Target[]> {
  const { questions } = await loadLookups(ctx.organisationId, eventId, resource, false);
  return targetsOf(resource, questions);
}

/**
 * Begins the dry run with what each column means.
 * @param targets  for each column a target's key, or "" to leave it out
 * @throws validation_failed (`targets.<index>`), not_found, conflict (it is running or done)
 */
export async function startCheck(ctx: Context, ref: ImportRef, targets: readonly string[]): Promise<void> {
  const { columns } = await getImport(ctx, ref);
  checkTargets(targets, columns, await listTargets(ctx, ref));
  await runtime().database.writer.$transaction(async (tx) => {
    const data = { state: "checking", position: 0, isCancelling: false, message: null, targets: [...targets] };
    const changed = await tx.import.updateMany({ where: { ...whereOf(ctx, ref), state: { in: ["mapping", "checked"] } }, data });
    if (changed.count === 0) throw conflict("This import is being checked, or was run already. Upload the file again.");
    const key = (name: string) => targets.indexOf(name) + 1; // 0: there is none, and cells[0] is null
    await tx.$executeRaw`UPDATE import_row r SET fate = NULL, errors = NULL, "recordId" = NULL, "sameAs" = NULLIF(k.first, r.number)
      FROM (SELECT number, CASE WHEN key IS NOT NULL THEN min(number) OVER (PARTITION BY key) ELSE number END AS first
              FROM (SELECT number, coalesce(NULLIF(btrim(cells[${key("id")}::int]), ''), NULLIF(btrim(cells[${key("reference")}::int]), '')) AS key
                      FROM import_row WHERE "importId" = ${ref.importId}) keyed) k
      WHERE r."importId" = ${ref.importId} AND r.number = k.number`;
    await sendJob(importEvent(ref.importId), tx);
  }, { timeout: 60_000 });
  wakeJobs();
}

/** Brings the rows in; after a stop it carries on behind the last row that was done. @throws not_found, conflict (not checked yet, or done) */
export async function startImport(ctx: Context, ref: ImportRef): Promise<void> {
  const begin = { state: "running", isCancelling: false, message: null, finishedAt: null };
  const begun = await runtime().database.writer.$transaction(async (tx) => {
    const fresh = await tx.import.updateMany({ where: { ...whereOf(ctx, ref), state: "checked" }, data: { ...begin, position: 0, startedAt: ctx.now } });
    const resumed = await tx.import.updateMany({ where: { ...whereOf(ctx, ref), state: { in: ["cancelled", "failed"] } }, data: begin });
    if (fresh.count + resumed.count > 0) await sendJob(importEvent(ref.importId), tx);
    return fresh.count + resumed.count;
  });
  if (begun === 0) {
    await getImport(ctx, ref);
    throw conflict("This import is not checked yet, or was run already.");
  }
  wakeJobs();
}

/** Stops it before its next batch. What was done stays done. @throws not_found */
export async function cancelImport(ctx: Context, ref: ImportRef): Promise<void> {
  await getImport(ctx, ref);
  await runtime().database.writer.import.updateMany({ where: { ...whereOf(ctx, ref), state: { in: ["checking", "running"] } }, data: { isCancelling: true } });
  await sendJob(importEvent(ref.importId)); // should it be abandoned, somebody has to be there to obey
}

/** Forgets the file and its rows, not what was brought in. @throws not_found, conflict (somebody is at work on it) */
export async function deleteImport(ctx: Context, ref: ImportRef): Promise<void> {
  const { state } = await getImport(ctx, ref);
  if (isBusy(state)) throw conflict("Stop the import before you remove it.");
  await runtime().database.writer.import.deleteMany({ where: whereOf(ctx, ref) });
}

/** Rows in the file's order. @param query.after  number of the last row seen */
export async function listImportRows(ctx: Context, ref: ImportRef, query: { fate?: FateName | undefined; after?: number; limit?: number } = {}) {
  const rows = await runtime().database.read.importRow.findMany({
    where: { import: whereOf(ctx, ref), number: { gt: query.after ?? 0 }, ...(query.fate && { fate: query.fate }) },
    orderBy: { number: "asc" },
    take: query.limit ?? 50,
  });
  return rows.map((row) => ({ ...row, ...StoredRow.parse(row) }));
}

/** @throws validation_failed */
function checkTargets(targets: readonly string[], columns: readonly string[], offered: readonly Target[]): void {
  const known = new Set(offered.map(({ key }) => key));
  const errors = targets.flatMap((key, index) => {
    if (key === "") return [];
    const field = `targets.${index}`;
    if (!known.has(key)) return [{ field, error: "invalid_value", description: "is not known here" }];
    const first = targets.indexOf(key);
    return first === index ? [] : [{ field, error: "invalid_value", description: `is taken by the column ${JSON.stringify(columns[first] ?? "")}` }];
  });
  if (targets.length !== columns.length) errors.push({ field: "targets", error: "invalid_value", description: "must name every column" });
  if (targets.every((key) => key === "")) errors.push({ field: "targets", error: "required", description: "Choose what at least one column means." });
  if (errors.length > 0) throw invalid(...errors);
}

/** How many rows have which fate: foreseen for all, and of them done, as far as the work has come. */
async function countsOf(importId: string, position: number) {
  const rows = await runtime().database.read.$queryRaw<{ fate: string | null; all: number; passed: number }[]>`
    SELECT fate, count(*)::int AS all, count(*) FILTER (WHERE number <= ${position})::int AS passed FROM import_row WHERE "importId" = ${importId} GROUP BY fate`;
  const of = (fate: FateName) => rows.find((row) => row.fate === fate) ?? { all: 0, passed: 0 };
  const counts = Object.fromEntries(fates.map((fate) => [fate, of(fate)])) as Record<FateName, { all: number; passed: number }>; // fromEntries forgets the names
  return { ...counts, passed: rows.reduce((sum, { passed }) => sum + passed, 0) };
}

async function* chunksOf(rows: AsyncIterable<SheetRow>): AsyncGenerator<SheetRow[]> {
  let chunk: SheetRow[] = [];
  for await (const row of rows) {
    if (chunk.push(row) < CHUNK_ROWS) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

function whereOf(ctx: Context, { eventId, resource, importId }: ImportRef) {
  return { id: importId, organisationId: ctx.organisationId, eventId, resource };
}

const CHUNK_ROWS = 1000;
/** 30 days */
const KEPT_MS = 30 * 24 * 3600 * 1000;
