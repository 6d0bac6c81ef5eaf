import { createHash, randomBytes } from "node:crypto";
import { hashPassword } from "@/lib/accounts/password";
import { defaultRoles } from "@/lib/accounts/roles";
import { type Transaction, write } from "@/lib/core/db";
import { invalid, VisitError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { toMailbox } from "@/lib/core/mailbox";
import { runtime } from "@/lib/core/runtime";
import { instantIn } from "@/lib/core/zone";
import type { SetUpInput } from "./schema";

/**
 * The one-time link to the first-run page, new at every start; older ones stop working. Only its token's hash is kept.
 * @returns null when the database holds a real organisation: one that is not the demo's
 */
export async function issueSetupLink(): Promise<string | null> {
  const { database, settings } = runtime();
  if (await database.read.organisation.findFirst({ where: { isDemo: false }, select: { id: true } })) return null;
  const token = randomBytes(32).toString("base64url");
  await database.writer.$transaction([
    database.writer.setupLink.deleteMany({ where: { usedAt: null } }),
    database.writer.setupLink.create({ data: { tokenHash: hashOf(token) } }),
  ]);
  return `${settings.url}/set-up/${token}`;
}

/** Whether the link still opens the first-run page. */
export async function isSetupLinkGood(token: string): Promise<boolean> {
  const { read } = runtime().database;
  const link = await read.setupLink.findUnique({ where: { tokenHash: hashOf(token) } });
  return link?.usedAt === null && !(await read.organisation.findFirst({ where: { isDemo: false }, select: { id: true } }));
}

/**
 * Uses the link up and makes the organisation, its roles, its first administrator, and its first event with what a
 * registration needs: types and a form. All or nothing.
 * @throws not_found  the link is unknown or used
 * @throws validation_failed  the e-mail address has an account already
 */
export async function setUp(token: string, input: SetUpInput, now: Date): Promise<{ organisationId: string; eventId: string }> {
  const organisationId = newId();
  const passwordHash = await hashPassword(input.password);
  return write({ organisationId }, async (tx) => {
    const { count } = await tx.setupLink.updateMany({ where: { tokenHash: hashOf(token), usedAt: null }, data: { usedAt: now } });
    const real = await tx.organisation.findFirst({ where: { isDemo: false }, select: { id: true } });
    if (count === 0 || real) throw new VisitError("not_found", "This link was used already, or a newer one has replaced it.");
    if (await tx.account.findUnique({ where: { email: input.email }, select: { id: true } })) {
      throw invalid({ field: "email", error: "invalid_value", description: "has an account already; use another address" });
    }
    await tx.organisation.create({ data: { id: organisationId, name: input.organisation, timezone: input.timezone } });
    await makeAdministrator(tx, organisationId, input, passwordHash);
    const eventId = await makeFirstEvent(tx, organisationId, input);
    return { organisationId, eventId };
  });
}

async function makeAdministrator(tx: Transaction, organisationId: string, input: SetUpInput, passwordHash: string): Promise<void> {
  const roles = defaultRoles.map((role) => ({ id: newId(), organisationId, ...role }));
  const [administrator] = roles;
  if (!administrator) throw new Error("There is no role to begin with.");
  await tx.role.createMany({ data: roles });
  await tx.account.create({
    data: { id: newId(), organisationId, roleId: administrator.id, email: input.email, name: input.name, passwordHash, state: "active" },
  });
}

async function makeFirstEvent(tx: Transaction, organisationId: string, input: SetUpInput): Promise<string> {
  const eventId = newId();
  const zone = input.eventTimezone;
  const start = instantIn(zone, input.start, "00:00:00");
  const end = instantIn(zone, input.end, "23:59:59");
  await tx.event.create({ data: { id: eventId, organisationId, name: input.event, contactEmail: toMailbox({ name: input.organisation, address: input.email }), start, end, timezone: zone } });
  for (const [sort, type] of firstTypes.entries()) {
    await tx.registrationType.create({ data: { id: newId(9), organisationId, sort, ...type } });
  }
  await tx.form.create({ data: { id: newId(), organisationId, eventId, name: "Registration", isDefault: true } });
  return eventId;
}

/** Of the organisation, shared by all its events. */
const firstTypes = [
  { name: "Visitor", reference: "visitor", type: "visitor", isDefault: true },
  { name: "Press", reference: "press", type: "visitor" },
  { name: "Exhibitor", reference: "exhibitor", type: "partner", isDefault: true },
];

function hashOf(token: string): string {
  return createHash("sha256").update(token, "utf8").digest("hex");
}
