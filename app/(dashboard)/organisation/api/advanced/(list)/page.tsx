import { Braces, History } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { requireContext } from "@/app/session";
import { EmptyState } from "@/components/empty-state";
import { Live } from "@/components/live";
import { PageHeader } from "@/components/page-header";
import { TimesNote } from "@/components/time";
import { Button } from "@/components/ui/button";
import { allows } from "@/lib/accounts/permissions";
import { listFunctions } from "@/lib/functions/verbs";
import { FunctionTable } from "./function-table";

export const metadata: Metadata = { title: "Advanced API" };

export default async function AdvancedPage() {
  const ctx = await requireContext("functions:read");
  const functions = await listFunctions(ctx);
  const { timezone, revision } = ctx.account.organisation;
  const add = allows(ctx.account.permissions, "functions:write") ? (
    <Button asChild>
      <Link href="/organisation/api/advanced/new">+ Add</Link>
    </Button>
  ) : null;
  const history = (
    <Button asChild variant="outline">
      <Link href="/organisation/api/advanced/history">
        <History aria-hidden />
        History
      </Link>
    </Button>
  );
  return (
    <>
      <Live topics={["functions:*"]} since={revision} />
      <PageHeader title="Advanced API" trail={[]} text="JavaScript of your own that runs inside Visit, instead of on a server between Visit and your other systems." actions={<>{functions.length === 0 ? null : add}{history}</>} />
      {functions.length === 0 ? (
        <EmptyState
          Icon={Braces}
          title="No functions yet"
          text="A background task runs by itself about every 9 minutes: to bring new registrations to a CRM, or to fetch partners from an ERP. An endpoint function has an address that other software calls, such as a ticket shop or a website. Nothing has to be hosted for either."
        >
          {add}
        </EmptyState>
      ) : (
        <>
          <FunctionTable functions={functions} zone={timezone} />
          <TimesNote zone={timezone} at={ctx.now} />
        </>
      )}
    </>
  );
}
