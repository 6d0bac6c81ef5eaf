import { availableParallelism } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { guestClient } from "@/lib/api/declarations";
import { part } from "@/lib/core/runtime";
import { Pool } from "@/lib/sandbox/pool";
import { caps } from "./caps";

/** Where functions run. As many at once as there are processors, and one more: most of a run is waiting for answers. */
export const sandbox = part("sandbox", () => {
  const workerFile = pathToFileURL(join(process.cwd(), "dist/sandbox-worker.js"));
  return new Pool({ workerFile, size: availableParallelism() + 1, prelude: guestClient(), memoryBytes: caps().memoryBytes });
});
