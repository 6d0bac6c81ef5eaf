import { getServerSession } from "next-auth";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { allows, type Right } from "@/lib/accounts/permissions";
import { findSignedIn, type SignedIn } from "@/lib/accounts/verbs";
import { authOptions } from "@/lib/core/auth";
import type { Context } from "@/lib/core/context";
import { isVisitError } from "@/lib/core/errors";
import { type EventHead, getEvent } from "@/lib/events/overview";

/** Whoever asks for this page; undefined when signed out. Looked up once per request. */
export const findAccount = cache(async (): Promise<SignedIn | undefined> => {
  const session = await getServerSession(authOptions());
  return session?.claim ? findSignedIn(session.claim, new Date()) : undefined;
});

/** The same for pages that need an account: others are sent to sign in. */
export async function requireAccount(): Promise<SignedIn> {
  return (await findAccount()) ?? redirect("/sign-in");
}

/** What verbs need of whoever is signed in, and for pages the account itself. */
export type WebContext = Context & { account: SignedIn };

/**
 * The context of a page or an action, for verbs. Without the right there is nothing at this address: a 404, not a hint.
 * Call it in every page and every action; in the layout too where the answer's status must say 404, because a page below
 * a `loading.tsx` is already on its way when it finds out.
 */
export async function requireContext(...rights: Right[]): Promise<WebContext> {
  await requireAccount();
  return (await findContext(...rights)) ?? notFound();
}

/** The same for route handlers, which answer for themselves: undefined when signed out or without the right. */
export async function findContext(...rights: Right[]): Promise<WebContext | undefined> {
  const account = await findAccount();
  if (!account || !rights.every((right) => allows(account.permissions, right))) return undefined;
  return { organisationId: account.organisation.id, actor: { kind: "account", id: account.id }, events: { kind: "all" }, now: new Date(), account };
}

/** The event of a page's address, looked up once per request; a 404 when the organisation has no such event. */
export const requireEvent = cache(async (eventId: string): Promise<EventHead> => {
  return getEvent(await requireContext(), eventId).catch(missing);
});

/** For `.catch` on a verb that reads what an address names: what does not exist, or no longer, is a 404. */
export function missing(error: unknown): never {
  if (isVisitError(error) && ["expo_not_found", "not_found"].includes(error.code)) notFound();
  throw error;
}
