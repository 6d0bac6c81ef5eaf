import { sendJob } from "@/lib/core/jobs";
import { log } from "@/lib/core/log";
import { part } from "@/lib/core/runtime";
import { heldRun } from "../claim-run";
import { executeClaimed, type Ended } from "../execute";
import { sandbox } from "../sandbox";
import { runEvent } from "../start-run";

/** The endpoint calls that this process executes itself, because it holds their callers. */
class HereRuns {
  readonly #stopping = new AbortController();
  readonly #running = new Set<Promise<unknown>>();

  /** Whether a run would begin at once, or nearly. */
  hasRoom(): boolean {
    return !this.#stopping.signal.aborted && sandbox().free > 0;
  }

  /**
   * Executes a run that was stored as claimed with `token`.
   * @returns undefined when it was given back: somebody else executes it, and its record will tell. Never rejects
   */
  execute({ runId, token, at }: { runId: string; token: string; at: Date }): Promise<Ended | undefined> {
    const running = this.#execute(runId, token)
      .catch((error: unknown) => log("error", "An endpoint call could not be executed here.", { runId, error: String(error) }))
      .then(async (ended) => {
        // Given back, or lost with a fault of ours: the engine is told, so that it need not wait for the sweep, which would find it too.
        if (!ended) await sendJob(runEvent({ runId, at }, " again")).catch(() => undefined);
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

  async #execute(runId: string, token: string): Promise<Ended | undefined> {
    const run = await heldRun(runId, token);
    return run && executeClaimed(run, { signal: this.#stopping.signal });
  }
}

export const hereRuns = part("here runs", () => {
  sandbox(); // made before us, it is stopped after us: runs are handed back, not broken off
  return new HereRuns();
});
