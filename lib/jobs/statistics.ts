import type { GetStepTools, Inngest } from "inngest";
import { checkAlerts } from "@/lib/statistics/check-alerts";
import { purgeStatistics } from "@/lib/statistics/purge-statistics";
import { rezone } from "@/lib/statistics/rezone";
import { rollUp } from "@/lib/statistics/roll-up";

/** Every minute: what was counted goes into the tables that questions read, and who wants to know is told what is not as usual. */
export function rollUpStatistics(inngest: Inngest) {
  return inngest.createFunction({ id: "roll-up-statistics", triggers: [{ cron: "* * * * *" }], retries: 0 }, async ({ step }) => {
    await each(step, { "roll up": () => rollUp(), rezone: () => rezone(), alerts: () => checkAlerts(new Date()) });
  });
}

/** Every hour: counts and logged calls that were kept long enough go. */
export function purgeOldStatistics(inngest: Inngest) {
  return inngest.createFunction({ id: "purge-statistics", triggers: [{ cron: "37 * * * *" }], retries: 2 }, async ({ step }) => {
    await step.run("purge", () => purgeStatistics(new Date()));
  });
}

/** One after the other, whatever becomes of those before. @throws the first error */
async function each(step: Pick<GetStepTools<Inngest>, "run">, works: Record<string, () => Promise<number>>): Promise<void> {
  const failed: unknown[] = [];
  for (const [name, work] of Object.entries(works)) await step.run(name, work).catch((error: unknown) => failed.push(error));
  if (failed.length > 0) throw failed[0];
}
