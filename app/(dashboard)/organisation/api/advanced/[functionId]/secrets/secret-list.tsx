"use client";

import { DeleteDialog } from "@/app/(dashboard)/_setup/delete-dialog";
import { Time } from "@/components/time";
import type { SecretRow } from "@/lib/functions/schema";
import { remove } from "./actions";
import { SecretDialog } from "./secret-dialog";

/** Everything about a function's secrets but what they are. */
export function SecretList({ functionId, secrets, zone, mayWrite }: { functionId: string; secrets: readonly SecretRow[]; zone: string; mayWrite: boolean }) {
  return (
    <ul aria-label="Secrets" className="divide-y rounded-xl border bg-card">
      {secrets.map((secret) => (
        <li key={secret.name} className="flex flex-wrap items-center gap-x-4 gap-y-3 px-4 py-3">
          <div className="grid min-w-0 flex-1 basis-64 gap-0.5">
            <code className="font-mono text-sm font-medium [overflow-wrap:anywhere]">{secret.name}</code>
            <p className="text-sm [overflow-wrap:anywhere]">
              {secret.allowedHosts.length > 0 ? `Sent to ${secret.allowedHosts.join(", ")} only` : "Sent anywhere"}
              {secret.isWritable ? ". The function may change it" : ""}
            </p>
            <p className="text-xs text-muted-foreground">
              <Time at={secret.updatedAt} zone={zone} /> by {secret.updatedBy ?? (secret.isWritable ? "the function" : "an account that is no more")}
            </p>
          </div>
          {mayWrite ? (
            <div className="flex flex-wrap gap-2">
              <SecretDialog functionId={functionId} secret={secret} button={{ text: "Change", label: `Change ${secret.name}`, variant: "outline", size: "sm" }} />
              <DeleteDialog noun="secret" name={secret.name} isInRow text="Runs that ask for it fail from then on. This cannot be undone." onDelete={() => remove(functionId, secret.name)} />
            </div>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
