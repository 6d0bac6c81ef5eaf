import { hasInngest, jobBell } from "@/lib/core/jobs";
import { log } from "@/lib/core/log";
import { part, runtime, type Runtime } from "@/lib/core/runtime";
import { sandbox } from "@/lib/functions/sandbox";
import { journal } from "@/lib/statistics/journal";
import { inngest } from "./client";
import { EmbeddedEngine } from "./embedded/engine";
import { Forwarder } from "./forward";
import { jobHandler, jobsMount, runsAtOnce } from "./serve";

/**
 * Begins the background work of this process: counts what dead ones left to be counted, and with an Inngest server, tells it what
 * there is to run and hands it our events; without, runs the jobs here.
 * @throws Error when the embedded engine cannot run a job
 */
export async function startJobs(): Promise<void> {
  journal().start(); // made before the jobs, it is stopped after them: what they call is counted
  await (hasInngest(runtime().settings) ? withInngest : embedded)().start();
}

const withInngest = part("jobs", ({ settings }: Runtime) => {
  sandbox();
  let forwarder: Forwarder | undefined;
  return {
    start: async () => {
      forwarder = new Forwarder(inngest());
      // What a server that is not up yet does not hear, it asks for itself, or learns at our next start.
      const told = await jobHandler().handle(new Request(`${settings.inngestServeOrigin || settings.url}${jobsMount}`, { method: "PUT", headers: { host: new URL(settings.url).host } }));
      if (!told.ok) log("warn", "the Inngest server did not take our jobs", { detail: await told.text() });
    },
    stop: async () => {
      jobHandler().stopRunning();
      await forwarder?.stop();
    },
  };
});

const embedded = part("jobs", ({ settings }: Runtime) => {
  sandbox(); // made before us, it is stopped after us: runs are handed back, not broken off
  const { handle, stopRunning } = jobHandler();
  const engine = new EmbeddedEngine({ databaseUrl: settings.listenUrl, handler: handle, parallel: runsAtOnce(settings) + 4 }); // runs leave room for all else
  const stopListening = jobBell().listen(() => engine.ring());
  return {
    start: () => engine.start(),
    stop: async () => {
      stopListening();
      stopRunning();
      await engine.stop();
    },
  };
});
