"use server";

import { action, sentForm } from "@/app/action";
import { saveForm } from "@/app/(dashboard)/_setup/act";
import { OrganisationInput } from "@/lib/organisations/schema";
import { updateOrganisation } from "@/lib/organisations/verbs";

export const saveOrganisation = action(sentForm, (_, form) => saveForm("organisation:write", form, OrganisationInput, updateOrganisation));
