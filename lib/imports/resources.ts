import type { Context } from "@/lib/core/context";
import type { Transaction } from "@/lib/core/db";
import { parseBody } from "@/lib/core/parse-body";
import type { Created, Item } from "@/lib/core/wire";
import { createPartner } from "@/lib/partners/create-partner";
import { CreatePartner, UpdatePartner } from "@/lib/partners/schema";
import { updatePartner } from "@/lib/partners/update-partner";
import { getPartner } from "@/lib/partners/verbs";
import { createVisitor } from "@/lib/visitors/create-visitor";
import { CreateVisitor, UpdateVisitor } from "@/lib/visitors/schema";
import { updateVisitor } from "@/lib/visitors/update-visitor";
import { getVisitor } from "@/lib/visitors/verbs";
import type { Resource } from "./targets";

type Body = Readonly<Record<string, unknown>>;

/** What importing needs of a resource: its ordinary verbs, called with bodies that came from outside. */
export type Importable = {
  /** ids of the living with this reference, at most two */
  withReference: (tx: Transaction, where: { organisationId: string; eventId: string; reference: string }) => Promise<string[]>;
  read: (ctx: Context, eventId: string, id: string, tx: Transaction) => Promise<Item>;
  create: (ctx: Context, eventId: string, body: Body) => Promise<Created>;
  update: (ctx: Context, eventId: string, id: string, body: Body) => Promise<Item>;
};

const living = (where: { organisationId: string; eventId: string; reference: string }) => ({ where: { ...where, deletedAt: null }, select: { id: true }, take: 2 });

export const importables: Readonly<Record<Resource, Importable>> = {
  visitors: {
    withReference: async (tx, where) => (await tx.visitor.findMany(living(where))).map(({ id }) => id),
    read: (ctx, expoId, visitorId, tx) => getVisitor(ctx, { expoId, visitorId }, tx),
    create: (ctx, expoId, body) => createVisitor(ctx, parseBody(CreateVisitor, { method: "import", ...body, expoId })),
    update: (ctx, expoId, visitorId, body) => updateVisitor(ctx, parseBody(UpdateVisitor, { ...body, expoId, visitorId })),
  },
  partners: {
    withReference: async (tx, where) => (await tx.partner.findMany(living(where))).map(({ id }) => id),
    read: (ctx, expoId, partnerId, tx) => getPartner(ctx, { expoId, partnerId }, tx),
    create: (ctx, expoId, body) => createPartner(ctx, parseBody(CreatePartner, { ...body, expoId })),
    update: (ctx, expoId, partnerId, body) => updatePartner(ctx, parseBody(UpdatePartner, { ...body, expoId, partnerId })),
  },
};
