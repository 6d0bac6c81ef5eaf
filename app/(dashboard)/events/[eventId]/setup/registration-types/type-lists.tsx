"use client";

import { Tag } from "lucide-react";
import Link from "next/link";
import { EmptyState } from "@/components/empty-state";
import { Sortable } from "@/components/sortable";
import { Badge } from "@/components/ui/badge";
import type { TypeSetup } from "@/lib/registration-types/setup";
import { counted } from "../counted";
import { RemoveButton } from "../remove-button";
import { useOrder } from "../use-order";
import { useRemoval } from "../use-removal";
import { orderTypes, removeType, restoreType } from "./actions";

type Row = Omit<TypeSetup, "revision">;

/** Types of visitors and types of partners, each in the order in which people are offered them. */
export function TypeLists({ eventId, types }: { eventId: string; types: Row[] }) {
  const { shown, order } = useOrder(types, (ids) => orderTypes(eventId, ids));
  const { remove, isPending } = useRemoval(restoreType.bind(null, eventId));
  return kinds.map(({ kind, title, word, text }) => {
    const rows = shown.filter(({ type }) => type === kind);
    const others = shown.filter(({ type }) => type !== kind).map(({ id }) => id);
    return (
      <section key={kind} aria-label={title} className="grid gap-3">
        <h3 className="text-base">{title}</h3>
        {rows.length === 0 ? <EmptyState Icon={Tag} title={`No types of ${title.toLowerCase()}`} text={text} /> : null}
        <Sortable label={title} items={rows} nameOf={({ name }) => name} onOrder={(ids) => order(kind === "visitor" ? [...ids, ...others] : [...others, ...ids])}>
          {(row) => (
            <div className="flex h-full items-center gap-2 py-2.5 pr-2 pl-4">
              <div className="min-w-0 flex-1">
                <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
                  <Link href={`/events/${eventId}/setup/registration-types/${row.id}`} className="font-medium break-words hover:underline">
                    {row.name}
                  </Link>
                  {row.isDefault ? <Badge tone="success">Default</Badge> : null}
                  {row.isShared ? <Badge>All events</Badge> : null}
                </div>
                <p className="text-xs text-muted-foreground">
                  {[row.reference && `Reference ${row.reference}`, counted(row.registrations, word), row.staff.length > 0 && counted(row.staff.length, "kind of staff", "kinds of staff")].filter(Boolean).join(" · ")}
                </p>
              </div>
              <RemoveButton name={row.name} isPending={isPending} onPress={() => remove(row.name, () => removeType(eventId, row.id))} />
            </div>
          )}
        </Sortable>
      </section>
    );
  });
}

const kinds = [
  { kind: "visitor", title: "Visitors", word: "visitor", text: "Without one nobody can register as a visitor." },
  { kind: "partner", title: "Partners", word: "partner", text: "Without one no partner can take part." },
] as const;
