import type { Inngest } from "inngest";
import { z } from "zod";
import { executeRun } from "@/lib/functions/execute";
import { leaseOf } from "@/lib/functions/keep-runs";

const Data = z.object({ runId: z.string(), at: z.iso.datetime({ offset: true }).optional() });

/**
 * Executes a run of a function when its moment has come.
 * @param stopping  aborted when this process stops
 * @param limit     runs at once, that one kind of work does not take all places, and one organisation not all of those; absent: as many as the engine likes
 */
export function run(inngest: Inngest, stopping: AbortSignal, limit: number | undefined) {
  const concurrency: Concurrency = limit === undefined ? undefined : [{ limit }, { limit: limit - forOthers, key: "event.data.organisationId" }];
  return inngest.createFunction({ id: "run", triggers: [{ event: "function/run" }], retries: 5, concurrency }, async ({ event, step }) => {
    const { runId, at } = Data.parse(event.data);
    if (at !== undefined && Date.parse(at) > Date.now()) await step.sleepUntil("its moment", at);
    for (let round = 0; round < mostRounds; round++) {
      const { became, leaseUntil } = await step.run(`execute ${round}`, () => execute(runId, stopping));
      if (leaseUntil !== null) await step.sleepUntil(`whoever has it ${round}`, leaseUntil);
      else if (became === "done" || became === "taken") return became;
      else await step.sleep(`wait ${round}`, "5s"); // another run of its task is at work
    }
  });
}

/** Somebody else's run is looked at again when they may have died of it: had they, we would be the only one to know before the sweep. */
async function execute(runId: string, stopping: AbortSignal) {
  const became = await executeRun(runId, { signal: stopping });
  // It was handed back: the engine must not believe that it is done with.
  if (stopping.aborted) throw new Error("The process stops");
  const leaseUntil = became === "taken" ? await leaseOf(runId) : null;
  return { became, leaseUntil: leaseUntil && new Date(leaseUntil.getTime() + 1000).toISOString() };
}

type Concurrency = [{ limit: number }, { limit: number; key: string }] | undefined;
const forOthers = 2;
/** Ten minutes at least; then the sweep takes over. */
const mostRounds = 120;
