import type { Metadata } from "next";
import Link from "next/link";
import { Notice } from "@/components/notice";
import { Button } from "@/components/ui/button";
import { isSetupLinkGood } from "@/lib/organisations/setup";
import { SetUpForm } from "./set-up-form";

export const metadata: Metadata = { title: "Set up", robots: { index: false } };

export default async function SetUpPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  if (!(await isSetupLinkGood(token))) return <UsedLink />;
  return (
    <main id="main" className="mx-auto grid w-full max-w-3xl gap-8 px-4 py-12 sm:px-8 sm:py-16">
      <div className="grid gap-3">
        <h1 className="text-2xl">Set up Visit</h1>
        <p className="max-w-prose text-muted-foreground">
          Three steps on one page: your organisation, its first administrator, and its first event. All of it can be changed later. This link works
          once.
        </p>
      </div>
      <SetUpForm token={token} zones={Intl.supportedValuesOf("timeZone")} />
    </main>
  );
}

function UsedLink() {
  return (
    <Notice
      title="This link has done its work"
      text="It was used already, or a newer one has replaced it. The operator finds the current link in the output of the latest start; an organisation that is set up has none."
    >
      <Button asChild>
        <Link href="/sign-in">Sign in</Link>
      </Button>
    </Notice>
  );
}
