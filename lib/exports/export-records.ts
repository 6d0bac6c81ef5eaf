import type { Where } from "@/lib/core/browsing";
import type { Context } from "@/lib/core/context";
import { runtime } from "@/lib/core/runtime";
import { eventOf } from "@/lib/events/event-of";
import { loadLookups } from "@/lib/imports/load-plan";
import type { Resource } from "@/lib/imports/targets";
import { partnerJson } from "@/lib/partners/json.sql";
import { visitorJson } from "@/lib/visitors/json.sql";
import { exportColumns, type Exported } from "./columns";
import { csvOf } from "./csv";
import { workbookOf } from "./workbook";

export const exportFormats = ["xlsx", "csv"] as const;
export type ExportFormat = (typeof exportFormats)[number];

export type Download = { fileName: string; type: string; bytes: AsyncIterable<Uint8Array | string> };

/**
 * What a filter lets through, as a file for people, by name. Read page after page while it is sent: in constant memory, and without one
 * long transaction; what is renamed meanwhile may be missed or come twice.
 * @throws expo_not_found
 */
export async function exportRecords(ctx: Context, input: { eventId: string; resource: Resource; format: ExportFormat; filter?: Where }): Promise<Download> {
  const { resource, format } = input;
  const event = await eventOf(runtime().database.read, ctx, input);
  const source = sources[resource];
  const where = { sql: `${source.alias}."organisationId" = $1 AND ${source.alias}."eventId" = $2 AND ${source.alias}."deletedAt" IS NULL${input.filter ? ` AND (${input.filter.sql})` : ""}`, values: [ctx.organisationId, event.id, ...(input.filter?.values ?? [])] };
  const [{ questions }, addressTypes] = await Promise.all([loadLookups(ctx.organisationId, event.id, resource, false), addressTypesOf(source, where)]);
  const columns = exportColumns({ resource, questions, addressTypes, zone: event.timezone });
  const heading = columns.map((column) => column.heading);
  const rows = cellsOf(recordsOf(source, where), columns.map(({ cell }) => cell));
  const title = resource === "visitors" ? "Visitors" : "Partners";
  return {
    fileName: `${title} ${event.name} ${ctx.now.toISOString().slice(0, 10)}.${format}`.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, " "),
    type: format === "csv" ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    bytes: format === "csv" ? csvOf(heading, rows) : workbookOf(title, heading, rows),
  };
}

type Source = { table: string; alias: string; json: string };

const sources: Readonly<Record<Resource, Source>> = {
  visitors: { table: "visitor", alias: "v", json: visitorJson },
  partners: { table: "partner", alias: "p", json: partnerJson },
};

/** By name, then id, a page at a time from behind the last one. */
async function* recordsOf({ table, alias, json }: Source, where: Where): AsyncGenerator<Exported> {
  const next = where.values.length + 1;
  const text = `SELECT built.json, ${alias}.id, ${alias}."sortName" AS name FROM (
    SELECT ${alias}.* FROM ${table} ${alias} WHERE ${where.sql} AND (${alias}."sortName", ${alias}.id) > ($${next}, $${next + 1})
     ORDER BY ${alias}."sortName", ${alias}.id LIMIT ${PAGE_ROWS}) ${alias} CROSS JOIN LATERAL (${json}) built
    ORDER BY ${alias}."sortName", ${alias}.id`;
  let last = { name: "", id: "" };
  for (;;) {
    const rows = await runtime().database.read.$queryRawUnsafe<{ json: string; id: string; name: string }[]>(text, ...where.values, last.name, last.id); // texts of ours, values bound
    for (const row of rows) {
      const record: Exported = JSON.parse(row.json); // our own wire value
      yield record;
    }
    const end = rows.at(-1);
    if (!end || rows.length < PAGE_ROWS) return;
    last = end;
  }
}

async function* cellsOf(records: AsyncIterable<Exported>, cells: readonly ((record: Exported) => string)[]): AsyncGenerator<string[]> {
  for await (const record of records) yield cells.map((cell) => cell(record));
}

async function addressTypesOf({ table, alias }: Source, where: Where): Promise<string[]> {
  const rows = await runtime().database.read.$queryRawUnsafe<{ type: string }[]>(
    `SELECT DISTINCT address ->> 'type' AS type FROM ${table} ${alias} JOIN contact c ON c.id = ${alias}."contactId" CROSS JOIN jsonb_array_elements(c.addresses) address WHERE ${where.sql}`,
    ...where.values,
  );
  return rows.map(({ type }) => type);
}

const PAGE_ROWS = 500;
