import { afterAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { newId } from "@/lib/core/ids";
import { runtime } from "@/lib/core/runtime";
import { attacks } from "@/lib/sandbox/attacks";
import { attackPrelude } from "@/lib/sandbox/attacks/stage";
import type { Door } from "@/lib/sandbox/job";
import { Sandbox } from "@/lib/sandbox/sandbox";
import { call } from "@/test/call";
import { addSecret, makeFunction, runHere, type MadeFunction } from "@/test/functions";
import { makeFair, type MadeFair } from "@/test/makers";
import { sandboxOptions } from "@/test/sandbox";
import { openDoor, uncounted } from "./door";
import { loadSecrets } from "./door-secrets";
import { RunRecord } from "./run-record";
import { saveStored } from "./stored";
import { readState, RunState } from "./stored-state";

vi.setConfig({ testTimeout: 120_000 }); // hundreds of questions, and workers to be loaded
const sandbox = new Sandbox({ ...sandboxOptions, size: 2, prelude: attackPrelude });
afterAll(() => sandbox.stop());

/** Somebody with a visitor, a function, something in its state and a secret, each with a word in it that is nowhere else. */
type Party = MadeFair & { made: MadeFunction; visitorId: string; words: string[] };

async function makeParty(name: string, fair?: MadeFair): Promise<Party> {
  const { organisation, event, key } = fair ?? (await makeFair());
  const words = ["state", "secret", "visitor"].map((what) => `${name}-${what}-${newId()}`);
  const [stored = "", secret = "", visitor = ""] = words;
  const made = await makeFunction(organisation, { code: "export default () => 1" });
  await saveStored(made.ctx, made.id, { key: "cursor", json: JSON.stringify(stored) });
  await addSecret(made, "token", secret, { isWritable: true });
  const answer = await call(`POST /create/v2/visitors/${event.id}`, { key, body: { contact: { firstName: visitor, email: `${newId()}@example.org` } } });
  return { organisation, event, key, made, visitorId: z.object({ id: z.string() }).parse(answer.json).id, words };
}

/** As a run of this function finds it, but for the outside world, which is nobody's. */
async function doorOf({ made, organisation }: Party): Promise<Door> {
  const run = { id: newId(), organisationId: organisation.id, functionId: made.id, apiKeyId: made.key.id, isDryRun: false };
  const door = openDoor({ run, record: new RunRecord((text) => text), state: new RunState(made.id), secrets: await loadSecrets(made.id) });
  return { ...door, fetch: () => Promise.reject(new Error("nowhere")) };
}

/** All that lies in the database and is theirs. */
async function belongings({ made: { id: functionId }, organisation: { id: organisationId } }: Party): Promise<string> {
  const { functionState, functionSecret, visitor, contact, event } = runtime().database.read;
  const where = { organisationId };
  const rows = [functionState.findMany({ where: { functionId }, orderBy: { key: "asc" } }), functionSecret.findMany({ where: { functionId }, orderBy: { name: "asc" } }), visitor.findMany({ where, orderBy: { id: "asc" } }), contact.findMany({ where, orderBy: { id: "asc" } }), event.findMany({ where, orderBy: { id: "asc" } })];
  return JSON.stringify(await Promise.all(rows), (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
}

/** Asks for what is another's, and tries to change it, in all the ways that have opened other doors. Tells every answer. */
const burglary = `
const ways = (id, own) => [own, id, "../" + id + "/" + own, id + "/" + own, id + ":" + own, "../../" + own, "/" + own, "./" + own, own + "\\0", own + "%00", encodeURIComponent("../" + id + "/" + own), "..%2f" + id + "%2f" + own, id.toUpperCase(), "%", "_%", "*", ".*", "", "__proto__", "constructor", "prototype", "hasOwnProperty", "toString", "' OR '1'='1", "' OR 1=1 --", "'; UPDATE function_state SET sealed = ''; --", "' UNION SELECT sealed FROM function_secret --", '" OR ""="', "$1", "\\\\' OR 1=1 --", "{{" + id + "}}", "\\u202e" + own];
export default async function ({ functionId, organisationId, eventId, visitorId, keyId }) {
  const told = [];
  const attempt = async (name, question) => told.push(await ask(name, question).catch((error) => error.message));
  for (const id of [functionId, organisationId, keyId]) {
    for (const key of ways(id, "cursor")) {
      await attempt("state", { op: "get", key });
      await attempt("state", { op: "get", key, functionId: id, organisationId });
      await attempt("state", { op: "set", key, value: "broken into", functionId: id });
      await attempt("state", { op: "delete", key, functionId: id });
    }
    for (const name of ways(id, "token")) {
      if (name !== "token") await attempt("secrets", { op: "get", name });
      if (name !== "token") await attempt("secrets", { op: "set", name, value: "broken into", functionId: id });
    }
  }
  for (const key of [["cursor"], { toString: "cursor" }, null, 0]) await attempt("state", { op: "get", key });
  await attempt("state", { op: "keys", functionId, organisationId });
  const headers = { authorization: "Basic " + btoa(keyId + ":"), "x-visit-caller": keyId, "x-forwarded-for": "127.0.0.1", host: "localhost", cookie: "a=b", caller: JSON.stringify({ organisationId, keyId }) };
  const caller = { organisationId, keyId };
  const paths = ["/visitors/" + eventId, "/visitors/" + eventId + "/" + visitorId, "/partners/" + eventId, "/expos/" + eventId, "/expos/x/../" + eventId, "/../xml/visitors/" + eventId, "/../../v2/visitors/" + eventId + "/" + visitorId, "/../../../create/v2/json/visitors/" + eventId, "//visitors/" + eventId, "/%2e%2e/visitors/" + eventId, "/visitors/" + eventId + "%00", "/visitors/" + eventId + "%27%20OR%201=1--", "/visitors/%25", "/visitors/*", "/statistics", "/statistics?keys=" + keyId, "/../../../../metrics", "/../../../organisation", "/../../../endpoint/" + organisationId, "/@127.0.0.1/visitors/" + eventId, "/\\\\visitors\\\\" + eventId];
  for (const path of paths) {
    for (const query of [{}, { organisationId, key: keyId, fromRevision: "0", limit: "1000", showDeleted: "true" }, { fromRevision: "0 OR 1=1" }]) await attempt("visit", { method: "GET", path, query, headers, caller, organisationId });
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) await attempt("visit", { method, path, headers, caller, body: { id: visitorId, organisationId, eventId, contact: { firstName: "broken into" }, language: "nl" } });
  }
  return told;
}`;

const asSeenBy = ({ made, organisation, event, visitorId }: Party) => JSON.stringify({ functionId: made.id, organisationId: organisation.id, eventId: event.id, visitorId, keyId: made.key.id });
const wordsIn = (text: string, { words }: Party) => words.filter((word) => text.includes(word));

describe("another organisation's state, secrets and data are never reached", () => {
  test("not by any key, name, path or header, while one's own are found by the same questions", async () => {
    const [burglar, victim] = [await makeParty("burglar"), await makeParty("victim")];
    const neighbour = await makeParty("neighbour", burglar); // another function of the same organisation
    const before = [await belongings(victim), (await readState(neighbour.made.id)).get("cursor")];
    for (const target of [victim, neighbour]) {
      const result = await sandbox.run({ code: burglary, event: asSeenBy(target), door: await doorOf(burglar), uncounted, limits: { resultBytes: 50 * 1024 * 1024 } });
      const told = result.outcome.kind === "returned" ? result.outcome.value : "";
      expect(JSON.parse(told).length).toBeGreaterThan(500);
      expect(wordsIn(told, victim)).toEqual([]);
      expect(wordsIn(told, neighbour)).toEqual(target === neighbour ? [expect.stringContaining("neighbour-visitor")] : []); // the visitors are the organisation's
    }
    expect([await belongings(victim), (await readState(neighbour.made.id)).get("cursor")]).toEqual(before);
    const own = await sandbox.run({ code: burglary.replaceAll('if (name !== "token") ', ""), event: asSeenBy(victim), door: await doorOf(victim), uncounted, limits: { resultBytes: 50 * 1024 * 1024 } });
    expect(wordsIn(JSON.stringify(own), victim)).toEqual(victim.words);
    expect(await belongings(victim)).not.toEqual(before[0]);
  });

  test("not by any program of the corpus, with the real door before it", async () => {
    const [burglar, victim] = [await makeParty("burglar"), await makeParty("victim")];
    const before = await belongings(victim);
    const door = await doorOf(burglar);
    const results = await Promise.all(["doors", "escapes", "objects"].flatMap((family) => attacks[family] ?? []).map(({ code }) => sandbox.run({ code, event: asSeenBy(victim), door, uncounted, limits: { cpuMs: 200, wallMs: 5_000 } })));
    expect(results.length).toBeGreaterThan(100);
    expect(wordsIn(JSON.stringify(results), victim)).toEqual([]);
    expect(await belongings(victim)).toEqual(before);
  });

  test("not by what a run leaves behind when it ends well", async () => {
    const [burglar, victim] = [await makeParty("burglar"), await makeParty("victim")];
    const before = await belongings(victim);
    const keys = [victim.made.id, `../${victim.made.id}/cursor`, `${victim.made.id}:cursor`, "__proto__", "constructor", "'; DELETE FROM function_state; --", `"functionId" = '${victim.made.id}'`];
    const code = `export default async function (keys) { for (const key of keys) await state.set(key, { toJSON: undefined, functionId: ${JSON.stringify(victim.made.id)} }); await secrets.set("token", "changed"); await state.delete("cursor"); }`;
    expect(await runHere({ ...burglar.made }, { code, event: JSON.stringify(keys) })).toMatchObject({ state: "returned" });
    expect([...(await readState(burglar.made.id)).keys()].sort()).toEqual([...keys].sort());
    expect(await belongings(victim)).toEqual(before);
  });
});
