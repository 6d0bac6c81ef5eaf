import type { Context } from "@/lib/core/context";
import { write } from "@/lib/core/db";
import { conflict, invalid, VisitError } from "@/lib/core/errors";
import { runtime } from "@/lib/core/runtime";
import { hashPassword, isPassword } from "./password";
import type { PasswordInput } from "./schema";
import { endSessions } from "./sessions";
import { signInThrottle } from "./throttle";

/**
 * Changes one's own password; every session of the account is over, this one too.
 * @throws validation_failed   the old password is wrong
 * @throws too_many_requests   after 5 wrong ones within 15 minutes: whoever finds a computer unlocked shall not guess it
 * @throws conflict            it was changed elsewhere at the same moment
 */
export async function changePassword(ctx: Context & { account: { id: string } }, { oldPassword, newPassword }: PasswordInput): Promise<void> {
  const { id } = ctx.account;
  const throttle = signInThrottle();
  const held = `own password ${id}`;
  if (throttle.isOver(held, mostFailures, ctx.now)) {
    throw new VisitError("too_many_requests", "Too many failed attempts. Wait a quarter of an hour and try again.", { retryAfterSeconds: 900 });
  }
  throttle.fail(held, ctx.now); // counted before it is known, or many attempts at once would all come through
  const { passwordHash: known } = await runtime().database.read.account.findUniqueOrThrow({ where: { id, organisationId: ctx.organisationId }, select: { passwordHash: true } });
  if (!(await isPassword(oldPassword, known))) throw invalid({ field: "oldPassword", error: "invalid_value", description: "is not your password" });
  throttle.forget(held);
  const passwordHash = await hashPassword(newPassword);
  await write(ctx, async (tx) => {
    const { count } = await tx.account.updateMany({ where: { id, passwordHash: known }, data: { passwordHash } });
    if (count === 0) throw conflict("Your password was changed elsewhere at the same moment.");
    await endSessions(tx, id);
    await tx.accountLink.deleteMany({ where: { accountId: id, usedAt: null } });
  });
}

const mostFailures = 5;
