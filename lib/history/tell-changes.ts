import type { Change, ChangedBy } from "@/lib/core/changes";

/** What one write changed of a registration and its contact, for people. */
export type HistoryEntry = { id: string; action: Change["action"]; at: Date; by: ChangedBy; values: readonly ChangedValue[] };

/** A value before and after. null: there was none. `kind`: how the texts are meant; a time is ISO, a state one of the wire. */
export type ChangedValue = { label: string; kind: "text" | "time" | "state"; before: string | null; after: string | null };

/** How a column is told: under which label, and its values as text. A list of tellings, because one column may hold several answers. */
export type Telling = (before: unknown, after: unknown) => readonly ChangedValue[];

/**
 * Lines noted in one write are one entry: the registration's own and its contact's. What a telling leaves out is not told, and an
 * update that tells nothing is left out with it.
 * @param changes   the latest first
 * @param tellings  by resource and column: `visitors.tags`
 */
export function tellChanges(changes: readonly Change[], own: Change["resource"], tellings: Readonly<Record<string, Telling>>): HistoryEntry[] {
  const entries: { entry: HistoryEntry; values: ChangedValue[] }[] = [];
  for (const change of changes) {
    const values = Object.entries(change.changes ?? {}).flatMap(([column, [before, after]]) => tellings[`${change.resource}.${column}`]?.(before, after) ?? []);
    const last = entries.at(-1);
    if (last && last.entry.at.getTime() === change.at.getTime() && last.entry.by.name === change.by.name && last.entry.by.kind === change.by.kind) {
      last.values.unshift(...values);
      if (change.resource === own) last.entry.action = change.action;
    } else {
      // A contact that was created or erased beside the registration is told by the registration's line.
      entries.push({ entry: { id: change.id, action: change.resource === own ? change.action : "update", at: change.at, by: change.by, values: [] }, values });
    }
  }
  return entries.map(({ entry, values }) => ({ ...entry, values })).filter(({ action, values }) => action !== "update" || values.length > 0);
}

/** @param text  of a value that is there; what it makes empty counts as none */
export function telling(label: string, text: (value: unknown) => string = plain, kind: ChangedValue["kind"] = "text"): Telling {
  const tell = (value: unknown) => (value === null || value === undefined ? null : text(value) || null);
  return (before, after) => {
    const told = { label, kind, before: tell(before), after: tell(after) };
    return told.before === told.after ? [] : [told];
  };
}

export function plain(value: unknown): string {
  if (Array.isArray(value)) return value.map(plain).join(", ");
  return String(value);
}

/** The name of what an id stands for; the id itself when it is gone. */
export function nameIn(named: readonly { id: string; name: string }[]): (id: unknown) => string {
  return (id) => named.find((one) => one.id === id)?.name ?? String(id);
}
