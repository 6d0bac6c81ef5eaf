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
  return {
    visit: callApi(behind),
    fetch: callOutside(behind),
    state: openState(behind),
    secrets: openSecrets(behind),
  };
}

/** These stay inside Visit and do not count as outgoing calls; each has a limit of its own. */
export const uncounted: readonly string[] = ["visit", "state", "secrets"];
