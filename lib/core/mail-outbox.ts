import type { Context } from "./context";
import { runtime } from "./runtime";

export type OutboxMail = { id: string; to: string; subject: string; text: string; createdAt: Date };

/**
 * The latest 100 mails that nobody sends, the newest first: how a Visit without a mail server shows what it would have sent.
 * Only of the demo organisation, because there the mails go to nobody's real address.
 * @returns undefined when there is no outbox: mails are sent, or the organisation is a real one
 */
export async function readOutbox(ctx: Context): Promise<OutboxMail[] | undefined> {
  if (!(await hasOutbox(ctx.organisationId))) return undefined;
  return runtime().database.read.mail.findMany({
    where: { organisationId: ctx.organisationId, state: "outbox" },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 100,
    select: { id: true, to: true, subject: true, text: true, createdAt: true },
  });
}

export async function hasOutbox(organisationId: string): Promise<boolean> {
  const { settings, database } = runtime();
  return settings.smtpUrl === "" && (await database.read.organisation.findFirst({ where: { id: organisationId, isDemo: true }, select: { id: true } })) !== null;
}
