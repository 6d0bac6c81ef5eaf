import type { Inngest } from "inngest";
import { claimDueTasks } from "@/lib/functions/schedule";
import { runEvent } from "@/lib/functions/start-run";

/** Every minute: what falls due before the next is claimed, and begins when its moment has come. */
export function tick(inngest: Inngest) {
  return inngest.createFunction({ id: "tick", triggers: [{ cron: "* * * * *" }], retries: 0 }, async ({ step }) => {
    const due = await step.run("claim", () => claimDueTasks(new Date()));
    if (due.length === 0) return;
    await step.sendEvent("begin", due.map((run) => runEvent({ ...run, at: new Date(run.at) })));
  });
}
