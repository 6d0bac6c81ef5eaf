import { expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { runtime } from "@/lib/core/runtime";
import { makeFunction, type MadeFunction } from "@/test/functions";
import { makeOrganisation } from "@/test/makers";
import { findRun, followRun, getRun, getRunEvent, listRuns } from "./runs";
import { maxWrittenEventBytes, type Trigger } from "./schema";
import { runNow } from "./start-run";
import { storeRun } from "./store-run";

const make = async () => makeFunction(await makeOrganisation(), { code: "export default () => {}", kind: "endpoint" });

test("calls from outside are found, however often the function was run by hand since", async () => {
  const made = await make();
  const call = await store(made, "endpoint", 0);
  for (let minute = 1; minute <= 60; minute++) await store(made, "manual", minute);
  const { runs, next } = await listRuns(made.ctx, { functionId: made.id, trigger: "endpoint" });
  expect([runs.map(({ id }) => id), next]).toEqual([[call], undefined]);
});

test("a run by hand takes the event of another as it came, however long that is", async () => {
  const made = await make();
  const event = JSON.stringify({ request: { text: "é".repeat(maxWrittenEventBytes) } });
  const recorded = await store(made, "endpoint", 0, event);
  const { runId } = await runNow(made.ctx, made.id, { event: { runId: recorded }, isDryRun: true });
  expect(await getRun(made.ctx, runId)).toMatchObject({ trigger: "manual", eventText: event });
  await expect(runNow(made.ctx, made.id, { event, isDryRun: true })).rejects.toMatchObject({ more: { errors: [{ field: "event", description: "must be at most 4 MiB" }] } });
});

test("the event of another function's run is nobody's to run with", async () => {
  const organisation = await makeOrganisation();
  const [made, other] = [await makeFunction(organisation, { code: "" }), await makeFunction(organisation, { code: "" })];
  const theirs = await store(other, "manual", 0);
  await expect(runNow(made.ctx, made.id, { event: { runId: theirs }, isDryRun: true })).rejects.toMatchObject({ code: "not_found" });
  await expect(getRunEvent(made.ctx, made.id, theirs)).rejects.toMatchObject({ code: "not_found" });
  expect([await findRun(made.ctx, made.id, theirs), await findRun(other.ctx, other.id, theirs)]).toEqual([undefined, expect.objectContaining({ id: theirs })]);
});

test("who follows a run is not told again and again what it was called with", async () => {
  const made = await make();
  const runId = await store(made, "endpoint", 0, '{"request":{"text":"long"}}');
  expect(JSON.stringify(await followRun(made.ctx, runId))).not.toContain("long");
});

test("who started a run by hand is told by name, and nobody started the others", async () => {
  const organisation = await makeOrganisation();
  const made = await makeFunction(organisation, { code: "", kind: "endpoint" });
  const { writer } = runtime().database;
  const role = await writer.role.create({ data: { id: newId(), organisationId: organisation.id, name: "Administrator", permissions: {} } });
  const ada = await writer.account.create({ data: { id: newId(), organisationId: organisation.id, roleId: role.id, email: `${organisation.id}@fair.example`, name: "Ada Lovelace", state: "active" } });
  await store(made, "endpoint", 0);
  const { runId } = await runNow({ ...made.ctx, actor: { kind: "account", id: ada.id } }, made.id, { isDryRun: true });
  expect((await listRuns(made.ctx, { functionId: made.id })).runs.map(({ trigger, startedBy }) => [trigger, startedBy])).toEqual([["endpoint", null], ["manual", "Ada Lovelace"]]);
  expect((await getRun(made.ctx, runId)).startedBy).toBe("Ada Lovelace");
});

/** @returns its id */
function store({ id, ctx }: MadeFunction, trigger: Trigger, minute: number, event = "{}"): Promise<string> {
  const at = new Date(Date.UTC(2027, 2, 9, 9, minute));
  return storeRun(runtime().database.writer, { organisationId: ctx.organisationId, functionId: id, trigger, code: { version: 1 }, event, at, now: at });
}
