import type { Context } from "@/lib/core/context";
import { type Transaction, write } from "@/lib/core/db";
import { forbidden, invalid } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { toMailbox } from "@/lib/core/mailbox";
import { instantIn } from "@/lib/core/zone";
import { copySetup } from "./copy-setup";
import type { NewEventInput } from "./setup-schema";

/** Adds an event with what registrations need: the setup of another, or one to begin with. @throws forbidden (the caller sees chosen events only), validation_failed (`copyFrom`) */
export function createEvent(ctx: Context, input: NewEventInput): Promise<{ id: string }> {
  return write(ctx, async (tx) => {
    if (ctx.events.kind === "chosen") throw forbidden("Who sees chosen events only cannot add one.");
    const { name, description, reference, timezone, copyFrom } = input;
    const id = newId();
    await tx.event.create({
      data: {
        id,
        organisationId: ctx.organisationId,
        name,
        description,
        reference,
        timezone,
        contactEmail: toMailbox({ name: input.contactName, address: input.contactEmail }),
        start: instantIn(timezone, input.start.slice(0, 10), `${input.start.slice(11)}:00`),
        end: instantIn(timezone, input.end.slice(0, 10), `${input.end.slice(11)}:00`),
      },
    });
    const source = copyFrom && (await tx.event.findFirst({ where: { id: copyFrom, organisationId: ctx.organisationId }, select: { id: true } }));
    if (copyFrom && !source) throw invalid({ field: "copyFrom", error: "invalid_value", description: "must be an event of the organisation" });
    if (source) await copySetup(tx, ctx, { from: source.id, to: id });
    else await beginSetup(tx, ctx, id);
    return { id };
  });
}

/** A form, and the registration types that the organisation does not share as defaults already. */
async function beginSetup(tx: Transaction, ctx: Context, eventId: string): Promise<void> {
  const shared = await tx.registrationType.findMany({ where: { organisationId: ctx.organisationId, eventId: null }, select: { type: true, name: true, isDefault: true } });
  const missing = firstTypes.filter(({ type, name }) => !shared.some((known) => known.type === type && (known.isDefault || known.name === name)));
  await tx.registrationType.createMany({ data: missing.map((type, sort) => ({ id: newId(9), organisationId: ctx.organisationId, eventId, isDefault: true, sort, ...type })) });
  await tx.form.create({ data: { id: newId(), organisationId: ctx.organisationId, eventId, name: "Registration", isDefault: true } });
}

const firstTypes = [
  { name: "Visitor", reference: "visitor", type: "visitor" },
  { name: "Exhibitor", reference: "exhibitor", type: "partner" },
];
