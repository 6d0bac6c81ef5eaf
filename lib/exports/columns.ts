import { joinList } from "@/lib/imports/cell-values";
import { targetsOf, type AskedQuestion, type Resource, type Target } from "@/lib/imports/targets";

/** A visitor or partner as a wire value, as far as this looks into it. */
export type Exported = Record<string, unknown>;
export type ExportColumn = { heading: string; cell: (record: Exported) => string };

export type ExportShape = {
  resource: Resource;
  questions: readonly AskedQuestion[];
  /** which addresses occur among the records; of the others there are no columns */
  addressTypes: readonly string[];
  /** IANA name: times are shown in it, and the heading says so */
  zone: string;
};

/**
 * What a download shows: first everything an import takes, under the headings by which it knows them, so that a download can be
 * brought in again; then what only happens to a registration.
 */
export function exportColumns({ resource, questions, addressTypes, zone }: ExportShape): ExportColumn[] {
  const targets = targetsOf(resource, questions).filter(({ key }) => !key.startsWith("address.") || addressTypes.includes(key.split(".")[1] ?? ""));
  const columns = targets.map((target) => ({ heading: target.label, cell: (record: Exported) => cellOf(target, record) }));
  return resource === "visitors" ? [...columns, ...happened(zone)] : columns;
}

function cellOf({ key, kind }: Target, record: Exported): string {
  const [head = "", type, member] = key.split(".");
  if (head === "contact") return textOf(at(record, "contact", type));
  if (head === "address") return textOf(at(listAt(record, "contact", "addresses").find((address) => at(address, "type") === type), member));
  if (head === "answers") return answersTo(record, type);
  switch (kind) {
    case "registrationType":
    case "form":
    case "partner":
      return textOf(at(record, key, "name"));
    case "role":
      return textOf(at(record, "partner", "role"));
    case "state":
      return inWords(textOf(record[key]));
    case "list":
      return joinList(listAt(record, key).map(textOf));
    default:
      return textOf(record[key]);
  }
}

/** `pendingConfirmation` → `Pending confirmation`, which an import understands again. */
function inWords(state: string): string {
  const words = state.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function answersTo(record: Exported, questionId: string | undefined): string {
  const answer = listAt(record, "answers").find((answered) => at(answered, "questionId") === questionId);
  const texts = listAt(answer, "values").map((value) => textOf(at(value, "text")));
  return texts.length === 1 ? (texts[0] ?? "") : joinList(texts); // what was written freely is not a list
}

/** Columns an import leaves alone. */
function happened(zone: string): ExportColumn[] {
  const clock = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" }); // 2027-03-09 14:00:00
  const time = (key: string) => (record: Exported) => (typeof record[key] === "string" ? clock.format(new Date(record[key])) : "");
  return [
    { heading: "Registered by way of", cell: (record) => textOf(record.method) },
    { heading: `Registered at (${zone})`, cell: time("registerTime") },
    { heading: `Visit (${zone})`, cell: time("visitTime") },
    { heading: `First entry (${zone})`, cell: time("firstEntryTime") },
    { heading: `Last exit (${zone})`, cell: time("lastExitTime") },
    { heading: "Days attended", cell: (record) => textOf(record.visits) },
    { heading: "Badge code", cell: (record) => textOf(at(record, "badge", "code")) },
  ];
}

function at(value: unknown, ...path: readonly (string | undefined)[]): unknown {
  return path.reduce<unknown>((inner, name) => (typeof inner === "object" && inner !== null && name !== undefined ? Reflect.get(inner, name) : undefined), value);
}

function listAt(value: unknown, ...path: readonly string[]): unknown[] {
  const list = at(value, ...path);
  return Array.isArray(list) ? list : [];
}

function textOf(value: unknown): string {
  return value === null || value === undefined ? "" : String(value);
}
