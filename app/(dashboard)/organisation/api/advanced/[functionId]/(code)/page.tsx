import type { Metadata } from "next";
import { Id } from "@/app/action";
import { allows } from "@/lib/accounts/permissions";
import { findRun, listRuns } from "@/lib/functions/runs";
import { Workbench } from "../_editor/workbench";
import { loadFunction } from "../load";

export const metadata: Metadata = { title: "Code" };

type CodePageProps = { params: Promise<{ functionId: string }>; searchParams: Promise<{ event?: string | string[] }> };

export default async function CodePage({ params, searchParams }: CodePageProps) {
  const { ctx, details } = await loadFunction((await params).functionId);
  const { event } = await searchParams;
  const { id, kind, state, draft, revision, publishedVersion, isDraftPublished } = details;
  const calls = kind === "endpoint" ? (await listRuns(ctx, { functionId: id, trigger: "endpoint" })).runs : [];
  const asked = Id.safeParse(event).data;
  const chosen = asked === undefined ? undefined : (calls.find((run) => run.id === asked) ?? (await findRun(ctx, id, asked)));
  const recorded = chosen && !calls.includes(chosen) ? [chosen, ...calls] : calls;
  return (
    <Workbench
      key={id}
      functionId={id}
      kind={kind}
      state={state}
      draft={draft}
      revision={revision}
      publishedVersion={publishedVersion}
      isDraftPublished={isDraftPublished}
      mayWrite={allows(ctx.account.permissions, "functions:write")}
      firstEvent={chosen?.id}
      recorded={recorded.map((run) => ({ id: run.id, at: run.at.toISOString(), state: run.state }))}
      zone={ctx.account.organisation.timezone}
    />
  );
}
