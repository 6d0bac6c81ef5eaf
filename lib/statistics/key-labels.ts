import { keyName } from "@/lib/api-keys/key-name";
import { newestSecret } from "@/lib/api-keys/verbs";
import type { Context } from "@/lib/core/context";
import { runtime } from "@/lib/core/runtime";

/** What people call the organisation's keys. One that was deleted is called by its id. */
export async function keyLabels(ctx: Pick<Context, "organisationId">, ids: readonly string[]): Promise<(id: string) => string> {
  const keys = ids.length === 0 ? [] : await runtime().database.read.apiKey.findMany({ where: { organisationId: ctx.organisationId, id: { in: [...ids] } }, select: { id: true, comments: true, secrets: { orderBy: newestSecret, take: 1 } } });
  const labels = new Map(keys.map(({ id, comments, secrets: [secret] }) => [id, keyName({ comments, first: secret?.firstCharacters ?? "", last: secret?.lastCharacters ?? "" })]));
  return (id) => labels.get(id) ?? `Deleted key ${id}`;
}
