import type { Metadata } from "next";
import Link from "next/link";
import { Notice } from "@/components/notice";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { findInvitation } from "@/lib/accounts/account-link";
import { PasswordForm } from "./password-form";

export const metadata: Metadata = { title: "Choose a password", robots: { index: false } };

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const invitation = await findInvitation(token, new Date());
  if (!invitation) return <NoLink />;
  const { name, email, organisation, isFirst } = invitation;
  return (
    <main id="main" className="mx-auto grid w-full max-w-md gap-6 px-4 py-12 sm:py-20">
      <div className="grid gap-2">
        <h1 className="text-2xl [overflow-wrap:anywhere]">{isFirst ? `Welcome, ${name}` : "Choose a new password"}</h1>
        <p className="[overflow-wrap:anywhere] text-muted-foreground">
          {isFirst ? `You have an account at ${organisation}. Choose a password for it.` : `For your account at ${organisation}. You will be signed out wherever the old one was used.`} This link works once.
        </p>
      </div>
      <Card className="p-6 sm:p-8">
        <PasswordForm token={token} email={email} />
      </Card>
    </main>
  );
}

function NoLink() {
  return (
    <Notice title="This link does not work any more" text="It was used already, or a newer one has replaced it, or its seven days are over. An administrator of your organisation can make a new one.">
      <Button asChild>
        <Link href="/sign-in">Sign in</Link>
      </Button>
    </Notice>
  );
}
