import { setMaxListeners } from "node:events";
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
    setMaxListeners(mostRuns, this.#stopping.signal); // each run listens
  }

  #count = 0;
  #size = 0;

  /**
   * Room for a run that would begin at once, or nearly; or would begin nowhere earlier, for without an Inngest server all runs are executed
   * here. Whoever waits here does so in memory, and renews a lease each second: more than a few belong into the engine's queue.
   * @param owner  the organisation
   * @param size   of its event
   * @returns how to give it back; undefined when there is none
   */
  room(owner: string, size: number): (() => void) | undefined {
    if (this.#stopping.signal.aborted || !(this.isAlone || sandbox().freeFor(owner) > 0)) return undefined;
    if (this.#count >= mostRuns || this.#size + size > mostSize) return undefined;
    this.#count++;
    this.#size += size;
    return () => {
      this.#count--;
      this.#size -= size;
    };
  }

  /** @returns undefined when it was given back: somebody else executes it, and its record will tell. Never rejects */
  execute(run: ClaimedRun): Promise<Ended | undefined> {
    const running = executeClaimed(run, { signal: this.#stopping.signal })
      .catch((error: unknown) => log("error", "An endpoint call could not be executed here.", { runId: run.id, error: String(error) }))
      .then(async (ended) => {
        // Given back, or lost with a fault of ours: the engine is told, so that it need not wait for the sweep, which would find it too.
        if (!ended) await sendJob(runEvent({ runId: run.id, at: run.at }, " again")).catch(() => undefined);
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

const mostRuns = 150;
const mostSize = 32 * 1024 * 1024;

export const hereRuns = part("here runs", ({ settings }) => {
  sandbox(); // made before us, it is stopped after us: runs are handed back, not broken off
  return new HereRuns(!hasInngest(settings));
});
