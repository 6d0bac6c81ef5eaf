import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { Webhook } from "standardwebhooks";
import { afterAll, expect, test, vi } from "vitest";
import { addSecret } from "@/test/functions";
import { makeEndpoint, serveEndpoints } from "@/test/endpoints";
import { inDays, makeEvent, makeKey, makeOrganisation, type MadeOrganisation } from "@/test/makers";
import { startOwnRuntime } from "@/test/own-runtime";
import { runtime } from "@/lib/core/runtime";
import type { SettingsInput } from "@/lib/functions/schema";
import { callCommand, onOneLine, type Protected } from "./call-command";
import { offered } from "./new/offered";
import { sampleCallOf, type SampleCall } from "./sample-call";

vi.setConfig({ testTimeout: 60_000 }); // the first run waits for a worker to be loaded
const stop = await startOwnRuntime();
const { origin, close } = await serveEndpoints();
afterAll(async () => {
  close();
  await stop();
});

const echo = "export default ({ request: { method, headers, text } }) => ({ method, headers, text })";
const post: SampleCall = { body: '{"email":"ada@example.org"}' };
const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

test.each<[string, Partial<SettingsInput>, SampleCall]>([
  ["a link", { protection: "link" }, post],
  ["a link, to be read only", { protection: "link" }, {}],
  ["an API key", { protection: "apiKey" }, post],
  ["a signature of a header", { protection: "signature", signatureScheme: "hmac", signatureHeader: "X-Signature", signatureSecret: "it’s a secret" }, post],
  ["a signature of a header, of nothing", { protection: "signature", signatureScheme: "hmac", signatureHeader: "X-Signature", signatureSecret: "it’s a secret" }, {}],
  ["Standard Webhooks", { protection: "signature", signatureScheme: "standardwebhooks", signatureSecret: secret }, post],
])("the command for %s gets in, in plain sh, on many lines and on one", async (_, settings, sample) => {
  const made = await makeEndpoint(origin, echo, settings);
  const caller = await makeKey(made.organisation);
  await runtime().database.writer.apiKey.update({ where: { id: caller.id }, data: { mayCallFunctions: true } });
  const shown: Protected = { protection: settings.protection ?? "link", signatureScheme: settings.signatureScheme ?? null, signatureHeader: settings.signatureHeader ?? null };
  const command = callCommand(settings.protection === "link" ? made.link : made.address, shown, sample).replace("'SECRET'", `'${settings.signatureSecret ?? ""}'`).replace("API-KEY", caller.secret);
  for (const written of [command, onOneLine(command)]) {
    expect(JSON.parse(await shell(written))).toMatchObject({ method: sample.body === undefined ? "GET" : "POST", text: sample.body ?? "" });
  }
});

test("each call by Standard Webhooks is another message, signed as the specification says", async () => {
  const made = await makeEndpoint(origin, echo);
  const command = callCommand(made.link, { protection: "signature", signatureScheme: "standardwebhooks", signatureHeader: null }, post).replace("SECRET", secret);
  const calls: { headers: Record<string, string>; text: string }[] = [];
  for (let time = 0; time < 2; time++) calls.push(JSON.parse(await shell(command)));
  for (const { headers, text } of calls) expect(new Webhook(secret).verify(text, headers)).toEqual({ email: "ada@example.org" });
  expect(new Set(calls.map(({ headers }) => headers["webhook-id"])).size).toBe(2);
});

test.each(offered.filter(({ kind }) => kind === "endpoint"))("what $name is tried with succeeds", async ({ code, secrets = [] }) => {
  const made = await makeEndpoint(origin, code, {}, await makeFairOfToday());
  for (const { name } of secrets) await addSecret(made, name, "s3cret");
  const command = callCommand(made.link, { protection: "link", signatureScheme: null, signatureHeader: null }, sampleCallOf(code)).replace("THE-WEBHOOK-SECRET", "s3cret");
  const answer = await shell(`${command} -s -o /dev/null -w '%{http_code}'`);
  expect(answer).toBe(secrets.length > 0 ? "404" : "200"); // a webhook that gets in finds nobody who paid
});

test.each([
  ['export default ({ request }) => request.method === "GET" ? list() : refuse();', undefined],
  ['export default ({ request: { query } }) => ({ status: 400, body: { error: "Say which: " + query.expo } })', undefined],
  ['export default ({ request }) => { if (request.method !== "POST" && request.method !== "GET") throw 1; }', post.body],
  ["export default ({ request }) => request.body.email", post.body],
])("%s is tried with %s", (code, body) => {
  expect(sampleCallOf(code).body).toBe(body);
});

async function shell(command: string): Promise<string> {
  return (await promisify(execFile)("sh", ["-eu", "-c", command])).stdout;
}

async function makeFairOfToday(): Promise<MadeOrganisation> {
  const organisation = await makeOrganisation();
  await makeEvent(organisation, { start: inDays(-1), end: inDays(1) });
  return organisation;
}
