import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { findAccount } from "@/app/session";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { SignInForm } from "./sign-in-form";
import { localPath } from "./local-path";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const { next, welcome, chosen } = await searchParams;
  const target = localPath(next);
  if (await findAccount()) redirect(target);
  return (
    <main id="main" className="mx-auto grid w-full max-w-md gap-6 px-4 py-12 sm:py-20">
      <div className="grid gap-2">
        <h1 className="text-2xl">Sign in</h1>
        <p className="text-muted-foreground">For the people of an organisation that runs its events with Visit.</p>
      </div>
      {welcome !== undefined ? <Alert tone="success">Your organisation is set up. Sign in with the address and the password you have just chosen.</Alert> : null}
      {chosen !== undefined ? <Alert tone="success">Your password is set. Sign in with it.</Alert> : null}
      <Card className="p-6 sm:p-8">
        <SignInForm target={target} />
      </Card>
      <p className="text-sm text-muted-foreground">Forgotten your password? An administrator of your organisation can set a new one.</p>
    </main>
  );
}
