"use client";

import { Tag, Trash2 } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Option } from "@/lib/core/browsing";
import { counted } from "./run-many";
import { useTable } from "./table-state";
import { useMany } from "./use-many";

/** A button of the selection bar that opens a dialog. */
export function BulkDialog({ button, title, text, children }: { button: ReactNode; title: string; text?: ReactNode; children: (close: () => void) => ReactNode }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={setIsOpen}>
      <DialogTrigger asChild>
        <Button variant="outline" size="sm">
          {button}
        </Button>
      </DialogTrigger>
      <DialogContent title={title} text={text}>
        {children(() => setIsOpen(false))}
      </DialogContent>
    </Dialog>
  );
}

/** Adds a tag to those selected, or takes one off them. */
export function TagDialog({ suggest, onTag }: { suggest: () => Promise<Option[]>; onTag: (kind: "addTag" | "removeTag", tag: string) => void }) {
  const { selected } = useTable();
  const { noun } = useMany();
  const [known, setKnown] = useState<readonly Option[]>();
  const [tag, setTag] = useState("");
  const listId = useId();
  const isEmpty = tag.trim() === "";
  return (
    <BulkDialog
      button={
        <>
          <Tag aria-hidden />
          Tag
        </>
      }
      title={`Tag ${counted(selected.size, noun)}`}
      text="A tag is a free mark. Whoever has it already, or has it not, stays as they are."
    >
      {(close) => {
        const submit = (kind: "addTag" | "removeTag") => {
          close();
          onTag(kind, tag.trim());
          setTag("");
        };
        return (
          <form
            className="grid gap-5"
            onSubmit={(event) => {
              event.preventDefault();
              if (!isEmpty) submit("addTag");
            }}
          >
            <Field label="Tag">
              <Input name="tag" list={listId} value={tag} maxLength={100} autoComplete="off" onChange={({ target }) => setTag(target.value)} onFocus={() => void (known ?? suggest().then(setKnown, () => undefined))} />
            </Field>
            <datalist id={listId}>
              {known?.map(({ value }) => (
                <option key={value} value={value} />
              ))}
            </datalist>
            <div className="flex flex-wrap justify-end gap-3">
              <Button variant="outline" disabled={isEmpty} onClick={() => submit("removeTag")}>
                Remove tag
              </Button>
              <Button type="submit" disabled={isEmpty}>
                Add tag
              </Button>
            </div>
          </form>
        );
      }}
    </BulkDialog>
  );
}

/** Asks before those selected are deleted. @param text  what goes with them */
export function DeleteDialog({ text, onDelete }: { text: string; onDelete: () => void }) {
  const { selected } = useTable();
  const { noun } = useMany();
  const what = counted(selected.size, noun);
  return (
    <BulkDialog
      button={
        <>
          <Trash2 aria-hidden />
          Delete
        </>
      }
      title={`Delete ${what}?`}
      text={`${text} For ten seconds you can still undo it; after that nothing brings them back.`}
    >
      {(close) => (
        <div className="flex flex-wrap justify-end gap-3">
          <DialogClose asChild>
            <Button variant="outline">Cancel</Button>
          </DialogClose>
          <Button
            className="bg-destructive text-background hover:bg-destructive/90"
            onClick={() => {
              close();
              onDelete();
            }}
          >
            Delete {what}
          </Button>
        </div>
      )}
    </BulkDialog>
  );
}
