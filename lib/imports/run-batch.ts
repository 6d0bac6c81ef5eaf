import type { Context } from "@/lib/core/context";
import { write, type Transaction } from "@/lib/core/db";
import type { FieldError } from "@/lib/core/errors";
import { runtime } from "@/lib/core/runtime";
import { applyRow, type Fate } from "./apply-row";
import type { Plan } from "./load-plan";
import { toBody } from "./to-body";

export type Row = { number: number; cells: string[]; sameAs: number | null };
export type Judged = { number: number; fate: Fate };

/** Another process has taken the import over, or a person has stopped it: nothing of this batch may stay. */
export class Superseded extends Error {}

/** The rows after `position`, as many as one batch may have. */
export function nextRows(importId: string, position: number): Promise<Row[]> {
  return runtime().database.read.importRow.findMany({
    where: { importId, number: { gt: position } },
    orderBy: { number: "asc" },
    take: BATCH_ROWS,
    select: { number: true, cells: true, sameAs: true },
  });
}

/** What would happen to these rows: done in full by the rules that will do it, and then taken back. */
export async function checkBatch(ctx: Context, plan: Plan, rows: readonly Row[], runner: string): Promise<Judged[]> {
  const judged = await foresee(ctx, plan, rows);
  await runtime().database.writer.$transaction((tx) => saveFates(tx, plan, judged, runner)); // no revision is drawn: not a matter for write()
  return judged;
}

/** Does it, and notes what happened in the same commit: after a crash no row is done twice and none is forgotten. */
export function runBatch(ctx: Context, plan: Plan, rows: readonly Row[], runner: string): Promise<Judged[]> {
  return write(ctx, async (tx) => {
    const judged = await judge(tx, ctx, plan, rows);
    await saveFates(tx, plan, judged, runner);
    return judged;
  });
}

/** A transaction is taken back by throwing; what was learnt in it is thrown out of it. */
class Foreseen extends Error {
  constructor(readonly judged: Judged[]) {
    super("taken back on purpose");
  }
}

async function foresee(ctx: Context, plan: Plan, rows: readonly Row[]): Promise<Judged[]> {
  try {
    return await write(ctx, async (tx): Promise<never> => {
      throw new Foreseen(await judge(tx, ctx, plan, rows));
    });
  } catch (error) {
    if (error instanceof Foreseen) return error.judged;
    throw error;
  }
}

/** Row after row, as many as fit in `HELD_MS`: others wait for the organisation's lock meanwhile. At least one. */
async function judge(tx: Transaction, ctx: Context, plan: Plan, rows: readonly Row[]): Promise<Judged[]> {
  const start = performance.now();
  const judged: Judged[] = [];
  for (const { number, cells, sameAs } of rows) {
    if (judged.length > 0 && performance.now() - start > HELD_MS) break;
    const fate = sameAs === null ? await applyRow(tx, ctx, plan, toBody(cells, plan.targets, plan.orders, plan.lookups)) : repeated(sameAs);
    judged.push({ number, fate });
  }
  return judged;
}

function repeated(sameAs: number): Fate {
  return { kind: "refused", errors: [{ field: "reference", error: "invalid_value", description: `is the same as in row ${sameAs}` }] };
}

/** @throws Superseded */
async function saveFates(tx: Transaction, plan: Plan, judged: readonly Judged[], runner: string): Promise<void> {
  const position = judged.at(-1)?.number ?? 0;
  const held = await tx.$executeRaw`UPDATE import SET position = ${position}, "runnerUntil" = now() + make_interval(secs => ${LEASE_SECONDS}) WHERE id = ${plan.id} AND runner = ${runner}`;
  if (held === 0) throw new Superseded("The import is run by another process, or was stopped.");
  const lines = judged.map(({ number, fate }) => ({
    number,
    fate: fate.kind,
    recordId: fate.kind === "refused" ? null : fate.recordId,
    errors: fate.kind === "refused" ? fate.errors.map((error) => ({ ...error, column: columnOf(plan, error) })) : null,
  }));
  await tx.$executeRaw`UPDATE import_row r SET fate = f.fate, errors = f.errors, "recordId" = f."recordId"
    FROM jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) AS f(number int, fate text, errors jsonb, "recordId" text)
    WHERE r."importId" = ${plan.id} AND r.number = f.number`;
}

/** The heading of the column that a wire field's value came from; undefined when no column says it. */
function columnOf({ targets, columns }: Plan, { field }: FieldError): string | undefined {
  const at = targets.findIndex((target) => target !== undefined && (field === target.key || field.startsWith(`${target.key}.`)));
  return at < 0 ? undefined : columns[at];
}

const BATCH_ROWS = 100;
const HELD_MS = 200;
/** How long a runner may be silent before another takes over; a batch holds its locks for at most 15 seconds. */
export const LEASE_SECONDS = 30;
