import { LockKeyhole } from "lucide-react";
import type { Metadata } from "next";
import { EmptyState } from "@/components/empty-state";
import { Alert } from "@/components/ui/alert";
import { allows } from "@/lib/accounts/permissions";
import { listSecrets } from "@/lib/functions/manage-secrets";
import { loadFunction } from "../load";
import { askedSecrets } from "./asked-secrets";
import { SecretDialog } from "./secret-dialog";
import { SecretList } from "./secret-list";

export const metadata: Metadata = { title: "Secrets" };

export default async function SecretsPage({ params }: { params: Promise<{ functionId: string }> }) {
  const { ctx, details } = await loadFunction((await params).functionId);
  const secrets = await listSecrets(ctx, details.id);
  const zone = ctx.account.organisation.timezone;
  const mayWrite = allows(ctx.account.permissions, "functions:write");
  const missing = askedSecrets(details.draft).filter((name) => !secrets.some((secret) => secret.name === name));
  const add = mayWrite ? <SecretDialog functionId={details.id} button={{ text: "+ Add", ...(secrets.length > 0 && { variant: "outline", size: "sm" }) }} /> : null;
  return (
    <div className="grid gap-6">
      {missing.length > 0 ? (
        <Alert tone="info">
          <p className="font-medium">The code asks for {missing.length === 1 ? "a secret that is" : "secrets that are"} not there yet.</p>
          <ul className="mt-2 flex flex-wrap gap-2">
            {missing.map((name) => (
              <li key={name}>{mayWrite ? <SecretDialog functionId={details.id} name={name} button={{ text: `Add ${name}`, variant: "outline", size: "sm" }} /> : <code className="font-mono text-xs">{name}</code>}</li>
            ))}
          </ul>
        </Alert>
      ) : null}
      {secrets.length === 0 ? (
        <EmptyState Icon={LockKeyhole} title="No secrets yet" text="A token or password of another system does not belong into code. Kept here it is encrypted, masked in logs, never shown again, and sent only to the hosts you name.">
          {add}
        </EmptyState>
      ) : (
        <>
          <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
            <p className="max-w-prose text-sm text-muted-foreground">
              The code gets them by <code className="font-mono text-xs">await secrets.get(name)</code>. Nobody sees their values again.
            </p>
            {add}
          </div>
          <SecretList functionId={details.id} secrets={secrets} zone={zone} mayWrite={mayWrite} />
        </>
      )}
    </div>
  );
}
