import type { Metadata } from "next";
import { headers } from "next/headers";
import { peerAddress } from "@/app/peer-address";
import { requireContext } from "@/app/session";
import { PageHeader } from "@/components/page-header";
import { zoneName } from "@/components/time";
import { listEventHeads } from "@/lib/events/overview";
import { addKey } from "../actions";
import { apiUrl } from "../api-url";
import { KeyForm } from "../key-form";

export const metadata: Metadata = { title: "Add an API key" };

export default async function NewKeyPage({ searchParams }: { searchParams: Promise<{ for?: string | string[] }> }) {
  const ctx = await requireContext("userAccountManagement:write");
  const events = (await listEventHeads(ctx)).map(({ id, name }) => ({ id, name }));
  return (
    <div className="max-w-4xl">
      <PageHeader title="Add an API key" trail={[{ label: "API keys", href: "/organisation/api/keys" }]} />
      <KeyForm
        action={addKey}
        events={events}
        permissions={ctx.account.permissions}
        zone={zoneName(ctx.account.organisation.timezone, ctx.now)}
        myAddress={peerAddress(await headers())}
        apiUrl={apiUrl()}
        isForFunctions={(await searchParams).for === "functions"}
      />
    </div>
  );
}
