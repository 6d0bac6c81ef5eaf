import { registrationStates, type RegistrationState } from "@/lib/visitors/states";
import { fold } from "./fold";

/** What a cell says about someone's role at a partner, attendance or state, in words of people. undefined: nothing known. */
export function stateOf(text: string): RegistrationState | undefined {
  const word = fold(text);
  return registrationStates.find((state) => fold(state) === word) ?? STATE_WORDS[word];
}

export function attendanceOf(text: string): "show" | "no-show" | undefined {
  return ATTENDANCE_WORDS[fold(text)];
}

export function roleOf(text: string): "staff" | "guest" | undefined {
  return ROLE_WORDS[fold(text)];
}

/** Several values in one cell: on lines of their own, or parted by semicolons (`\\;` is one that belongs to a value). */
export function splitList(text: string): string[] {
  return text
    .split(/\r?\n|(?<!\\);/)
    .map((part) => part.trim().replaceAll("\\;", ";"))
    .filter((part) => part !== "");
}

/** The inverse of `splitList`. */
export function joinList(values: readonly string[]): string {
  return values.map((value) => value.replaceAll(";", "\\;")).join("; ");
}

export type DateOrder = "day-month" | "month-day";

/** How the dates of a column are meant: by the first that can be read only one way; the day stands first when none tells. */
export function dateOrderOf(cells: readonly string[]): DateOrder {
  for (const cell of cells) {
    const [, first, second] = /^(\d{1,2})[-./](\d{1,2})[-./]\d{4}$/.exec(cell.trim()) ?? [];
    if (Number(first) > 12) return "day-month";
    if (Number(second) > 12) return "month-day";
  }
  return "day-month";
}

/** `31-5-1984`, `5/31/1984` and the like as `1984-05-31`. What is no such date comes back as it was, for the rules to refuse. */
export function isoDate(text: string, order: DateOrder): string {
  const iso = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[T ]00:00(?::00)?)?$/.exec(text);
  if (iso) return [iso[1], iso[2]?.padStart(2, "0"), iso[3]?.padStart(2, "0")].join("-");
  const [, first = "", second = "", year] = /^(\d{1,2})[-./](\d{1,2})[-./](\d{4})$/.exec(text) ?? [];
  if (year === undefined) return text;
  const [day, month] = order === "day-month" ? [first, second] : [second, first];
  return [year, month.padStart(2, "0"), day.padStart(2, "0")].join("-");
}

const STATE_WORDS: Readonly<Record<string, RegistrationState | undefined>> = {
  uitgenodigd: "invited", eingeladen: "invited", invite: "invited",
  onvolledig: "incomplete", unvollstandig: "incomplete",
  pending: "pendingConfirmation",
  onhold: "hold",
  geregistreerd: "registered", registriert: "registered", inscrit: "registered", confirmed: "registered",
  afgewezen: "denied", abgelehnt: "denied", refused: "denied",
  geannuleerd: "cancelled", canceled: "cancelled", storniert: "cancelled", annule: "cancelled",
};
const ATTENDANCE_WORDS: Readonly<Record<string, "show" | "no-show" | undefined>> = {
  show: "show", yes: "show", ja: "show", oui: "show", si: "show", true: "show", attended: "show", present: "show",
  noshow: "no-show", no: "no-show", nee: "no-show", nein: "no-show", non: "no-show", false: "no-show", absent: "no-show",
};
const ROLE_WORDS: Readonly<Record<string, "staff" | "guest" | undefined>> = {
  staff: "staff", medewerker: "staff", mitarbeiter: "staff", personnel: "staff",
  guest: "guest", gast: "guest", invite: "guest", visitor: "guest",
};
