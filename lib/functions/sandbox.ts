import { availableParallelism } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { guestClient } from "@/lib/api/declarations";
import { part } from "@/lib/core/runtime";
import { Pool } from "@/lib/sandbox/pool";

/** Where functions run. By default as many at once as there are processors, and one more: most of a run is waiting for answers. */
export const sandbox = part("sandbox", ({ settings }) => {
  const workerFile = pathToFileURL(join(process.cwd(), "dist/sandbox-worker.js"));
  return new Pool({ workerFile, size: settings.functionWorkers || availableParallelism() + 1, prelude: guestClient(), memoryBytes: settings.functionMemoryBytes });
});
