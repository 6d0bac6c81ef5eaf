import type { Metadata } from "next";
import { requireContext } from "@/app/session";
import { PageHeader } from "@/components/page-header";
import { timeZones } from "@/lib/core/zone";
import { getOrganisation } from "@/lib/organisations/verbs";
import { OrganisationForm } from "./organisation-form";

export const metadata: Metadata = { title: "Organisation setup" };

export default async function OrganisationSetupPage() {
  const ctx = await requireContext("organisation:write");
  const organisation = await getOrganisation(ctx);
  return (
    <div className="max-w-3xl">
      <PageHeader title="Setup" trail={[]} text={`What holds for all events of ${organisation.name}.`} />
      <OrganisationForm organisation={organisation} zones={timeZones(organisation.timezone)} />
    </div>
  );
}
