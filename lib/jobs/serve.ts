import { serve } from "inngest/edge";
import type { Settings } from "@/lib/core/env.mjs";
import { hasInngest } from "@/lib/core/jobs";
import { part, runtime, type Runtime } from "@/lib/core/runtime";
import { workersIn } from "@/lib/functions/sandbox";
import { inngest } from "./client";
import { importRows } from "./import-rows";
import { keyExpiry } from "./key-expiry";
import { mail } from "./mail";
import { purge } from "./purge";
import { run } from "./run";
import { purgeOldStatistics, rollUpStatistics } from "./statistics";
import { sweep } from "./sweep";
import { tick } from "./tick";

/** All background work of the product, once, and the SDK's handler by which either engine has it done. */
export const jobHandler = part("job-handler", ({ settings }: Runtime) => {
  const client = inngest();
  const stopping = new AbortController();
  const functions = [tick(client), run(client, stopping.signal, hasInngest(settings) ? undefined : runsAtOnce(settings)), importRows(client, stopping.signal), sweep(client), mail(client), keyExpiry(client), purge(client), rollUpStatistics(client), purgeOldStatistics(client)];
  const handle: (request: Request) => Promise<Response> = serve({ client, functions, serveOrigin: settings.inngestServeOrigin || settings.url, servePath: jobsMount });
  return { handle, /** Ends what runs, and has it handed back. */ stopRunning: () => stopping.abort() };
});

/** Where an Inngest server reaches the jobs. Without one there is nothing here. */
export async function serveJobs(request: Request): Promise<Response> {
  if (!hasInngest(runtime().settings)) return new Response(null, { status: 404 });
  // Read before its signature can be checked, so nobody may send more than a server does.
  const { headers } = request;
  if (headers.has("transfer-encoding")) return new Response(null, { status: 411 });
  if (Number(headers.get("content-length") ?? 0) > mostBytes) return new Response(null, { status: 413 });
  return jobHandler().handle(request);
}

export const jobsMount = "/api/inngest";

/** Of functions, in the one process that runs the jobs: somewhat more than there are workers, for a run that ends leaves its worker to the next at once. */
export function runsAtOnce(settings: Settings): number {
  return Math.max(8, workersIn(settings) + 4);
}

/** A run with all its steps, as Inngest limits it, and some air. */
const mostBytes = 8 * 1024 * 1024;
