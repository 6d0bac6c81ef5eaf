import type { ReactNode } from "react";
import { PageHeader } from "@/components/page-header";
import { FunctionState } from "./function-state";
import { FunctionTabs } from "./function-tabs";
import { loadFunction } from "./load";

export default async function FunctionLayout({ params, children }: { params: Promise<{ functionId: string }>; children: ReactNode }) {
  const { details } = await loadFunction((await params).functionId);
  return (
    <>
      <PageHeader title={details.name} trail={[{ label: "Advanced API", href: "/organisation/api/advanced" }]} text={<FunctionState details={details} />} />
      <FunctionTabs functionId={details.id} />
      <div className="mt-6">{children}</div>
    </>
  );
}
