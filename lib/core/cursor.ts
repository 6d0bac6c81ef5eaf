import type { Cursor, SortKey } from "./browse-page";

/** A cursor as an address carries it: `after=…` or `before=…`. */
export function cursorParam({ side, values, id }: Cursor): [name: string, value: string] {
  return [side, Buffer.from(JSON.stringify([...values, id])).toString("base64url")];
}

/** The cursor in an address. One that is none, or of another order, is left out: the table begins at its first page. */
export function cursorIn(params: URLSearchParams, sort: SortKey): Cursor | undefined {
  for (const side of ["after", "before"] as const) {
    const values = partsOf(params.get(side));
    const id = values.pop() ?? "";
    if (values.length === sort.length && sort.every(({ type }, index) => forms[type].test(values[index] ?? "")) && /^[0-9a-z]{13}$/.test(id)) return { side, values, id };
  }
  return undefined;
}

function partsOf(text: string | null): string[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text ?? "", "base64url").toString());
    return Array.isArray(parts) && parts.every((part) => typeof part === "string") ? parts : [];
  } catch {
    return [];
  }
}

const forms: Record<SortKey[number]["type"], RegExp> = {
  boolean: /^(true|false)$/,
  text: /^\P{Cc}*$/u,
  bigint: /^\d{1,18}$/,
  timestamptz: /^(-infinity|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?\+00)$/,
};
