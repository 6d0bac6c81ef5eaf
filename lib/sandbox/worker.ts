// A worker's whole life: prepare an engine, run one job in it, throw it away, prepare the next.
import { readlinkSync } from "node:fs";
import { setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import { SharedClock } from "./clock";
import { EngineMaker, type Engine } from "./engine";
import { type FromWorker, type ToWorker, type WorkerSetup } from "./messages";
import { Run } from "./run";

if (!parentPort) throw new Error("this file is a worker's");
const port = parentPort;
const setup: WorkerSetup = workerData;
const clock = new SharedClock(setup.clock);
const post = (message: FromWorker): void => port.postMessage(message);

// Guests yield to the threads that answer requests. On Linux priority belongs to a thread; elsewhere this would slow the whole process.
if (process.platform === "linux") {
  clock.thread = threadId();
  if (setup.niceness > 0) setPriority(clock.thread, setup.niceness);
}

const maker = await EngineMaker.prepare(setup.prelude, setup.memoryBytes);
const present: { engine: Engine; run?: Run } = { engine: await maker.make() };

port.on("message", (message: ToWorker) => {
  if (message.kind === "answer") return present.run?.answer(message.id, message.isAnswer, message.text);
  if (message.kind === "renew") return void renew();
  present.run = new Run(present.engine, message.order, clock, post, (isEngineBroken) => {
    delete present.run;
    if (isEngineBroken) process.exit(); // what broke one module may have shaken more than it
  });
  present.run.start();
});
post({ kind: "ready" });

async function renew(): Promise<void> {
  present.engine = await maker.make();
  post({ kind: "ready" });
}

function threadId(): number {
  return Number(readlinkSync("/proc/thread-self").split("/").at(-1));
}
