import { z } from "zod";
import { ItemId, Revision } from "@/lib/core/wire-schema";

export const Level = z.enum(["expo", "organization"]).describe("Where it is kept: `organization` is shared by all expos of the organisation.");

/** A registration type inside an expo. */
export const RegistrationTypeOfExpo = z.object({
  id: ItemId,
  name: z.string().describe("Name."),
  reference: z.string().nullable().describe("Your own key."),
  level: Level,
  type: z.enum(["visitor", "partner"]).describe("Whom it is for."),
});

export const RegistrationType = RegistrationTypeOfExpo.extend({ revision: Revision });

/** How visitors and partners show theirs. */
export const RegistrationTypeRef = RegistrationTypeOfExpo.pick({ id: true, name: true, reference: true });
