import type { Context } from "@/lib/core/context";
import { write } from "@/lib/core/db";
import { runtime } from "@/lib/core/runtime";
import { OrganisationInput } from "./schema";

/** What can be set up about the caller's organisation. */
export async function getOrganisation(ctx: Context): Promise<OrganisationInput> {
  const organisation = await runtime().database.read.organisation.findUniqueOrThrow({ where: { id: ctx.organisationId } });
  return OrganisationInput.parse(organisation);
}

/** A new deduplication mode counts for registrations from now on; contacts that exist stay as they are. */
export async function updateOrganisation(ctx: Context, { name, timezone, deduplication }: OrganisationInput): Promise<void> {
  await write(ctx, (tx) => tx.organisation.update({ where: { id: ctx.organisationId }, data: { name, timezone, deduplication } }));
}
