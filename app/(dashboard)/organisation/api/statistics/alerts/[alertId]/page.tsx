import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DeleteDialog } from "@/app/(dashboard)/_setup/delete-dialog";
import { requireContext } from "@/app/session";
import { PageHeader } from "@/components/page-header";
import { listAlerts } from "@/lib/statistics/alerts";
import { removeAlert } from "../actions";
import { AlertForm } from "../alert-form";
import { alertWords, keyWords } from "../alert-words";
import { alertsTrail, keyChoices } from "../load";

export const metadata: Metadata = { title: "Alert" };

export default async function AlertPage({ params }: { params: Promise<{ alertId: string }> }) {
  const ctx = await requireContext("organisation:write");
  const { alertId } = await params;
  const alert = (await listAlerts(ctx)).find(({ id }) => id === alertId);
  if (!alert) notFound();
  const { id, keyLabel: _, firingSince: _since, ...input } = alert;
  return (
    <div className="max-w-4xl">
      <PageHeader title={alertWords(alert)} trail={alertsTrail} text={keyWords(alert)} actions={<DeleteDialog noun="alert" name={alertWords(alert)} text="Nobody is told by it any more. It can also be set to off." list="/organisation/api/statistics/alerts" onDelete={removeAlert.bind(null, id)} />} />
      <AlertForm id={id} initial={input} keys={await keyChoices(ctx, alert)} />
    </div>
  );
}
