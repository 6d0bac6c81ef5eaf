"use client";

import { useTransition } from "react";
import { refused, undoable } from "@/components/undo";
import { Select } from "@/components/ui/input";
import { changeRole } from "./actions";

type RoleSelectProps = { account: { id: string; name: string; roleId: string }; roles: readonly { id: string; name: string }[] };

/** Changes a role at once, and offers to take it back. Shows what is saved, also after a refusal. */
export function RoleSelect({ account, roles }: RoleSelectProps) {
  const [isPending, start] = useTransition();

  function change(roleId: string) {
    const before = account.roleId;
    start(async () => {
      const outcome = await changeRole(account.id, roleId);
      if (outcome.kind === "refused") return refused("The role was not changed", outcome.message);
      undoable(`${account.name}: ${roles.find(({ id }) => id === roleId)?.name ?? "role changed"}`, async () => {
        const back = await changeRole(account.id, before);
        return back.kind === "refused" ? back.message : undefined;
      });
    });
  }

  return (
    <Select aria-label={`Role of ${account.name}`} value={account.roleId} disabled={isPending} onChange={(event) => change(event.currentTarget.value)} className="h-9 text-sm max-md:pr-1 max-md:pl-2.5">
      {roles.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}
