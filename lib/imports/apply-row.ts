import { attempt } from "@/lib/core/attempt";
import type { Context } from "@/lib/core/context";
import type { Transaction } from "@/lib/core/db";
import { conflict, invalid, isVisitError, type FieldError, type VisitError } from "@/lib/core/errors";
import type { Item } from "@/lib/core/wire";
import { importables, type Importable } from "./resources";
import type { Resource } from "./targets";
import type { Asked } from "./to-body";

export type Fate = { kind: "create" | "update" | "unchanged"; recordId: string } | { kind: "refused"; errors: FieldError[] };

type Where = { resource: Resource; eventId: string };

/**
 * What a row asks for, done by the ordinary verbs inside a larger write: found by its id, else its reference, and updated, else
 * created. A refusal leaves nothing behind. What would change nothing is taken back, so that it draws no revision.
 */
export async function applyRow(tx: Transaction, ctx: Context, where: Where, asked: Asked): Promise<Fate> {
  if (asked.errors.length > 0) return { kind: "refused", errors: asked.errors };
  const importable = importables[where.resource];
  let before: Item | undefined;
  const done = await attempt(
    tx,
    ctx,
    async (inner) => {
      const id = await find(tx, inner, where, importable, asked);
      before = id === undefined ? undefined : await importable.read(inner, where.eventId, id, tx);
      const body = withAddresses(asked, before);
      return id === undefined ? importable.create(inner, where.eventId, body) : importable.update(inner, where.eventId, id, body);
    },
    (after) => !before || withoutRevision(before.json) !== withoutRevision(after.json),
  );
  if (done.kind === "refused") return { kind: "refused", errors: errorsOf(done.error) };
  const recordId = idOf(done.value.json);
  if (done.kind === "dropped") return { kind: "unchanged", recordId };
  return { kind: before ? "update" : "create", recordId };
}

/** @throws validation_failed (an id of nobody), conflict (a reference of several) */
async function find(tx: Transaction, ctx: Context, { resource, eventId }: Where, importable: Importable, { id, reference }: Asked): Promise<string | undefined> {
  const what = resource === "visitors" ? "visitor" : "partner";
  if (id !== undefined) {
    await importable.read(ctx, eventId, id, tx).catch((error: unknown) => {
      if (!isVisitError(error)) throw error;
      throw invalid({ field: "id", error: "invalid_value", description: `is of no ${what} at this event; leave it empty to add one` });
    });
    return id;
  }
  if (reference === undefined) return undefined;
  const found = await importable.withReference(tx, { organisationId: ctx.organisationId, eventId, reference });
  if (found.length > 1) throw conflict(`Several ${what}s have the reference ${JSON.stringify(reference)}.`);
  return found[0];
}

/** A row names members of some addresses; the body replaces the whole list, so what is there already is kept in it. */
function withAddresses({ body, addresses }: Asked, before: Item | undefined): Record<string, unknown> {
  if (addresses.size === 0) return body;
  const contact: object = typeof body.contact === "object" && body.contact !== null ? body.contact : {};
  const merged = before ? addressesIn(before.json) : [];
  for (const [type, members] of addresses) {
    const at = merged.findIndex((address) => address.type === type);
    if (at < 0) merged.push({ type, ...members });
    else merged[at] = { ...merged[at], ...members };
  }
  return { ...body, contact: { ...contact, addresses: merged } };
}

function addressesIn(json: string): Record<string, unknown>[] {
  const record: { contact?: { addresses?: Record<string, unknown>[] } | null } = JSON.parse(json); // our own wire value
  return [...(record.contact?.addresses ?? [])];
}

function withoutRevision(json: string): string {
  return json.replace(/"revision":\d+/, "");
}

function idOf(json: string): string {
  const { id }: { id: string } = JSON.parse(json); // our own wire value
  return id;
}

/** A refusal without a field concerns the row as a whole. */
function errorsOf({ code, message, more }: VisitError): FieldError[] {
  return more.errors ?? [{ field: "", error: code, description: message }];
}
