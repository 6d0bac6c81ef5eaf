import { Bell } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { requireContext } from "@/app/session";
import { EmptyState } from "@/components/empty-state";
import { PageHeader } from "@/components/page-header";
import { Time, TimesNote } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Table, TableCell, TableHead } from "@/components/ui/table";
import { listAlerts } from "@/lib/statistics/alerts";
import type { Alert } from "@/lib/statistics/schema";
import { alertWords, keyWords } from "../alert-words";

export const metadata: Metadata = { title: "Alerts" };

export default async function AlertsPage() {
  const ctx = await requireContext("organisation:write");
  const alerts = await listAlerts(ctx);
  const { timezone: zone } = ctx.account.organisation;
  const add = (
    <Button asChild>
      <Link href="/organisation/api/statistics/alerts/new">+ Add</Link>
    </Button>
  );
  return (
    <>
      <PageHeader title="Alerts" trail={[{ label: "Statistics", href: "/organisation/api/statistics" }]} text="A mail when the API is used differently than usual. Every minute, each is held against what was counted." actions={alerts.length === 0 ? null : add} />
      {alerts.length === 0 ? (
        <EmptyState Icon={Bell} title="No alerts yet" text="Be told when a program suddenly gets errors, calls far more or less than usual, or has stopped calling.">
          {add}
        </EmptyState>
      ) : (
        <>
          <Table label="Alerts">
            <thead>
              <tr>
                <TableHead>Tells when</TableHead>
                <TableHead className={wide}>API key</TableHead>
                <TableHead className={wide}>Mail to</TableHead>
                <TableHead>State</TableHead>
              </tr>
            </thead>
            <tbody>
              {alerts.map((alert) => (
                <tr key={alert.id} className="hover:bg-muted/50">
                  <TableCell>
                    <Link href={`/organisation/api/statistics/alerts/${alert.id}`} className="rounded-sm font-medium underline-offset-4 hover:underline">
                      {alertWords(alert)}
                    </Link>
                    <span className="mt-0.5 block text-xs [overflow-wrap:anywhere] text-muted-foreground md:hidden">{keyWords(alert)}</span>
                  </TableCell>
                  <TableCell className={`${wide} [overflow-wrap:anywhere]`}>{keyWords(alert)}</TableCell>
                  <TableCell className={`${wide} [overflow-wrap:anywhere]`}>{alert.mailTo.join(", ")}</TableCell>
                  <TableCell>
                    <State alert={alert} zone={zone} />
                  </TableCell>
                </tr>
              ))}
            </tbody>
          </Table>
          <TimesNote zone={zone} at={ctx.now} />
        </>
      )}
    </>
  );
}

function State({ alert: { isEnabled, firingSince }, zone }: { alert: Alert; zone: string }) {
  if (!isEnabled) return <Badge>Off</Badge>;
  if (!firingSince) return <Badge tone="success">As usual</Badge>;
  return (
    <>
      <Badge tone="destructive">Told</Badge>
      <span className="mt-0.5 block text-xs text-muted-foreground">
        since <Time at={firingSince} zone={zone} />
      </span>
    </>
  );
}

/** Columns a narrow screen leaves out or says with the first. */
const wide = "hidden md:table-cell";
