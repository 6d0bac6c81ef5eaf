import { getServerSession } from "next-auth";
import { redirect } from "next/navigation";
import { cache } from "react";
import { findSignedIn, type SignedIn } from "@/lib/accounts/verbs";
import { authOptions } from "@/lib/core/auth";

/** Whoever asks for this page; undefined when signed out. Looked up once per request. */
export const findAccount = cache(async (): Promise<SignedIn | undefined> => {
  const session = await getServerSession(authOptions());
  return session?.accountId ? findSignedIn(session.accountId) : undefined;
});

/** The same for pages that need an account: others are sent to sign in. */
export async function requireAccount(): Promise<SignedIn> {
  return (await findAccount()) ?? redirect("/sign-in");
}
