"use server";

import { revalidatePath } from "next/cache";
import type { SetupState } from "@/app/(dashboard)/events/[eventId]/setup/outcome";
import { fieldsOf, toFormState } from "@/app/form-state";
import { requireContext } from "@/app/session";
import { OrganisationInput } from "@/lib/organisations/schema";
import { updateOrganisation } from "@/lib/organisations/verbs";

export async function saveOrganisation(_: SetupState, form: FormData): Promise<SetupState> {
  const ctx = await requireContext("organisation:write");
  const values = fieldsOf(form);
  const parsed = OrganisationInput.safeParse(values);
  if (!parsed.success) return toFormState(parsed.error, values);
  try {
    await updateOrganisation(ctx, parsed.data);
  } catch (error) {
    return toFormState(error, values);
  }
  revalidatePath("/", "layout"); // its name stands in the shell
  return { values: {}, fields: {}, isSaved: true };
}
