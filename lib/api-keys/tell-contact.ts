import type { Context } from "@/lib/core/context";
import type { Transaction } from "@/lib/core/db";
import { queueMail } from "@/lib/core/mail";
import { runtime } from "@/lib/core/runtime";
import { type KeyHappening, keyMails } from "./key-mails";
import { keyName } from "./key-name";
import { newestSecret } from "./verbs";

/**
 * Writes the mail that tells a key's contact person what happens to it, in the transaction in which it happens; before a deletion,
 * while the key can still be read. Without a contact's address there is none.
 * @param once  as in queueMail
 */
export async function tellContact(tx: Transaction, ctx: Pick<Context, "organisationId" | "actor" | "now">, keyId: string, happening: KeyHappening, once?: string): Promise<void> {
  const { organisationId, actor, now } = ctx;
  const key = await tx.apiKey.findFirst({
    where: { id: keyId, organisationId },
    select: { comments: true, contactName: true, contactEmail: true, organisation: { select: { name: true, timezone: true } }, secrets: { orderBy: newestSecret, take: 1, select: { firstCharacters: true, lastCharacters: true } } },
  });
  if (!key?.contactEmail) return;
  const [secret] = key.secrets;
  const by = actor.kind === "account" ? await tx.account.findFirst({ where: { id: actor.id, organisationId }, select: { name: true } }) : null;
  const mail = keyMails.en(happening, {
    contact: key.contactName,
    key: keyName({ comments: key.comments, first: secret?.firstCharacters ?? "", last: secret?.lastCharacters ?? "" }),
    organisation: key.organisation.name,
    zone: key.organisation.timezone,
    at: now,
    by: by?.name ?? "",
    url: happening.kind === "deleted" ? "" : `${runtime().settings.url}/organisation/api/keys/${keyId}`,
  });
  await queueMail(tx, { organisationId, to: key.contactEmail, about: `key:${keyId}`, ...mail, ...(once !== undefined && { once }) });
}
