import type { ReactNode } from "react";
import { Live } from "@/components/live";
import { PageHeader } from "@/components/page-header";
import { TimesNote } from "@/components/time";
import { FunctionState } from "./function-state";
import { FunctionTabs } from "./function-tabs";
import { loadFunction } from "./load";

export default async function FunctionLayout({ params, children }: { params: Promise<{ functionId: string }>; children: ReactNode }) {
  const { ctx, details } = await loadFunction((await params).functionId);
  const { timezone: zone, revision } = ctx.account.organisation;
  return (
    <>
      <Live topics={[`functions:${details.id}`]} since={revision} />
      <PageHeader title={details.name} trail={[{ label: "Advanced API", href: "/organisation/api/advanced" }]} text={<FunctionState details={details} zone={zone} />} />
      <FunctionTabs functionId={details.id} />
      <div className="mt-6">{children}</div>
      <TimesNote zone={zone} at={ctx.now} className="mt-4" />
    </>
  );
}
