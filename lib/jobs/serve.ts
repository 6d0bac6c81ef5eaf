import { serve } from "inngest/edge";
import { part, runtime, type Runtime } from "@/lib/core/runtime";
import { hasInngest, inngest } from "./client";
import { keyExpiry } from "./key-expiry";
import { mail } from "./mail";
import { purge } from "./purge";
import { run } from "./run";
import { sweep } from "./sweep";
import { tick } from "./tick";

/** All background work of the product, once, and the SDK's handler by which either engine has it done. */
export const jobHandler = part("job-handler", ({ settings }: Runtime) => {
  const client = inngest();
  const stopping = new AbortController();
  const functions = [tick(client), run(client, stopping.signal, hasInngest(settings) ? undefined : runsAtOnce), sweep(client), mail(client), keyExpiry(client), purge(client)];
  const handle: (request: Request) => Promise<Response> = serve({ client, functions, serveOrigin: settings.inngestServeOrigin || settings.url, servePath: jobsMount });
  return { handle, /** Ends what runs, and has it handed back. */ stopRunning: () => stopping.abort() };
});

/** Where an Inngest server reaches the jobs. Without one there is nothing here. */
export async function serveJobs(request: Request): Promise<Response> {
  return hasInngest(runtime().settings) ? jobHandler().handle(request) : new Response(null, { status: 404 });
}

export const jobsMount = "/api/inngest";
const runsAtOnce = 8;
