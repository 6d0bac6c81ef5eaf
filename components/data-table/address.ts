import type { Cursor } from "@/lib/core/browse-page";
import { cursorParam } from "@/lib/core/cursor";

/** What Next hands a page of its address's query. */
export type SearchParams = Record<string, string | string[] | undefined>;

export function toParams(searchParams: SearchParams): URLSearchParams {
  return new URLSearchParams(Object.entries(searchParams).flatMap(([name, value]) => [value ?? []].flat().map((one): [string, string] => [name, one])));
}

/** The same address with other values for some parameters; undefined takes one out. The page begins anew unless a cursor is given. */
export function addressWith(params: URLSearchParams, changes: Record<string, string | undefined>, cursor?: Cursor): string {
  const next = new URLSearchParams(params);
  for (const name of cursorNames) next.delete(name);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) next.delete(name);
    else next.set(name, value);
  }
  if (cursor) next.set(...cursorParam(cursor));
  return `?${next.toString()}`;
}

/** The same address without one value of a filter. */
export function addressWithout(params: URLSearchParams, name: string, value: string): string {
  const next = new URLSearchParams(params);
  for (const cursorName of cursorNames) next.delete(cursorName);
  next.delete(name, value);
  return `?${next.toString()}`;
}

/** The same table without any filter. */
export function clearedAddress(params: URLSearchParams, names: readonly string[]): string {
  return addressWith(params, Object.fromEntries(names.map((name) => [name, undefined])));
}

/** Only what a filter is made of: what a download takes over, and what a selection belongs to. */
export function filterPart(params: URLSearchParams, names: readonly string[]): URLSearchParams {
  return new URLSearchParams([...params].filter(([name]) => names.includes(name)));
}

/** `?sort=name` or `?sort=-name`; the default where an address asks for none there is. */
export function orderIn<By extends string>(params: URLSearchParams, sorts: Readonly<Record<By, unknown>>, usual: { by: By; isDescending: boolean }): { by: By; isDescending: boolean } {
  const [, minus, name] = /^(-?)(\w+)$/.exec(params.get("sort") ?? "") ?? [];
  const by = keysOf(sorts).find((known) => known === name);
  return by ? { by, isDescending: minus === "-" } : usual;
}

/** The columns a person chose to see, from their cookie; those marked `isUsual` where there is none. */
export function chosenColumns<Name extends string>(cookie: string | undefined, columns: Readonly<Record<Name, object>>): Name[] {
  const chosen = cookie?.split(".");
  return keysOf(columns).filter((name) => (chosen ? chosen.includes(name) : "isUsual" in columns[name]));
}

/** Object.keys types its answer as any text, since an object may have more members than its type says; tables of ours have not. */
function keysOf<Name extends string>(table: Readonly<Record<Name, unknown>>): Name[] {
  return Object.keys(table) as Name[];
}

const cursorNames = ["after", "before"];
