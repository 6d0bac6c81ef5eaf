import { runtime } from "@/lib/core/runtime";
import { doorError } from "./door-error";
import { maxStateBytes } from "./schema";
import { purposes, seal, unsealText } from "./sealed";

/** What changed of a function's state in a run. */
export type StateChanges = { set: { key: string; sealed: string; bytes: number }[]; deleted: string[] };

/**
 * A function's state as one run sees it: read when first asked for, changed in memory, committed with the run's good end and
 * not at all without one, so that a cursor never runs ahead of its work.
 */
export class RunState {
  #values: Promise<Map<string, string>> | undefined;
  readonly #changed = new Set<string>();
  /** of all values, once they are read */
  #bytes = 0;
  constructor(private readonly functionId: string) {}

  /** @returns JSON text; undefined: there is none */
  async get(key: string): Promise<string | undefined> {
    return (await this.#load()).get(key);
  }

  async keys(): Promise<string[]> {
    return [...(await this.#load()).keys()].sort();
  }

  /** @param json  JSON text. @throws a door's error when the state would be more than 512 KiB */
  async set(key: string, json: string): Promise<void> {
    const values = await this.#load();
    if (key === "" || Buffer.byteLength(key) > 500) throw doorError("TypeError", "The key of a value must have 1 to 500 bytes.");
    const total = this.#bytes - bytesIn(values, key) + bytesOf(key, json);
    if (total > maxStateBytes) throw doorError("RangeError", `The state of a function holds at most ${maxStateBytes / 1024} KiB.`);
    values.set(key, json);
    this.#bytes = total;
    this.#changed.add(key);
  }

  async delete(key: string): Promise<void> {
    const values = await this.#load();
    this.#bytes -= bytesIn(values, key);
    if (values.delete(key)) this.#changed.add(key);
  }

  async changes(): Promise<StateChanges> {
    const values = this.#values ? await this.#values : new Map<string, string>();
    const set = [...this.#changed].flatMap((key) => {
      const json = values.get(key);
      return json === undefined ? [] : [{ key, sealed: seal(json, purposes.state(this.functionId, key)), bytes: bytesOf(key, json) }];
    });
    return { set, deleted: [...this.#changed].filter((key) => !values.has(key)) };
  }

  #load(): Promise<Map<string, string>> {
    return (this.#values ??= readState(this.functionId).then((values) => {
      for (const key of values.keys()) this.#bytes += bytesIn(values, key);
      return values;
    }));
  }
}

function bytesIn(values: ReadonlyMap<string, string>, key: string): number {
  const json = values.get(key);
  return json === undefined ? 0 : bytesOf(key, json);
}

/** Values by key, as JSON text. @throws SealError when the key they were sealed with is gone */
export async function readState(functionId: string): Promise<Map<string, string>> {
  const rows = await runtime().database.query<{ key: string; sealed: string }>("function state", `SELECT key, sealed FROM function_state WHERE "functionId" = $1 ORDER BY key`, [functionId]);
  return new Map(rows.map(({ key, sealed }) => [key, unsealText(sealed, purposes.state(functionId, key))]));
}

export function bytesOf(key: string, json: string): number {
  return Buffer.byteLength(key) + Buffer.byteLength(json);
}
