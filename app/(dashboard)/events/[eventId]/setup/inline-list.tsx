"use client";

import { type LucideIcon, Pencil, Plus } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { EmptyState } from "@/components/empty-state";
import { Button } from "@/components/ui/button";
import type { Outcome, SetupState } from "@/app/(dashboard)/_setup/outcome";
import { RemoveButton } from "./remove-button";
import { SetupForm, type SetupFields } from "@/app/(dashboard)/_setup/setup-form";
import { useRemoval } from "./use-removal";

type InlineListProps<Item extends { id: string; name: string }> = {
  /** what the list is of, for those who cannot see it */
  label: string;
  /** one of them, as buttons say it: `location` */
  word: string;
  Icon: LucideIcon;
  items: Item[];
  empty: string;
  initial: (item: Item | undefined) => Record<string, string | null>;
  save: (id: string | undefined, state: SetupState, form: FormData) => Promise<SetupState>;
  remove: (id: string) => Promise<Outcome<Item>>;
  restore: (item: Item) => Promise<Outcome<unknown>>;
  fields: (fields: SetupFields) => ReactNode;
  children: (item: Item) => ReactNode;
};

/** Small things that are added and changed where they stand. One at a time; the focus goes into its form and back to where it came from. */
export function InlineList<Item extends { id: string; name: string }>({ label, word, Icon, items, empty, initial, save, remove, restore, fields, children }: InlineListProps<Item>) {
  const [open, setOpen] = useState<string>();
  const [closed, setClosed] = useState<string>();
  const region = useRef<HTMLDivElement>(null);
  const removal = useRemoval(restore);

  useEffect(() => {
    const target = open ? `[data-form="${open}"] :is(input, select, textarea):not([type=hidden])` : closed ? `[data-opens="${closed}"]` : undefined;
    if (target) region.current?.querySelector<HTMLElement>(target)?.focus();
  }, [open, closed]);

  const close = () => {
    setClosed(open);
    setOpen(undefined);
  };
  const begin = (id: string) => {
    setClosed(undefined);
    setOpen(id);
  };
  const form = (item: Item | undefined) => (
    <div data-form={item?.id ?? newOne} onKeyDown={(event) => event.key === "Escape" && close()} className="p-5">
      <SetupForm action={save.bind(null, item?.id)} initial={initial(item)} save={item ? "Save" : "Add"} onSaved={close} onCancel={close}>
        {fields}
      </SetupForm>
    </div>
  );

  return (
    <div ref={region} className="grid max-w-4xl gap-4">
      {items.length === 0 && open !== newOne ? <EmptyState Icon={Icon} title={`No ${word}s yet`} text={empty} /> : null}
      <ul aria-label={label} className="grid gap-2 empty:hidden">
        {items.map((item) => (
          <li key={item.id} className="rounded-lg border bg-card">
            {open === item.id ? (
              form(item)
            ) : (
              <div className="flex items-center gap-1 py-2 pr-2 pl-4">
                <div className="min-w-0 flex-1">{children(item)}</div>
                <Button variant="ghost" size="icon" data-opens={item.id} aria-label={`Edit ${item.name}`} onClick={() => begin(item.id)} className="text-muted-foreground">
                  <Pencil aria-hidden />
                </Button>
                <RemoveButton name={item.name} isPending={removal.isPending} onPress={() => removal.remove(item.name, () => remove(item.id))} />
              </div>
            )}
          </li>
        ))}
      </ul>
      {open === newOne ? (
        <div className="rounded-lg border bg-card">{form(undefined)}</div>
      ) : (
        <Button variant="outline" size="sm" data-opens={newOne} onClick={() => begin(newOne)} className="justify-self-start">
          <Plus aria-hidden />
          Add a {word}
        </Button>
      )}
    </div>
  );
}

const newOne = "new";
