import { History } from "lucide-react";
import type { Metadata } from "next";
import { CodeDiffLoader } from "@/components/code-editor/code-diff-loader";
import { EmptyState } from "@/components/empty-state";
import { Time } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { allows } from "@/lib/accounts/permissions";
import { getVersion, listVersions } from "@/lib/functions/verbs";
import { loadFunction } from "../load";
import { ComparePicker } from "./compare-picker";
import { RestoreButton } from "./restore-button";

export const metadata: Metadata = { title: "Versions" };

type VersionsPageProps = { params: Promise<{ functionId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function VersionsPage({ params, searchParams }: VersionsPageProps) {
  const { ctx, details } = await loadFunction((await params).functionId);
  const versions = await listVersions(ctx, details.id);
  if (versions.length === 0) return <EmptyState Icon={History} title="Nothing is published yet" text="Every time the code is published it becomes a version here, to be compared with others and brought back." />;
  const zone = ctx.account.organisation.timezone;
  const query = await searchParams;
  const choices = ["draft", ...versions.map(({ number }) => String(number))];
  const chosen = (name: string, otherwise: string) => choices.find((choice) => choice === query[name]) ?? otherwise;
  const from = chosen("from", String(details.publishedVersion ?? versions[0]?.number));
  const to = chosen("to", "draft");
  const codeOf = async (choice: string) => (choice === "draft" ? details.draft : (await getVersion(ctx, details.id, Number(choice))).code);
  const [left, right] = await Promise.all([codeOf(from), codeOf(to)]);
  const isActive = details.state === "active";
  const mayWrite = allows(ctx.account.permissions, "functions:write");
  return (
    <div className="grid gap-10">
      <section aria-labelledby="versions">
        <h2 id="versions" className="mb-3 text-lg">
          Published
        </h2>
        <ul className="divide-y rounded-xl border bg-card">
          {versions.map(({ number, note, publishedAt, publishedBy }) => (
            <li key={number} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
              <div className="min-w-0 flex-1 basis-64">
                <p className="flex flex-wrap items-center gap-2 text-sm font-medium">
                  Version {number}
                  {number === details.publishedVersion ? <Badge tone={isActive ? "success" : "neutral"}>{isActive ? "Runs" : "Published"}</Badge> : null}
                </p>
                <p className="text-sm [overflow-wrap:anywhere]">{note}</p>
                <p className="text-xs text-muted-foreground">
                  <Time at={publishedAt} zone={zone} /> by {publishedBy ?? "an account that is no more"}
                </p>
              </div>
              {mayWrite ? <RestoreButton functionId={details.id} number={number} revision={details.revision} /> : null}
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="compare">
        <h2 id="compare" className="mb-3 text-lg">
          Compare
        </h2>
        <ComparePicker choices={choices} from={from} to={to} />
        {left === right ? (
          <p className="mt-4 rounded-xl border bg-card px-4 py-6 text-sm text-muted-foreground">Both are the same.</p>
        ) : (
          <div className="mt-4 h-[max(24rem,60dvh)] overflow-hidden rounded-xl border bg-card">
            <CodeDiffLoader left={left} right={right} leftLabel={nameOf(from)} rightLabel={nameOf(to)} />
          </div>
        )}
      </section>
    </div>
  );
}

function nameOf(choice: string): string {
  return choice === "draft" ? "Draft" : `Version ${choice}`;
}
