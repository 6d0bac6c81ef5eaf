import { randomBytes } from "node:crypto";
import { openDatabase, type Database } from "./db";
import { readSettings, type Settings } from "./env.mjs";

/**
 * All state of the process. The server's bundle, route handlers and pages each have their own copy of every module, so
 * nothing may live at a module's top level: there is one object, found through a global symbol, and what needs
 * state of its own (key cache, limits, feed) hangs a part onto it with `part()`.
 */
export type Runtime = {
  settings: Settings;
  database: Database;
  /** Proves to our own route handlers that a header was set by our own server. */
  nonce: string;
  parts: Map<string, unknown>;
  /** Stops the parts, last made first, then the database. */
  stop: () => Promise<void>;
};

type Stoppable = { stop?: () => Promise<void> | void };

const slot = Symbol.for("visit.runtime");
const home: typeof globalThis & { [slot]?: Runtime } = globalThis;

export function startRuntime(settings: Settings): Runtime {
  if (home[slot]) throw new Error("The runtime is started already.");
  const parts = new Map<string, Stoppable>();
  const started: Runtime = {
    settings,
    database: openDatabase(settings.databaseUrl),
    nonce: randomBytes(16).toString("hex"),
    parts,
    stop: async () => {
      for (const part of [...parts.values()].reverse()) await part.stop?.();
      await started.database.close();
      if (home[slot] === started) home[slot] = undefined;
    },
  };
  return (home[slot] = started);
}

/** The running one; under `next dev` and in tests nobody starts it, so the first to ask does. */
export function runtime(): Runtime {
  return home[slot] ?? startRuntime(readSettings(process.env)); // eslint-disable-line no-restricted-properties -- the module that reads them is handed them here
}

/** For what may happen after the end as well, and must not bring about a new beginning. */
export function settingsOfRunning(): Settings | undefined {
  return home[slot]?.settings;
}

/** A piece of process state, made on first use and once per process: `export const feed = part("feed", openFeed)`. */
export function part<T extends object>(name: string, make: (runtime: Runtime) => T & Stoppable): () => T {
  return () => {
    const at = runtime();
    const made = at.parts.get(name) ?? make(at);
    at.parts.set(name, made);
    return made as T; // the name is used once, here, with this maker
  };
}
