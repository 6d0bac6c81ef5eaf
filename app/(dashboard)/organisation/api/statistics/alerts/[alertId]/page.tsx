import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireContext } from "@/app/session";
import { PageHeader } from "@/components/page-header";
import { listAlerts } from "@/lib/statistics/alerts";
import { AlertForm } from "../alert-form";
import { alertWords, keyWords } from "../alert-words";
import { alertsTrail, keyChoices } from "../load";
import { DeleteAlert } from "./delete-alert";

export const metadata: Metadata = { title: "Alert" };

export default async function AlertPage({ params }: { params: Promise<{ alertId: string }> }) {
  const ctx = await requireContext("organisation:write");
  const { alertId } = await params;
  const alert = (await listAlerts(ctx)).find(({ id }) => id === alertId);
  if (!alert) notFound();
  const { id, keyLabel: _, firingSince: _since, ...input } = alert;
  return (
    <div className="max-w-4xl">
      <PageHeader title={alertWords(alert)} trail={alertsTrail} text={keyWords(alert)} actions={<DeleteAlert id={id} />} />
      <AlertForm id={id} initial={input} keys={await keyChoices(ctx, alert)} />
    </div>
  );
}
