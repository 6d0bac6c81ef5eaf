import type { Metadata } from "next";
import { allows } from "@/lib/accounts/permissions";
import { listRuns } from "@/lib/functions/runs";
import { Workbench } from "../_editor/workbench";
import { loadFunction } from "../load";

export const metadata: Metadata = { title: "Code" };

export default async function CodePage({ params }: { params: Promise<{ functionId: string }> }) {
  const { ctx, details } = await loadFunction((await params).functionId);
  const { id, kind, draft, revision, publishedVersion, isDraftPublished } = details;
  const recorded = kind === "endpoint" ? (await listRuns(ctx, { functionId: id })).runs.filter(({ trigger }) => trigger === "endpoint") : [];
  return (
    <Workbench
      key={id}
      functionId={id}
      kind={kind}
      draft={draft}
      revision={revision}
      publishedVersion={publishedVersion}
      isDraftPublished={isDraftPublished}
      mayWrite={allows(ctx.account.permissions, "functions:write")}
      recorded={recorded.slice(0, 20).map((run) => ({ id: run.id, at: run.at.toISOString(), state: run.state }))}
      zone={ctx.account.organisation.timezone}
    />
  );
}
