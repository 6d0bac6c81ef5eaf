"use client";

import Link from "next/link";
import { Sortable } from "@/components/sortable";
import { Badge } from "@/components/ui/badge";
import type { FormSetup } from "@/lib/forms/setup";
import { counted } from "../counted";
import { RemoveButton } from "../remove-button";
import { useOrder } from "../use-order";
import { useRemoval } from "../use-removal";
import { dropForm, orderForms, restoreForm } from "./actions";

type Row = Pick<FormSetup, "id" | "name" | "description" | "isDefault" | "allowsGaps" | "questions" | "registrations">;

export function FormList({ eventId, forms }: { eventId: string; forms: Row[] }) {
  const { shown, order } = useOrder(forms, (ids) => orderForms(eventId, ids));
  const { remove, isPending } = useRemoval(restoreForm.bind(null, eventId));
  return (
    <Sortable label="Forms" items={shown} nameOf={({ name }) => name} onOrder={order}>
      {(form) => (
        <div className="flex h-full items-center gap-2 py-2.5 pr-2 pl-4">
          <div className="min-w-0 flex-1">
            <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
              <Link href={`/events/${eventId}/setup/forms/${form.id}`} className="font-medium break-words hover:underline">
                {form.name}
              </Link>
              {form.isDefault ? <Badge tone="success">Default</Badge> : null}
              {form.allowsGaps ? <Badge>Allows gaps</Badge> : null}
            </div>
            <p className="text-xs text-muted-foreground">
              {counted(form.questions, "question")} · {counted(form.registrations, "visitor")}
            </p>
          </div>
          <RemoveButton name={form.name} isPending={isPending} onPress={() => remove(form.name, () => dropForm(eventId, form.id))} />
        </div>
      )}
    </Sortable>
  );
}
