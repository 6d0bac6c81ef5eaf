"use client";

import { Plus, Trash2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";

type Entry = Record<string, string | null>;
export type EntryMember = { name: string; label: string; choices?: readonly (readonly [value: string, label: string])[] };

/** A list inside a form, each entry with the same few members: addresses, profiles. Sent as one value, because it is replaced whole. */
export function EntryList({ name, defaultValue, title, noun, members, error }: { name: string; defaultValue: string; title: string; noun: string; members: readonly EntryMember[]; error: (name: string) => string | undefined }) {
  const [entries, setEntries] = useState(() => readEntries(defaultValue));
  const change = (index: number, member: string, text: string) => setEntries(entries.map((entry, at) => (at === index ? { ...entry, [member]: text || null } : entry)));
  const blank = Object.fromEntries(members.map((member) => [member.name, member.choices?.[0]?.[0] ?? null]));

  return (
    <div role="group" aria-label={title} className="grid gap-3 sm:col-span-2">
      <p aria-hidden className="text-sm font-medium">
        {title}
      </p>
      {entries.map((entry, index) => (
        <EntryFrame key={index} label={`${noun} ${index + 1}`} onRemove={() => setEntries(entries.filter((_, at) => at !== index))}>
          {members.map((member) => (
            <Field key={member.name} label={member.label} error={error(`${name}.${index}.${member.name}`)}>
              {member.choices ? (
                <Select value={entry[member.name] ?? ""} onChange={(event) => change(index, member.name, event.target.value)}>
                  {member.choices.map(([value, label]) => (
                    <option key={value} value={value}>
                      {label}
                    </option>
                  ))}
                </Select>
              ) : (
                <Input value={entry[member.name] ?? ""} onChange={(event) => change(index, member.name, event.target.value)} />
              )}
            </Field>
          ))}
        </EntryFrame>
      ))}
      <Button variant="outline" size="sm" onClick={() => setEntries([...entries, blank])} className="justify-self-start">
        <Plus aria-hidden />
        Add {noun.toLowerCase()}
      </Button>
      <input type="hidden" name={name} value={JSON.stringify(entries)} />
    </div>
  );
}

function EntryFrame({ label, onRemove, children }: { label: string; onRemove: () => void; children: ReactNode }) {
  return (
    <div role="group" aria-label={label} className="relative grid gap-4 rounded-md border p-4 pr-14 sm:grid-cols-2 lg:grid-cols-4">
      {children}
      <Button variant="ghost" size="icon" aria-label={`Remove ${label.toLowerCase()}`} onClick={onRemove} className="absolute top-2 right-2 text-muted-foreground hover:text-destructive">
        <Trash2 aria-hidden />
      </Button>
    </div>
  );
}

/** What the page put there, or what was sent and came back. */
function readEntries(text: string): Entry[] {
  const list: unknown = text ? JSON.parse(text) : [];
  if (!Array.isArray(list)) return [];
  return list.map((entry: unknown) => Object.fromEntries(Object.entries(typeof entry === "object" && entry !== null ? entry : {}).map(([name, value]) => [name, typeof value === "string" ? value : null])));
}
