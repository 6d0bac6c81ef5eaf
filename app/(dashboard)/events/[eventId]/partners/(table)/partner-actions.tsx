"use client";

import { DeleteDialog, TagDialog } from "@/components/data-table/bulk-dialogs";
import { counted } from "@/components/data-table/run-many";
import { useTable } from "@/components/data-table/table-state";
import { useMany } from "@/components/data-table/use-many";
import type { PartnersChange } from "@/lib/partners/bulk";
import { change, tagOptions } from "./actions";

/** What can be done with the partners selected. */
export function PartnerActions({ eventId }: { eventId: string }) {
  const { selected } = useTable();
  const { run, runAfterGrace, noun } = useMany();
  const ids = [...selected];
  const doing = (wanted: PartnersChange) => (some: string[]) => change(eventId, { ids: some, change: wanted });

  function tag(kind: "addTag" | "removeTag", name: string) {
    const opposite = kind === "addTag" ? "removeTag" : "addTag";
    void run({
      ids,
      act: doing({ kind, tag: name }),
      says: (which) => (kind === "addTag" ? `${which} tagged ${name}` : `${name} taken off ${which}`),
      undo: (changed) => ({ ids: changed.map(({ id }) => id), act: doing({ kind: opposite, tag: name }) }),
    });
  }

  return (
    <>
      <TagDialog suggest={() => tagOptions(eventId, "")} onTag={tag} />
      <DeleteDialog
        text="Their staff and guests stay registered, as visitors of no partner. The contact goes too, unless it is registered elsewhere."
        onDelete={() => runAfterGrace({ ids, act: doing({ kind: "delete" }), says: (which) => `${which} deleted` }, `${counted(ids.length, noun)} will be deleted`)}
      />
    </>
  );
}
