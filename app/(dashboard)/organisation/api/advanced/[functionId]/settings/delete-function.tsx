"use client";

import { DeleteDialog } from "@/app/(dashboard)/_setup/delete-dialog";
import { remove } from "./actions";

/** Deletes the function once its name is typed. */
export function DeleteFunction({ functionId, name }: { functionId: string; name: string }) {
  return (
    <DeleteDialog
      noun="function"
      name={name}
      text="Its versions, runs, secrets and state are deleted with it. This cannot be undone."
      isNamed
      list="/organisation/api/advanced"
      onDelete={() => remove(functionId)}
    />
  );
}
