import type { Database } from "@/lib/core/db";
import { part } from "@/lib/core/runtime";
import type { KindOfCall } from "./gather";

export type KnownKind = KindOfCall & { id: number };

/** The list of kinds of calls, remembered: it is only ever added to. */
export class Kinds {
  readonly #ids = new Map<string, number>();
  constructor(private readonly database: Pick<Database, "query">) {}

  /** The id of each kind; those that are new are added to the list. */
  async idsOf(kinds: readonly KindOfCall[]): Promise<number[]> {
    const unknown = kinds.filter((kind) => !this.#ids.has(kindName(kind)));
    if (unknown.length > 0) {
      await this.database.query("add kinds of calls", insertKinds, [JSON.stringify(unknown)]);
      await this.list();
    }
    return kinds.map((kind) => {
      const id = this.#ids.get(kindName(kind));
      if (id === undefined) throw new Error("A kind of call that was added must be there.");
      return id;
    });
  }

  /** All that any call was so far. */
  async list(): Promise<KnownKind[]> {
    const known = await this.database.query<KnownKind>("kinds of calls", select, []);
    for (const kind of known) this.#ids.set(kindName(kind), kind.id);
    return known;
  }
}

export const kinds = part("kinds of calls", ({ database }) => new Kinds(database));

/** The same for equal kinds, and for no others. */
export function kindName({ operation, isWrite, format, origin, statusClass }: KindOfCall): string {
  return `${operation} ${isWrite} ${format} ${origin} ${statusClass}`;
}

const select = `SELECT id, operation, "isWrite", format, origin, "statusClass" FROM statistics_kind ORDER BY id`;
/** Of a list as JSON. In one order, so that two processes never wait for each other crosswise. */
export const insertKinds = `
  INSERT INTO statistics_kind (operation, "isWrite", format, origin, "statusClass")
  SELECT DISTINCT k.operation, k."isWrite", k.format, k.origin, k."statusClass"
    FROM json_to_recordset($1) AS k(operation text, "isWrite" boolean, format text, origin text, "statusClass" smallint)
   ORDER BY 1, 2, 3, 4, 5
  ON CONFLICT DO NOTHING`;
