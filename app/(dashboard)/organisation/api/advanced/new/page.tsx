import type { Metadata } from "next";
import { requireContext } from "@/app/session";
import { PageHeader } from "@/components/page-header";
import { allows } from "@/lib/accounts/permissions";
import { usableKeys } from "@/lib/functions/verbs";
import { endpointBase } from "../endpoint-url";
import { FunctionForm } from "./function-form";
import { offered } from "./offered";

export const metadata: Metadata = { title: "Add a function" };

export default async function NewFunctionPage() {
  const ctx = await requireContext("functions:write");
  return (
    <div className="max-w-3xl">
      <PageHeader title="Add a function" trail={[{ label: "Advanced API", href: "/organisation/api/advanced" }]} />
      <FunctionForm
        keys={await usableKeys(ctx)}
        mayAddKey={allows(ctx.account.permissions, "userAccountManagement:write")}
        base={endpointBase(ctx.organisationId)}
        templates={offered.map(({ id, kind, name, text, secrets }) => ({ id, kind, name, text, ...(secrets && { secrets }) }))}
      />
    </div>
  );
}
