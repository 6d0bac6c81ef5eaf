import { feed } from "@/lib/api/feed";
import { isAbout } from "@/lib/api/live-topics";
import { log } from "@/lib/core/log";
import { runtime } from "@/lib/core/runtime";
import type { Ended } from "../execute";
import type { RunError, RunState } from "../schema";
import { purposes, unsealText } from "../sealed";

/** `here`: how it ends, while it is executed in this process */
type Awaited = { runId: string; organisationId: string; waitMs: number; signal: AbortSignal; here: Promise<Ended | undefined> | undefined };

/**
 * Waits for a run to end, whichever process executes it. Its end is announced; a look each second finds what was not heard.
 * @returns undefined when the time is over, the caller gone, or the server stopping; a run that was deleted counts as cancelled
 */
export async function awaitRun({ runId, organisationId, waitMs, signal, here }: Awaited): Promise<Ended | undefined> {
  const bell = new Bell();
  const own = { isAtWork: here !== undefined, ended: undefined as Ended | undefined };
  let isOver = false;
  const leave = () => {
    isOver = true;
    bell.ring();
  };
  void here?.then((ended) => {
    Object.assign(own, { isAtWork: false, ended });
    bell.ring();
  });
  const timer = setTimeout(leave, waitMs);
  const sweep = setInterval(() => bell.ring(), sweepMs);
  const unwatch = feed().watch(organisationId, { changed: (topics) => void (isAbout(topics, [`runs:${runId}`]) && bell.ring()), released: leave });
  signal.addEventListener("abort", leave);
  if (signal.aborted) leave();
  try {
    for (;;) {
      const ended = own.ended ?? (own.isAtWork ? undefined : await endOf(runId).catch((error: unknown) => void log("warn", "A run could not be looked at.", { runId, error: String(error) })));
      if (ended || isOver) return ended;
      await bell.rung();
    }
  } finally {
    clearTimeout(timer);
    clearInterval(sweep);
    unwatch();
    signal.removeEventListener("abort", leave);
  }
}

async function endOf(runId: string): Promise<Ended | undefined> {
  const run = await lookAt(runId);
  return run ? run.ended : { state: "cancelled" };
}

/** How a run stands, and once it is over how it ended; undefined when there is none. */
export async function lookAt(runId: string): Promise<{ state: RunState; ended?: Ended } | undefined> {
  const [row] = await runtime().database.query<Row>("state of call", text, [runId]);
  if (!row || row.state === "waiting" || row.state === "running") return row && { state: row.state };
  const { state, error, resultSealed } = row;
  return { state, ended: { state, ...(error && { error }), ...(resultSealed !== null && { result: unsealText(resultSealed, purposes.result(runId)) }) } };
}

/** What rings while nobody waits is heard by whoever waits next. */
class Bell {
  #isRung = false;
  #hear: (() => void) | undefined;

  ring(): void {
    this.#isRung = true;
    this.#hear?.();
  }

  async rung(): Promise<void> {
    if (!this.#isRung) await new Promise<void>((resolve) => (this.#hear = resolve));
    this.#isRung = false;
  }
}

type Row = { state: RunState; error: RunError | null; resultSealed: string | null };
const text = `SELECT state, error, "resultSealed" FROM function_run WHERE id = $1`;
const sweepMs = 1000;
