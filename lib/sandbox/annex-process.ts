// The annex's whole life: a pool that is told by another process what to run, and ends with it.
import { writeFileSync } from "node:fs";
import { type FromAnnex, type ToAnnex } from "./annex-messages";
import { type Answer, type Order } from "./messages";
import { Pool } from "./pool";
import { type Host } from "./runner";

interface Known {
  readonly stopping: AbortController;
  answer?: (answer: Answer) => void;
}

const runs = new Map<number, Known>();
const present: { pool?: Pool } = {};

process.on("message", (message: ToAnnex) => {
  if (message.kind === "open") present.pool = new Pool(message.options);
  else if (message.kind === "run") void run(message.id, message.order);
  else if (message.kind === "answer") runs.get(message.id)?.answer?.(message.answer);
  else runs.get(message.id)?.stopping.abort();
});
// Whoever started us ends us: a signal to all of a terminal's processes must not break off what that one hands back in good order.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => undefined);
process.on("disconnect", () => process.kill(process.pid, "SIGKILL")); // nothing here is to be put in order, and guests may not let go
if (process.platform === "linux") preferToEnd();
tell({ kind: "there" });

async function run(id: number, order: Order): Promise<void> {
  const known: Known = { stopping: new AbortController() };
  runs.set(id, known);
  const host: Host = {
    begin: () => tell({ kind: "begun", id }),
    hear: (message, answer) => {
      known.answer = answer;
      tell({ kind: "heard", id, message });
    },
  };
  try {
    if (!present.pool) throw new Error("the annex was not opened");
    const end = await present.pool.run(order, host, known.stopping.signal);
    if (end) tell({ kind: "ended", id, end });
  } catch (error) {
    tell({ kind: "failed", id, words: String(error) });
  }
  runs.delete(id);
}

/** Where memory is short it is this process that is to go, not the one that serves everybody. */
function preferToEnd(): void {
  try {
    writeFileSync("/proc/self/oom_score_adj", "1000");
  } catch {
    // then the system decides
  }
}

function tell(message: FromAnnex): void {
  process.send?.(message, undefined, undefined, () => undefined); // it cannot be told when the other process is gone, and then we go too
}
