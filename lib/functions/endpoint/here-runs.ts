import { setMaxListeners } from "node:events";
import { FairRoom } from "@/lib/core/fair-room";
import { hasInngest, sendJob } from "@/lib/core/jobs";
import { log } from "@/lib/core/log";
import { part } from "@/lib/core/runtime";
import type { ClaimedRun } from "../claim-run";
import { executeClaimed, type Ended } from "../execute";
import { sandbox } from "../sandbox";
import { runEvent } from "../start-run";

/** The endpoint calls that this process executes itself, because it holds their callers. */
class HereRuns {
  readonly #stopping = new AbortController();
  readonly #running = new Set<Promise<unknown>>();

  constructor(private readonly isAlone: boolean) {
    setMaxListeners(places, this.#stopping.signal); // each run listens
  }

  readonly #places = new FairRoom(places);
  readonly #bytes = new FairRoom(bytes);

  /**
   * Room for a run that would begin at once, or nearly; or would begin nowhere earlier, for without an Inngest server all runs are executed
   * here. Whoever waits here does so in memory, and renews a lease each second: more than a few belong into the engine's queue.
   * @param owner  the organisation
   * @param size   of its event
   * @returns how to give it back; undefined when there is none
   */
  room(owner: string, size: number): (() => void) | undefined {
    if (this.#stopping.signal.aborted || !(this.isAlone || sandbox().freeFor(owner) > 0)) return undefined;
    const leavePlace = this.#places.take(owner, 1);
    if (!leavePlace) return undefined;
    const leaveBytes = this.#bytes.take(owner, size);
    if (!leaveBytes) leavePlace();
    return leaveBytes && (() => (leavePlace(), leaveBytes()));
  }

  /** @returns undefined when it was given back: somebody else executes it, and its record will tell. Never rejects */
  execute(run: ClaimedRun): Promise<Ended | undefined> {
    const running = executeClaimed(run, { signal: this.#stopping.signal })
      .catch((error: unknown) => log("error", "An endpoint call could not be executed here.", { runId: run.id, error: String(error) }))
      .then(async (ended) => {
        // Given back, or lost with a fault of ours: the engine is told, so that it need not wait for the sweep, which would find it too.
        if (!ended) await sendJob(runEvent({ ...run, runId: run.id }, " again")).catch(() => undefined);
        return ended ?? undefined;
      })
      .finally(() => this.#running.delete(running));
    this.#running.add(running);
    return running;
  }

  /** Gives back what runs. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all(this.#running);
  }
}

/** 150, and 32 MiB, for one organisation alone. */
const places = 225;
const bytes = 48 * 1024 * 1024;

export const hereRuns = part("here runs", ({ settings }) => {
  sandbox(); // made before us, it is stopped after us: runs are handed back, not broken off
  return new HereRuns(!hasInngest(settings));
});
