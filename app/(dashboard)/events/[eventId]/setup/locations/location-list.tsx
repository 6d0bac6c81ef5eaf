"use client";

import { ArrowLeftRight, LogIn, LogOut, MapPin } from "lucide-react";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import type { Location } from "@/lib/events/locations";
import { InlineList } from "../inline-list";
import { dropLocation, restoreLocation, saveLocation } from "./actions";

export function LocationList({ eventId, items }: { eventId: string; items: Location[] }) {
  return (
    <InlineList
      label="Locations"
      word="location"
      Icon={MapPin}
      items={items}
      empty="A location is a door, a hall or a desk where badges are read. Its direction says whether people come in or go out there."
      initial={(item) => ({ name: item?.name ?? "", direction: item?.direction ?? "" })}
      save={saveLocation.bind(null, eventId)}
      remove={dropLocation.bind(null, eventId)}
      restore={restoreLocation.bind(null, eventId)}
      fields={({ text, error }) => (
        <div className="grid gap-5 sm:grid-cols-[minmax(0,1fr)_14rem]">
          <Field label="Name" error={error("name")}>
            <Input {...text("name")} required />
          </Field>
          <Field label="Direction" error={error("direction")}>
            <Select {...text("direction")}>
              <option value="">Neither</option>
              <option value="in">In</option>
              <option value="out">Out</option>
            </Select>
          </Field>
        </div>
      )}
    >
      {({ name, direction }) => {
        const { Icon, word } = looks[direction ?? "neither"];
        return (
          <div className="flex flex-wrap items-center gap-x-5">
            <span className="min-w-0 flex-1 basis-48 font-medium break-words">{name}</span>
            <span className="flex w-24 items-center gap-2 text-sm text-muted-foreground">
              <Icon aria-hidden className="size-4" />
              {word}
            </span>
          </div>
        );
      }}
    </InlineList>
  );
}

const looks = { in: { Icon: LogIn, word: "In" }, out: { Icon: LogOut, word: "Out" }, neither: { Icon: ArrowLeftRight, word: "Neither" } };
