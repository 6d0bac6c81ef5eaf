import { z } from "zod";
import type { Context } from "@/lib/core/context";
import { notFound } from "@/lib/core/errors";
import { readRow } from "@/lib/core/list";
import { runtime } from "@/lib/core/runtime";
import { offeredAt } from "@/lib/events/event-of";
import { occupyingStates, registrationStates } from "@/lib/visitors/states";
import { partnerDetails } from "./json.sql";
import { PartnerDetails, type PartnerRef } from "./schema";

export type PartnerOfPage = z.output<typeof PartnerDetails> & { validator: string };

/** A partner as its page shows it, also when it was deleted: then little is left. `validator`: what a change of it must expect. */
export async function findPartner(ctx: Context, { expoId, partnerId }: PartnerRef): Promise<PartnerOfPage> {
  const found = await readRow(partnerDetails, [ctx.organisationId, expoId, partnerId]);
  if (!found) throw notFound("partner");
  return { ...PartnerDetails.parse(JSON.parse(found.json)), validator: found.validator ?? String(found.revision) };
}

const Person = z.object({ id: z.string(), name: z.string(), detail: z.string(), registrationState: z.enum(registrationStates), attendanceState: z.enum(["no-show", "show"]), role: z.enum(["staff", "guest"]) });
export type Person = z.output<typeof Person>;

/** The first of a partner's staff and of its guests by name, `most` of each; who takes no place any more stands behind the others. */
export async function listPeople(ctx: Context, { expoId, partnerId }: PartnerRef, most: number): Promise<Person[]> {
  return z.array(Person).parse(await runtime().database.query("partner-people", people, [ctx.organisationId, expoId, partnerId, most]));
}

const people = ["staff", "guest"]
  .map(
    (role) => `(SELECT v.id, v."registrationState", v."attendanceState", v."partnerRole" AS role,
  coalesce(nullif(concat_ws(' ', c."firstName", c."lastNamePrefix", c."lastName"), ''), c.email, c.company, 'Without a name') AS name, concat_ws(' · ', c."jobFunction", c.email) AS detail
  FROM visitor v JOIN contact c ON c.id = v."contactId"
  WHERE v."organisationId" = $1 AND v."eventId" = $2 AND v."partnerId" = $3 AND v."partnerRole" = '${role}' AND v."deletedAt" IS NULL
  ORDER BY v."registrationState" NOT IN (${occupyingStates.map((state) => `'${state}'`).join(", ")}), v."sortName", v.id LIMIT $4)`,
  )
  .join(" UNION ALL ");

export type PartnerType = { id: string; name: string; isDefault: boolean; staff: readonly { id: string; name: string; freeBadges: number }[] };
const Staff = z.array(z.object({ id: z.string(), name: z.string(), freeBadges: z.int() }));

/** The types a partner of this event may have, in their order, with the badges that are free for each. */
export async function listPartnerTypes(ctx: Context, expoId: string): Promise<PartnerType[]> {
  const types = await runtime().database.read.registrationType.findMany({
    where: { ...offeredAt(ctx, { eventId: expoId }), type: "partner" },
    select: { id: true, name: true, isDefault: true, staff: true },
    orderBy: [{ sort: "asc" }, { id: "asc" }],
  });
  return types.map((type) => ({ ...type, staff: Staff.parse(type.staff) }));
}
