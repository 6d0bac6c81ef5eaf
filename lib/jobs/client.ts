import { Inngest, type Logger } from "inngest";
import { log, type LogLevel } from "@/lib/core/log";
import { hasInngest, sendJob } from "@/lib/core/jobs";
import { part, type Runtime } from "@/lib/core/runtime";
import { outboxFetch } from "./embedded/outbox-fetch";

/** The SDK's client. Everything is said to it: what it would find in the environment by itself has no say. */
export const inngest = part("inngest", ({ settings }: Runtime): Inngest => {
  const shared = { id: appId, logger };
  if (!hasInngest(settings)) return new Inngest({ ...shared, isDev: true, fetch: outboxFetch(sendJob) });
  const { inngestEventKey: eventKey, inngestSigningKey: signingKey, inngestBaseUrl: baseUrl, inngestDev: isDev } = settings;
  return new Inngest({ ...shared, isDev, ...(eventKey && { eventKey }), ...(signingKey && { signingKey }), ...(baseUrl && { baseUrl }) });
});

const appId = "visit";

const say = (level: LogLevel) => (...words: unknown[]) => log(level, "a job", { detail: words.map(textOf).join(" ") }); // prettier-ignore
const logger: Logger = { debug: say("debug"), info: say("debug"), warn: say("warn"), error: say("error") };

function textOf(word: unknown): string {
  if (typeof word !== "object" || word === null) return String(word);
  const error: unknown = "err" in word ? word.err : word;
  return error instanceof Error ? `${error.name}: ${error.message}` : JSON.stringify(word);
}
