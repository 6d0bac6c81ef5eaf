import type { Cursor, SortKey } from "./browse-page";

/** A cursor as an address carries it: `after=…` or `before=…`. */
export function cursorParam({ side, value, id }: Cursor): [name: string, value: string] {
  return [side, Buffer.from(JSON.stringify([value, id])).toString("base64url")];
}

/** The cursor in an address. One that is none, or of another order, is left out: the table begins at its first page. */
export function cursorIn(params: URLSearchParams, { type }: SortKey): Cursor | undefined {
  for (const side of ["after", "before"] as const) {
    const [value, id] = partsOf(params.get(side));
    if (typeof value === "string" && typeof id === "string" && forms[type].test(value) && /^[0-9a-z]{13}$/.test(id)) return { side, value, id };
  }
  return undefined;
}

function partsOf(text: string | null): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text ?? "", "base64url").toString());
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}

const forms: Record<SortKey["type"], RegExp> = {
  text: /^\P{Cc}*$/u,
  bigint: /^\d{1,18}$/,
  timestamptz: /^(-infinity|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?\+00)$/,
};
