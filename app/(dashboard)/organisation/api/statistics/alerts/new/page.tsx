import type { Metadata } from "next";
import { requireContext } from "@/app/session";
import { PageHeader } from "@/components/page-header";
import { AlertForm } from "../alert-form";
import { alertsTrail, keyChoices } from "../load";

export const metadata: Metadata = { title: "Add an alert" };

export default async function NewAlertPage() {
  const ctx = await requireContext("organisation:write");
  return (
    <div className="max-w-4xl">
      <PageHeader title="Add an alert" trail={alertsTrail} />
      <AlertForm keys={await keyChoices(ctx)} initial={{ about: "errors", keyId: null, against: "threshold", limit: 5, minutes: 15, mailTo: [ctx.account.email], isEnabled: true }} />
    </div>
  );
}
