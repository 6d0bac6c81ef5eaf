import { log } from "@/lib/core/log";
import { DoorError, doorError } from "./door-error";
import { callApi } from "./door-visit";
import { callOutside } from "./door-fetch";
import { openSecrets, type RunSecrets } from "./door-secrets";
import { openState } from "./door-state";
import type { RunRecord } from "./run-record";
import type { RunState } from "./stored-state";

/** What stands behind a run's door. */
export type Behind = {
  run: { id: string; organisationId: string; functionId: string; apiKeyId: string; isDryRun: boolean };
  record: RunRecord;
  state: RunState;
  secrets: RunSecrets;
};

/** One thing that guest code can ask for: JSON text in, JSON text out. Its exceptions are the guest's to read (`doorError`). */
export type Capability = (argument: string, signal: AbortSignal) => Promise<string>;

/** All that guest code can do outside itself. A further capability is a further row. */
export function openDoor(behind: Behind): Readonly<Record<string, Capability>> {
  const capabilities = { visit: callApi(behind), fetch: callOutside(behind), state: openState(behind), secrets: openSecrets(behind) };
  return Object.fromEntries(Object.entries(capabilities).map(([name, capability]) => [name, guarded(name, capability, behind.run.id)]));
}

/** Faults of ours are for our log: their words may tell of the inside. */
function guarded(name: string, capability: Capability, runId: string): Capability {
  return async (argument, signal) => {
    try {
      return await capability(argument, signal);
    } catch (error) {
      if (error instanceof DoorError) throw error;
      if (!signal.aborted) log("error", "A function's call went wrong inside.", { runId, capability: name, error: String(error) });
      throw doorError("Error", "Visit could not do this now. Try again.");
    }
  };
}

/** These stay inside Visit and do not count as outgoing calls; together they have a limit of their own (`uncountedCallsMax`). */
export const uncounted: readonly string[] = ["visit", "state", "secrets"];
