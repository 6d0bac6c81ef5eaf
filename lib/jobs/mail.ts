import type { Inngest } from "inngest";
import { z } from "zod";
import { deliverMail } from "@/lib/core/mail";

const Data = z.object({ mailId: z.string() });

/** Sends a mail. A mail server that refuses is asked for about an hour. */
export function mail(inngest: Inngest) {
  return inngest.createFunction({ id: "mail", triggers: [{ event: "mail/queued" }], retries: 7, concurrency: { limit: 4 } }, async ({ event, step, attempt, maxAttempts }) => {
    const { mailId } = Data.parse(event.data);
    await step.run("deliver", () => deliverMail(mailId, { isLastTry: attempt + 1 >= (maxAttempts ?? 1) }));
  });
}
