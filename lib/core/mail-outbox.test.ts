import { afterEach, expect, test } from "vitest";
import { makeContext, makeOrganisation } from "@/test/makers";
import { readSettings } from "./env.mjs";
import { queueMail } from "./mail";
import { readOutbox } from "./mail-outbox";
import { runtime, startRuntime } from "./runtime";

afterEach(() => runtime().stop());

async function makeDemo() {
  const organisation = await makeOrganisation();
  await runtime().database.writer.organisation.update({ where: { id: organisation.id }, data: { isDemo: true } });
  return organisation;
}
const tell = (organisation: { id: string }, subject: string) => queueMail(undefined, { organisationId: organisation.id, to: "ada@fair.example", subject, text: "Words.", about: "key:1" });

test("the demo's outbox holds its own mails, the newest first", async () => {
  const [demo, other] = [await makeDemo(), await makeDemo()];
  const first = await tell(demo, "first");
  await runtime().database.writer.mail.update({ where: { id: first ?? "" }, data: { createdAt: new Date("2020-01-01T00:00:00Z") } });
  await tell(demo, "second");
  await tell(other, "theirs");
  await queueMail(undefined, { organisationId: demo.id, to: "nobody", subject: "failed", text: "Words.", about: "key:1" });
  expect((await readOutbox(makeContext(demo)))?.map(({ subject }) => subject)).toEqual(["second", "first"]);
});

test("a real organisation has no outbox", async () => {
  const organisation = await makeOrganisation();
  await tell(organisation, "first");
  expect(await readOutbox(makeContext(organisation))).toBeUndefined();
});

test("where mails are sent there is no outbox", async () => {
  const demo = await makeDemo();
  await tell(demo, "first");
  await runtime().stop();
  startRuntime(readSettings({ DATABASE_URL: process.env.DATABASE_URL, SMTP_URL: "smtp://127.0.0.1:1" }));
  expect(await readOutbox(makeContext(demo))).toBeUndefined();
});
