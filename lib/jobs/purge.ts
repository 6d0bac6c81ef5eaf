import type { Inngest } from "inngest";
import { purgeMails } from "@/lib/core/mail";
import { purgeRuns } from "@/lib/functions/keep-runs";
import { sealAnew } from "@/lib/functions/seal-anew";
import { purgeEngine } from "./purge-engine";

/** Every hour: what has been kept long enough goes, and what an old key sealed is sealed anew. Each by itself, so that one that fails does not keep the others. */
export function purge(inngest: Inngest) {
  return inngest.createFunction({ id: "purge", triggers: [{ cron: "17 * * * *" }], retries: 2 }, async ({ step }) => {
    const now = new Date(await step.run("now", () => Date.now()));
    await step.run("engine", () => purgeEngine(now));
    await step.run("runs", () => purgeRuns(now));
    await step.run("mails", () => purgeMails(now));
    await step.run("seals", () => sealAnew());
  });
}
