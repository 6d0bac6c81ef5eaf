import type { Metadata } from "next";
import { headers } from "next/headers";
import { peerAddress } from "@/app/peer-address";
import { missing, requireContext } from "@/app/session";
import { PageHeader } from "@/components/page-header";
import { Time, TimesNote, zoneName } from "@/components/time";
import { allows } from "@/lib/accounts/permissions";
import { operations } from "@/lib/api/registry";
import { isInUse } from "@/lib/api-keys/delete-key";
import { listRefusals, listSecrets } from "@/lib/api-keys/key-activity";
import { keyName } from "@/lib/api-keys/key-name";
import { getKey } from "@/lib/api-keys/verbs";
import { wallTime } from "@/lib/core/wall-time";
import { functionsOfKey } from "@/lib/functions/verbs";
import { listEventHeads } from "@/lib/events/overview";
import { saveKey } from "../actions";
import { apiUrl } from "../api-url";
import { KeyForm } from "../key-form";
import { KeyStateBadge } from "../key-state-badge";
import { usedFrom } from "../used-from";
import { Checker } from "./checker";
import { KeyActions } from "./key-actions";
import { KeyFacts } from "./key-facts";
import { KeyFunctions } from "./key-functions";
import { Refusals } from "./refusals";
import { Secrets } from "./secrets";
import { KeyTabs, tabOf } from "./tabs";

export const metadata: Metadata = { title: "API key" };

type KeyPageProps = { params: Promise<{ keyId: string }>; searchParams: Promise<{ tab?: string | string[] }> };

export default async function KeyPage({ params, searchParams }: KeyPageProps) {
  const ctx = await requireContext("userAccountManagement:read");
  const { keyId } = await params;
  const key = await getKey(ctx, keyId).catch(missing);
  const tab = tabOf((await searchParams).tab);
  const { permissions, organisation } = ctx.account;
  const zone = organisation.timezone;
  const mayWrite = allows(permissions, "userAccountManagement:write");
  const events = (await listEventHeads(ctx)).map(({ id, name }) => ({ id, name }));
  const functions = await functionsOfKey(ctx, key.id);
  const myAddress = peerAddress(await headers());
  return (
    <div className="max-w-4xl">
      <PageHeader
        title={keyName(key)}
        trail={[{ label: "API keys", href: "/organisation/api/keys" }]}
        text={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <KeyStateBadge state={key.state} />
            <code className="font-mono text-xs">
              {key.first}…{key.last}
            </code>
            <span>
              Made by {key.madeBy ?? "an unknown account"}, <Time at={key.createdAt} zone={zone} />
            </span>
            <span>{key.lastUsedAt ? <>Last used <Time at={key.lastUsedAt} zone={zone} /> {usedFrom(key)}</> : "Never used"}</span>
          </span>
        }
        actions={mayWrite ? <KeyActions keyId={key.id} name={keyName(key)} setState={key.setState} isInUse={isInUse(key, ctx.now)} usedBy={functions.map(({ name }) => name)} apiUrl={apiUrl()} /> : null}
      />
      <KeyTabs keyId={key.id} tab={tab} />
      <div className="mt-8 grid gap-10">
        {tab === "settings" && (functions.length > 0 || key.isUsableByFunctions) ? <KeyFunctions functions={functions} mayOpen={allows(permissions, "functions:read")} /> : null}
        {tab === "settings" && mayWrite ? (
          <KeyForm
            key={key.setState} // its state may be changed by the buttons above
            action={saveKey.bind(null, key.id)}
            initial={{ ...key, state: key.setState, expiresAt: key.expiresAt ? wallTime(zone, key.expiresAt) : "", eventScope: key.events.kind }}
            events={events}
            permissions={permissions}
            zone={zoneName(zone, key.expiresAt ?? ctx.now)}
            myAddress={myAddress}
            functionCount={functions.length}
            apiUrl={apiUrl()}
          />
        ) : null}
        {tab === "settings" && !mayWrite ? <KeyFacts details={key} zone={zone} /> : null}
        {tab === "secrets" ? <Secrets secrets={await listSecrets(ctx, keyId)} zone={zone} now={ctx.now} /> : null}
        {tab === "refused" ? (
          <>
            <Refusals refusals={await listRefusals(ctx, keyId)} zone={zone} />
            <Checker keyId={key.id} operations={askable} events={events} address={key.lastUsedAddress ?? myAddress ?? ""} />
          </>
        ) : null}
        <TimesNote zone={zone} at={ctx.now} className="mt-0" />
      </div>
    </div>
  );
}

const askable = operations.map(({ access, summary, path, method }) => ({ access, summary, line: `${method} ${path}` }));
