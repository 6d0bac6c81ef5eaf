"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { DeleteDialog } from "@/app/(dashboard)/_setup/delete-dialog";
import { reached } from "@/app/(dashboard)/_setup/reached";
import { done, refused, undoable } from "@/components/undo";
import { Button } from "@/components/ui/button";
import { changeState, remove } from "../actions";
import { SecretDialog } from "../secret-dialog";
import { DisableDialog } from "./disable-dialog";
import { failureWords } from "./failure-words";
import { RotateDialog } from "./rotate-dialog";

type KeyActionsProps = { keyId: string; name: string; setState: "Active" | "Disabled"; isInUse: boolean; /** names of functions */ usedBy: readonly string[]; apiUrl: string };

/** Disable or enable, rotate, delete. */
export function KeyActions({ keyId, name, setState, isInUse, usedBy, apiUrl }: KeyActionsProps) {
  const [isPending, start] = useTransition();
  const [secret, setSecret] = useState<string>();
  const router = useRouter();
  const isActive = setState === "Active";
  const failures = failureWords(usedBy);
  const warnings = [...(isInUse ? ["This key was used in the last 7 days."] : []), ...(failures === undefined ? [] : [failures])];

  function change() {
    start(async () => {
      const outcome = await reached(changeState(keyId, isActive ? "Disabled" : "Active"));
      if (outcome.kind === "refused") return refused(isActive ? "Not disabled" : "Not enabled", outcome.message);
      if (!isActive) return done("The key is enabled");
      undoable("The key is disabled", async () => {
        const back = await changeState(keyId, "Active");
        return back.kind === "refused" ? back.message : undefined;
      });
    });
  }

  return (
    <>
      {isActive && failures !== undefined ? (
        <DisableDialog warning={failures} isPending={isPending} onDisable={change} />
      ) : (
        <Button variant="outline" size="sm" disabled={isPending} onClick={change}>
          {isActive ? "Disable" : "Enable"}
        </Button>
      )}
      <RotateDialog keyId={keyId} isUsedByFunctions={failures !== undefined} onRotated={setSecret} />
      <DeleteDialog
        noun="key"
        name={name}
        text="Programs that use it are refused from now on. This cannot be undone; Disable can."
        warning={warnings.length > 0 ? warnings.join(" ") : undefined}
        isNamed={isInUse}
        list="/organisation/api/keys"
        onDelete={(typed) => remove(keyId, typed)}
      />
      {secret ? (
        <SecretDialog
          title="The key has a new secret"
          secret={secret}
          apiUrl={apiUrl}
          onLeave={() => {
            setSecret(undefined);
            router.refresh();
          }}
        />
      ) : null}
    </>
  );
}
