import type { Metadata } from "next";
import { Reading } from "@/app/(dashboard)/_setup/reading";
import { allows } from "@/lib/accounts/permissions";
import { timeZones } from "@/lib/core/zone";
import { listAudit } from "@/lib/functions/audit";
import { caps } from "@/lib/functions/caps";
import { getVersion, usableKeys } from "@/lib/functions/verbs";
import { endpointBase } from "../../endpoint-url";
import { sampleCallOf } from "../../sample-call";
import { loadFunction } from "../load";
import { CallPart } from "./call-part";
import { DeleteFunction } from "./delete-function";
import { HistoryPart } from "./history-part";
import { Part } from "./part";
import { SettingsForm } from "./settings-form";
import { settingsMark } from "./settings-mark";
import { StatePart } from "./state-part";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage({ params }: { params: Promise<{ functionId: string }> }) {
  const { ctx, details: whole } = await loadFunction((await params).functionId);
  const { draft: _, ...details } = whole; // the page has no use for the code
  const { permissions, organisation } = ctx.account;
  const zone = organisation.timezone;
  const mayWrite = allows(permissions, "functions:write");
  const history = await listAudit(ctx, details.id);
  const base = endpointBase(ctx.organisationId);
  const answers = details.publishedVersion === null || details.isDraftPublished ? whole.draft : (await getVersion(ctx, details.id, details.publishedVersion)).code;
  return (
    <div className="grid max-w-3xl gap-6">
      {mayWrite ? <StatePart functionId={details.id} state={details.state} failuresInRow={details.failuresInRow} isPublished={details.publishedVersion !== null} /> : null}
      {details.key === null ? null : <CallPart details={details} address={`${base}/${details.key}`} sample={sampleCallOf(answers)} mayWrite={mayWrite} />}
      <Reading isOnly={!mayWrite}>
        <SettingsForm
          details={details}
          mark={settingsMark(details)}
          keys={await usableKeys(ctx)}
          mayAddKey={allows(permissions, "userAccountManagement:write")}
          base={base}
          caps={caps()}
          zones={timeZones(details.schedule?.kind === "daily" ? details.schedule.zone : zone)}
          zone={zone}
        />
      </Reading>
      <HistoryPart rows={history} made={{ at: details.createdAt, by: details.createdBy }} zone={zone} />
      {mayWrite ? (
        <Part title="Delete" text="With its versions, runs, secrets and state. This cannot be undone; Disable can.">
          <DeleteFunction functionId={details.id} name={details.name} />
        </Part>
      ) : null}
    </div>
  );
}
