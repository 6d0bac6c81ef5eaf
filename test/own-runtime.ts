import { readSettings, type Settings } from "@/lib/core/env.mjs";
import { runtime, startRuntime } from "@/lib/core/runtime";
import { ownDatabase } from "./database";

/**
 * A runtime on a database of its own, for tests of what is everybody's: what falls due, what is stranded, what is purged. Call it before
 * anything else. @returns how to end it
 */
export async function startOwnRuntime(more: Partial<Settings> = {}): Promise<() => Promise<void>> {
  const { url, drop } = await ownDatabase("migrated");
  startRuntime({ ...readSettings(process.env), databaseUrl: url, listenUrl: url, ...more });
  return async () => {
    await runtime().stop();
    await drop();
  };
}
