import { runtime } from "@/lib/core/runtime";
import { z } from "zod";
import { dateOrderOf, type DateOrder } from "./cell-values";
import { fates, importStates } from "./import-state";
import { targetsOf, type Resource, type Target } from "./targets";
import type { Lookups } from "./to-body";

/** Everything that is the same for all rows of an import. */
export type Plan = {
  id: string;
  organisationId: string;
  eventId: string;
  resource: Resource;
  accountId: string | null;
  /** for each column */
  targets: readonly (Target | undefined)[];
  columns: readonly string[];
  orders: readonly DateOrder[];
  lookups: Lookups;
};

/** What an import row holds as plain text, narrowed. */
export const StoredImport = z.object({ resource: z.enum(["visitors", "partners"]), state: z.enum(importStates) });

export const StoredRow = z.object({
  fate: z.enum(fates).nullable(),
  /** `column`: heading of the column the value came from */
  errors: z.array(z.object({ field: z.string(), error: z.string(), description: z.string(), column: z.string().optional() })).nullable().transform((errors) => errors ?? []),
});

export async function loadPlan(importId: string): Promise<Plan> {
  const { read } = runtime().database;
  const found = await read.import.findUniqueOrThrow({ where: { id: importId } });
  const { organisationId, eventId, columns, accountId } = found;
  const { resource } = StoredImport.parse(found);
  const lookups = await loadLookups(organisationId, eventId, resource, found.targets.includes("partner"));
  const known = new Map(targetsOf(resource, lookups.questions).map((target) => [target.key, target]));
  const targets = found.targets.map((key) => known.get(key));
  const orders = await dateOrders(importId, targets);
  return { id: importId, organisationId, eventId, resource, accountId, targets, columns, orders, lookups };
}

export async function loadLookups(organisationId: string, eventId: string, resource: Resource, withPartners: boolean): Promise<Lookups> {
  const { read } = runtime().database;
  const named = { id: true, name: true, reference: true } as const;
  const offered = { organisationId, OR: [{ eventId }, { eventId: null }] };
  const order = [{ sort: "asc" as const }, { id: "asc" as const }];
  const [registrationTypes, forms, partners, questions] = await Promise.all([
    read.registrationType.findMany({ where: { ...offered, type: resource === "visitors" ? "visitor" : "partner" }, select: named }),
    read.form.findMany({ where: { organisationId, eventId }, select: { id: true, name: true } }),
    withPartners ? read.partner.findMany({ where: { organisationId, eventId, deletedAt: null }, select: named }) : [],
    resource === "visitors" ? read.question.findMany({ where: offered, orderBy: order, select: { ...named, type: true, answers: { select: named, orderBy: order } } }) : [],
  ]);
  return { registrationTypes, forms: forms.map((form) => ({ ...form, reference: null })), partners, questions };
}

/** How the dates of each column are meant, from all that stand there with a number above 12. */
async function dateOrders(importId: string, targets: readonly (Target | undefined)[]): Promise<DateOrder[]> {
  return Promise.all(
    targets.map(async (target, index) => {
      if (target?.kind !== "date") return "day-month";
      const telling = await runtime().database.read.$queryRaw<{ cell: string }[]>`
        SELECT cells[${index + 1}::int] AS cell FROM import_row
         WHERE "importId" = ${importId} AND cells[${index + 1}::int] ~ '^\\s*(1[3-9]|[23]\\d)[-./]|^\\s*\\d+[-./](1[3-9]|[23]\\d)[-./]' LIMIT 1`;
      return dateOrderOf(telling.map(({ cell }) => cell));
    }),
  );
}
