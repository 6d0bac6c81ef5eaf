import type { Inngest } from "inngest";
import { sendJob } from "@/lib/core/jobs";
import { findStranded } from "@/lib/functions/keep-runs";
import { runEvent } from "@/lib/functions/start-run";
import { abandonedImports, importEvent } from "@/lib/imports/carry-on-import";

/** Every minute: runs and imports whose process died, or whose event was lost, are begun again. */
export function sweep(inngest: Inngest) {
  return inngest.createFunction({ id: "sweep", triggers: [{ cron: "* * * * *" }], retries: 0 }, async ({ step }) => {
    await step.run("imports", async () => sendJob((await abandonedImports()).map(importEvent)));
    const stranded = await step.run("look", () => findStranded(new Date()));
    if (stranded.length === 0) return;
    const minute = await step.run("minute", () => Math.floor(Date.now() / 60_000)); // the first event had the run's id: this is another one
    await step.sendEvent("begin again", stranded.map((run) => runEvent({ ...run, at: new Date(run.at) }, ` ${minute}`)));
  });
}
