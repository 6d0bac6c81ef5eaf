import { availableParallelism } from "node:os";
import { join } from "node:path";
import { guestClient } from "@/lib/api/declarations";
import type { Settings } from "@/lib/core/env.mjs";
import { part } from "@/lib/core/runtime";
import { Sandbox } from "@/lib/sandbox/sandbox";

/** Where functions run. */
export const sandbox = part("sandbox", ({ settings }) => {
  const [workerFile, annexFile] = [join(process.cwd(), "dist/sandbox-worker.js"), join(process.cwd(), "dist/sandbox-annex.js")];
  return new Sandbox({ workerFile, annexFile, size: workersIn(settings), prelude: guestClient(), memoryBytes: settings.functionMemoryBytes });
});

/** How many at once: by default as many as there are processors, and one more, for most of a run is waiting for answers. */
export function workersIn({ functionWorkers }: Settings): number {
  return functionWorkers || availableParallelism() + 1;
}
