import { door } from "./door";

const { parse, stringify } = JSON;

/** What the function keeps between runs: JSON values by name. */
export const state = {
  get: (key: unknown): Promise<unknown> => ask("state", { op: "get", key: String(key) }),
  async set(key: unknown, value: unknown): Promise<void> {
    if (stringify(value) === undefined) throw new TypeError("state.set takes a value that JSON can hold; state.delete removes one");
    await ask("state", { op: "set", key: String(key), value });
  },
  async delete(key: unknown): Promise<void> {
    await ask("state", { op: "delete", key: String(key) });
  },
  keys: (): Promise<unknown> => ask("state", { op: "keys" }),
};

export const secrets = {
  get: (name: unknown): Promise<unknown> => ask("secrets", { op: "get", name: String(name) }),
  async set(name: unknown, value: unknown): Promise<void> {
    if (typeof value !== "string") throw new TypeError("the value of a secret must be a string");
    await ask("secrets", { op: "set", name: String(name), value });
  },
};

/** An empty answer is undefined, which JSON cannot say. */
function ask(capability: string, question: object): Promise<unknown> {
  return door(capability, stringify(question)).then((answer) => (answer === "" ? undefined : parse(answer)));
}
