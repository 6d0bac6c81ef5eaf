import { afterEach, expect, test } from "vitest";
import { makeContext, makeOrganisation } from "@/test/makers";
import { startSmtpServer } from "@/test/smtp-server";
import { write } from "./db";
import { readSettings } from "./env.mjs";
import { deliverMail, type MailInput, purgeMails, queueMail } from "./mail";
import { mailHtml } from "./mail-html";
import { runtime, startRuntime } from "./runtime";

const stops: (() => Promise<void>)[] = [];

afterEach(async () => {
  await runtime().stop();
  for (const stop of stops.splice(0)) await stop();
});

/** A mail server, and a process that is set to use it. */
async function withServer(refuse?: (line: string) => string | undefined) {
  const server = await startSmtpServer(refuse);
  stops.push(server.stop);
  await withSmtp(server.url);
  return server;
}

async function withSmtp(url: string): Promise<void> {
  await runtime().stop();
  startRuntime(readSettings({ DATABASE_URL: process.env.DATABASE_URL, SMTP_URL: url, VISIT_MAIL_FROM: '"Wood & Steel" <visit@fair.example>', VISIT_URL: "https://visit.example.org" }));
}

async function queued(more: Partial<MailInput> = {}): Promise<string> {
  const { id: organisationId } = await makeOrganisation();
  return (await queueMail(undefined, { organisationId, to: "ada@fair.example", subject: "Hello", text: "Words.", about: "key:1", ...more })) ?? "";
}
const mailOf = (id: string) => runtime().database.writer.mail.findUniqueOrThrow({ where: { id } });
const eventsOf = (id: string) => runtime().database.read.$queryRaw<{ data: string }[]>`SELECT data FROM job_event WHERE id = ${`mail:${id}`}`;
/** The message's head with its folded lines joined, and its parts decoded. */
function opened(message: string): { head: string; parts: string[] } {
  const [head = "", ...rest] = message.split("\r\n\r\n");
  const boundary = /boundary="([^"]+)"/.exec(head)?.[1] ?? "";
  const parts = rest.join("\r\n\r\n").split(`--${boundary}`).slice(1, -1).map((part) => {
    const [partHead = "", ...body] = part.split("\r\n\r\n");
    const text = body.join("\r\n\r\n").trim();
    return /base64/i.test(partHead) ? Buffer.from(text, "base64").toString() : text.replace(/=\r\n/g, "").replace(/(?:=[0-9A-F]{2})+/g, (bytes) => Buffer.from(bytes.replaceAll("=", ""), "hex").toString());
  });
  return { head: head.replace(/\r\n[ \t]+/g, " "), parts };
} // prettier-ignore

test("a mail reaches the server with a text part and an HTML part that say the same", async () => {
  const server = await withServer();
  const id = await queued({ subject: "Ihr Schlüssel läuft ab", text: "Grüße.\n\nSee https://visit.example.org/keys/1.\n.\n<b>not bold</b>" });
  await deliverMail(id);
  const [mail] = server.received;
  expect(mail).toMatchObject({ from: "<visit@fair.example>", to: ["<ada@fair.example>"] });
  const { head, parts } = opened(mail?.message ?? "");
  expect(head).toMatch(/^From: "Wood & Steel" <visit@fair\.example>$/m);
  expect(head).toMatch(/^To: ada@fair\.example$/m);
  expect(head).toMatch(/^Subject: =\?UTF-8\?/m);
  expect(head).toContain(`Message-ID: <${id}@visit.example.org>`);
  expect(head).toMatch(/^Auto-Submitted: auto-generated$/m);
  expect(parts.map((part) => part.replace(/\r\n/g, "\n"))).toEqual(["Grüße.\n\nSee https://visit.example.org/keys/1.\n.\n<b>not bold</b>", expect.stringContaining('See <a href="https://visit.example.org/keys/1">https://visit.example.org/keys/1</a>.<br>\n.<br>\n&lt;b&gt;not bold&lt;/b&gt;')]);
  expect(await mailOf(id)).toMatchObject({ state: "sent", attempts: 1, error: null, sentAt: expect.any(Date) });
});

