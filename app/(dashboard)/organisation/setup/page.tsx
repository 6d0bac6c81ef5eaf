import type { Metadata } from "next";
import { requireContext } from "@/app/session";
import { PageHeader } from "@/components/page-header";
import { allows } from "@/lib/accounts/permissions";
import { timeZones } from "@/lib/core/zone";
import { getOrganisation } from "@/lib/organisations/verbs";
import { Reading } from "../../_setup/reading";
import { OrganisationForm } from "./organisation-form";

export const metadata: Metadata = { title: "Organisation setup" };

export default async function OrganisationSetupPage() {
  const ctx = await requireContext("organisation:read");
  const organisation = await getOrganisation(ctx);
  return (
    <div className="max-w-3xl">
      <PageHeader title="Setup" trail={[]} text={`What holds for all events of ${organisation.name}.`} />
      <Reading isOnly={!allows(ctx.account.permissions, "organisation:write")}>
        <OrganisationForm organisation={organisation} zones={timeZones(organisation.timezone)} />
      </Reading>
    </div>
  );
}
