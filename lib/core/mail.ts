import type { Transaction } from "./db";
import { newId } from "./ids";
import { sendJob } from "./jobs";
import { log } from "./log";
import { isFinal, mailSender } from "./mail-sender";
import { runtime } from "./runtime";

export type MailInput = {
  organisationId: string;
  /** one address, without a name */
  to: string;
  /** one line; whatever would end it becomes a space */
  subject: string;
  /** the whole mail; its HTML part is made from it */
  text: string;
  /** kind:id of what it tells about, such as `key:<id>` */
  about: string;
  /** of two mails of an organisation with one such word the second is not written */
  once?: string;
};

/**
 * Writes a mail that is sent when the transaction has committed. Without SMTP_URL it stays in the outbox.
 * What cannot be an address does not stop the change it would tell about: the mail is kept as failed.
 * @param tx  the transaction of that change
 * @returns its id; undefined when `once` was told already
 */
export async function queueMail(tx: Transaction | undefined, input: MailInput): Promise<string | undefined> {
  if (!tx) return runtime().database.writer.$transaction((own) => queueMail(own, input));
  const { organisationId, to, about } = input;
  const id = newId();
  const canBeSent = isAddress(to);
  const state = !canBeSent ? "failed" : runtime().settings.smtpUrl === "" ? "outbox" : "queued";
  const subject = oneLine(input.subject).slice(0, longestSubject);
  const text = input.text.replace(/\r\n?/g, "\n").replace(controls, "").slice(0, longestText);
  const row = { id, organisationId, to: oneLine(to).slice(0, 320), subject, text, about, once: input.once ?? null, state, error: canBeSent ? null : "This is no e-mail address." };
  const { count } = await tx.mail.createMany({ data: [row], skipDuplicates: true });
  if (count === 0) return undefined;
  if (state === "queued") await sendJob({ name: "mail/queued", id: `mail:${id}`, data: { mailId: id } }, tx);
  return id;
}

/**
 * Hands a queued mail to the mail server; one that is sent, failed or gone is left alone. If the process dies between the server's
 * yes and our note it is sent again, as the same message.
 * @param isLastTry  what goes wrong now is final
 * @throws whatever the mail server's refusal was, for the engine to try again
 */
export async function deliverMail(mailId: string, { isLastTry = false }: { isLastTry?: boolean } = {}): Promise<void> {
  const { mail } = runtime().database.writer;
  const { count } = await mail.updateMany({ where: { id: mailId, state: "queued" }, data: { attempts: { increment: 1 } } });
  const queued = count > 0 ? await mail.findUnique({ where: { id: mailId } }) : null;
  if (!queued) return;
  try {
    if (runtime().settings.smtpUrl === "") throw new Error("SMTP_URL is not set in the process that sends mails.");
    await mailSender().send(queued);
    await mail.updateMany({ where: { id: mailId, state: "queued" }, data: { state: "sent", sentAt: new Date(), error: null } });
  } catch (error) {
    const message = (error instanceof Error ? error.message : String(error)).slice(0, 500);
    const isOver = isLastTry || isFinal(error);
    await mail.updateMany({ where: { id: mailId, state: "queued" }, data: { error: message, ...(isOver && { state: "failed" }) } });
    if (!isOver) throw error;
    log("error", "a mail could not be sent", { mailId, about: queued.about, error: message });
  }
}

/** Removes what is older than 90 days. @returns how many */
export async function purgeMails(now: Date): Promise<number> {
  const { count } = await runtime().database.writer.mail.deleteMany({ where: { createdAt: { lt: new Date(now.getTime() - keptMs) } } });
  return count;
}

/** Only what any mail server takes unquoted, so that nothing in it can be read as a second address, a header or a command. */
function isAddress(text: string): boolean {
  return text.length <= 254 && /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*@[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?$/u.test(text);
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, " ").trim();
}

const controls = /[^\P{Cc}\n\t]/gu;
const longestSubject = 250;
const longestText = 100_000;
const keptMs = 90 * 24 * 3_600_000;