test("a mail is queued with the change it tells about, or not at all", async () => {
  await withServer();
  const organisation = await makeOrganisation();
  const input = { organisationId: organisation.id, to: "ada@fair.example", subject: "Hello", text: "Words.", about: "key:1" };
  const undone = write(makeContext(organisation), async (tx) => {
    await queueMail(tx, input);
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  expect(await runtime().database.read.mail.count({ where: { organisationId: organisation.id } })).toBe(0);
  const id = (await write(makeContext(organisation), (tx) => queueMail(tx, input))) ?? "";
  expect(await mailOf(id)).toMatchObject({ state: "queued", attempts: 0 });
  expect((await eventsOf(id)).map(({ data }) => JSON.parse(data))).toEqual([{ mailId: id }]);
});

test("what must be told once is told once, in each organisation", async () => {
  const [one, other] = [await makeOrganisation(), await makeOrganisation()];
  const tell = ({ id }: { id: string }, once: string) => queueMail(undefined, { organisationId: id, to: "ada@fair.example", subject: "Hello", text: "Words.", about: "key:1", once });
  const told = await Promise.all([tell(one, "a"), tell(one, "a"), tell(one, "a"), tell(one, "b"), tell(other, "a")]);
  expect(told.filter(Boolean)).toHaveLength(3);
});

test("a mail that was sent is not sent again, nor one that is gone", async () => {
  const server = await withServer();
  const id = await queued();
  await deliverMail(id);
  await deliverMail(id);
  await deliverMail("nosuchmail000");
  expect(server.received).toHaveLength(1);
});

test("one connection carries many mails, and stopping closes it", async () => {
  const server = await withServer();
  for (let sent = 0; sent < 5; sent++) await deliverMail(await queued());
  expect([server.received.length, server.connections()]).toEqual([5, 1]);
});

test("a password is not sent in the clear", async () => {
  const lines: string[] = [];
  const server = await withServer((line) => void lines.push(line));
  await withSmtp(server.url.replace("//", "//user:hunter2@"));
  const id = await queued();
  await expect(deliverMail(id)).rejects.toThrow(/TLS/);
  expect(lines.join()).not.toMatch(/AUTH|hunter2|aHVudGVyMg/);
});

test("when the server is busy the mail waits for the next try, and the last try is the last", async () => {
  const server = await withServer((line) => (line.startsWith("RCPT") ? "451 come back later" : undefined));
  const id = await queued();
  await expect(deliverMail(id)).rejects.toThrow("451");
  expect(await mailOf(id)).toMatchObject({ state: "queued", attempts: 1, error: expect.stringContaining("451 come back later") });
  await deliverMail(id, { isLastTry: true });
  expect(await mailOf(id)).toMatchObject({ state: "failed", attempts: 2, sentAt: null });
  await deliverMail(id);
  expect(server.received).toEqual([]);
});

test("a receiver who does not exist is not tried again", async () => {
  await withServer((line) => (line.startsWith("RCPT") ? "550 no such user" : undefined));
  const id = await queued();
  await deliverMail(id);
  expect(await mailOf(id)).toMatchObject({ state: "failed", attempts: 1, error: expect.stringContaining("550") });
});

test("a server that is not there is tried again", async () => {
  await withSmtp("smtp://127.0.0.1:1");
  const id = await queued();
  await expect(deliverMail(id)).rejects.toThrow("ECONNREFUSED");
  expect(await mailOf(id)).toMatchObject({ state: "queued", attempts: 1 });
});

test("without a mail server mails lie in the outbox, and nobody is asked to send them", async () => {
  const id = await queued();
  expect(await mailOf(id)).toMatchObject({ state: "outbox", attempts: 0, error: null });
  expect(await eventsOf(id)).toEqual([]);
});

test.each(["Hello\r\nBcc: all@fair.example", "Hello\nBcc: all@fair.example", "Hello\r\n\r\nAnother message", "Hello\u2028Bcc: all@fair.example", "Hello\0"])("the subject %j stays a subject", async (subject) => {
  const server = await withServer();
  await deliverMail(await queued({ subject }));
  const [mail] = server.received;
  const { head, parts } = opened(mail?.message ?? "");
  expect(mail?.to).toEqual(["<ada@fair.example>"]);
  expect(head.match(/^(?:bcc|cc|to|subject):/gim)).toEqual(["To:", "Subject:"]);
  expect(parts[0]).toBe("Words.");
});

test.each(["a@fair.example\r\nBcc: b@fair.example", "a@fair.example, b@fair.example", "a@fair.example;b@fair.example", "<a@fair.example> NOTIFY=SUCCESS", "a@fair.example> RCPT TO:<b@fair.example", '"a@b"@fair.example', "Ada <a@fair.example>", "a b@fair.example", "a@fair.example\n", "@fair.example", "a@", "a", "", `${"a".repeat(250)}@fair.example`])("%j is no receiver, and stops nothing", async (to) => {
  const server = await withServer();
  const id = await queued({ to });
  await deliverMail(id);
  expect(await mailOf(id)).toMatchObject({ state: "failed", error: "This is no e-mail address." });
  expect(server.received).toEqual([]);
});

test("a text cannot end the message", async () => {
  const server = await withServer();
  const text = "one\n.\nMAIL FROM:<x@fair.example>\n\0two";
  await deliverMail(await queued({ text }));
  expect(server.received.map(({ message }) => opened(message).parts[0]?.replace(/\r\n/g, "\n"))).toEqual(["one\n.\nMAIL FROM:<x@fair.example>\ntwo"]);
});

test("the HTML part holds no markup but its own", () => {
  const html = mailHtml('<script>x</script> & "q" https://fair.example/?a=1&b=<i> javascript:x\n\nhttp://fair.example/"onclick="x');
  expect(html.match(/<(?!\/?(?:p|br|a|html|head|meta|title|body|div|!doctype)\b)/gi)).toBeNull();
  expect(html.match(/href="[^"]*"/g)).toEqual(['href="https://fair.example/?a=1&amp;b="', 'href="http://fair.example/"']);
  expect(html).not.toMatch(/<a [^>]*onclick/);
});

test("mails go after 90 days", async () => {
  const [old, young] = [await queued(), await queued()];
  const now = new Date("2020-06-01T00:00:00Z");
  const dayMs = 24 * 3_600_000;
  await runtime().database.writer.mail.update({ where: { id: old }, data: { createdAt: new Date(now.getTime() - 91 * dayMs) } });
  await runtime().database.writer.mail.update({ where: { id: young }, data: { createdAt: new Date(now.getTime() - 89 * dayMs) } });
  expect(await purgeMails(now)).toBeGreaterThanOrEqual(1); // other tests keep mails of their own
  expect(await runtime().database.read.mail.findMany({ where: { id: { in: [old, young] } }, select: { id: true } })).toEqual([{ id: young }]);
});
