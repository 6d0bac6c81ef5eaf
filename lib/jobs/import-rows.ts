import type { Inngest } from "inngest";
import { z } from "zod";
import { carryOnImport } from "@/lib/imports/carry-on-import";

const Data = z.object({ importId: z.string() });

/**
 * Checks an import, or brings its rows in, for as long as there are any.
 * @param stopping  aborted when this process stops
 */
export function importRows(inngest: Inngest, stopping: AbortSignal) {
  return inngest.createFunction({ id: "import", triggers: [{ event: "import/begun" }], retries: 5, concurrency: { limit: 4 } }, async ({ event, step }) => {
    const { importId } = Data.parse(event.data);
    for (let slice = 0; slice < mostSlices; slice++) {
      const became = await step.run(`slice ${slice}`, () => carryOn(importId, stopping));
      if (became !== "more") return became;
    }
  });
}

async function carryOn(importId: string, stopping: AbortSignal) {
  const became = await carryOnImport(importId, { signal: stopping, sliceMs });
  // It was given back: the engine must not believe that it is done with.
  if (became === "more" && stopping.aborted) throw new Error("The process stops");
  return became;
}

/** Short enough for whatever stands between an Inngest server and us. */
const sliceMs = 20_000;
/** About five hours; then the sweep takes over. */
const mostSlices = 900;
