import type { Inngest } from "inngest";
import { mailExpiringKeys } from "@/lib/api-keys/expiring-keys";

/** Every morning: the contact persons of keys that expire soon are told. */
export function keyExpiry(inngest: Inngest) {
  return inngest.createFunction({ id: "key-expiry", triggers: [{ cron: "0 6 * * *" }], retries: 3 }, async ({ step }) => {
    await step.run("tell", () => mailExpiringKeys(new Date()));
  });
}
