import { searchPatterns } from "./search-words";

/**
 * Which records of an event a table or a download is about, as SQL: over alias `v` (visitors) or `p` (partners), with `$3` and on
 * standing for `values`; `$1` is the organisation and `$2` the event. Made of our own text; what came from outside is bound.
 */
export type Where = { sql: string; values: readonly unknown[] };

/** What a filter can ask for: its value in the address, and in words. `count`: how many have it. `group`: the heading it stands under. */
export type Option = { value: string; label: string; count?: number; group?: string };

/** One condition; `$?` stands for its value. */
export type Wanted = { sql: string; value: unknown };

/** All of them at once; `true` when there are none. */
export function whereAll(wanted: readonly Wanted[]): Where {
  const sql = wanted.map((one, index) => one.sql.replaceAll("$?", `$${index + 3}`)).join(" AND ");
  return { sql: sql || "true", values: wanted.map(({ value }) => value) };
}

/** A record matches a search when it has all its words, whatever their case and accents. */
export function matching(alias: string, query: string): Wanted[] {
  return searchPatterns(query).map((value) => ({ sql: `${alias}.search LIKE visit_fold($?)`, value }));
}

/** The search of an address, short enough to look for. */
export function queryIn(params: URLSearchParams): string {
  return (params.get("q") ?? "").replaceAll(/\p{Cc}/gu, " ").trim().slice(0, 200);
}

/** The values of a filter in an address: each once, in its order. What is too long to be one is left out. */
export function valuesIn(params: URLSearchParams, name: string): string[] {
  return [...new Set(params.getAll(name))].filter((value) => value !== "" && value.length <= 200 && !/\p{Cc}/u.test(value)).slice(0, 100);
}
