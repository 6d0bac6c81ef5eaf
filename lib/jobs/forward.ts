import type { Inngest } from "inngest";
import { jobBell } from "@/lib/core/jobs";
import { log } from "@/lib/core/log";
import { runtime } from "@/lib/core/runtime";

/** Hands the events of the outbox to an Inngest server. Any number of processes may do so at once: each takes what no other has. */
export class Forwarder {
  readonly #inngest: Inngest;
  readonly #stopListening: () => void;
  readonly #sweep: NodeJS.Timeout;
  #forwarding: Promise<void> | undefined;
  #isRungAgain = false;
  #isStopped = false;

  constructor(inngest: Inngest) {
    this.#inngest = inngest;
    this.#stopListening = jobBell().listen(() => this.#ring());
    this.#sweep = setInterval(() => this.#ring(), sweepMs).unref();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#stopListening();
    clearInterval(this.#sweep);
    await this.#forwarding;
  }

  #ring(): void {
    this.#isRungAgain = true;
    if (!this.#isStopped) this.#forwarding ??= this.#forwardAll().finally(() => (this.#forwarding = undefined));
  }

  async #forwardAll(): Promise<void> {
    while (this.#isRungAgain && !this.#isStopped) {
      this.#isRungAgain = false;
      try {
        while ((await forwardSome(this.#inngest)) === batch);
      } catch (error) {
        log("warn", "events wait for the Inngest server", { error: String(error) });
        await new Promise((resolve) => setTimeout(resolve, pauseMs).unref());
      }
    }
  }
}

/**
 * The rows are locked while the server is told, and no organisation's lock is held. If we die between its yes and our note they are
 * told again: they have ids, and the server knows them.
 */
function forwardSome(inngest: Inngest): Promise<number> {
  return runtime().database.writer.$transaction(
    async (tx) => {
      const events = await tx.$queryRaw<{ id: string; name: string; data: string; createdAt: Date }[]>`
        SELECT id, name, data, "createdAt" FROM job_event WHERE "deliveredAt" IS NULL ORDER BY sequence LIMIT ${batch} FOR UPDATE SKIP LOCKED`;
      if (events.length === 0) return 0;
      await inngest.send(events.map(({ id, name, data, createdAt }) => ({ id, name, data: JSON.parse(data), ts: createdAt.getTime() })));
      await tx.$executeRaw`UPDATE job_event SET "deliveredAt" = now() WHERE id = ANY(${events.map(({ id }) => id)})`;
      return events.length;
    },
    { maxWait: 5000, timeout: 9000 },
  );
}

const batch = 100;
const sweepMs = 250;
const pauseMs = 2000;
