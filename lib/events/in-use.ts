import { conflict } from "@/lib/core/errors";

/** How many registrations refer to something. `deleted`: tombstones, which go on naming their type and form. */
export type Uses = { visitors: number; partners: number; deleted: number };

/** @param what  as a sentence begins with it: `The type “Press”`. @throws conflict  when it is used at all, saying by how many */
export function refuseInUse(what: string, { visitors, partners, deleted }: Uses): void {
  const users = [count(visitors, "visitor"), count(partners, "partner"), count(deleted, "deleted registration")].filter((part) => part !== "");
  if (users.length === 0) return;
  throw conflict(`${what} cannot be removed: it is used by ${new Intl.ListFormat("en-GB").format(users)}.`);
}

function count(number: number, what: string): string {
  return number === 0 ? "" : `${number.toLocaleString("en-GB")} ${what}${number === 1 ? "" : "s"}`;
}
