import Link from "next/link";
import type { ReactNode } from "react";
import { findAccount } from "@/app/session";
import { chosenTheme } from "@/app/theme";
import { SiteHeader } from "@/components/site-header";
import { Button } from "@/components/ui/button";

export default async function PublicLayout({ children }: { children: ReactNode }) {
  const account = await findAccount();
  return (
    <>
      <SiteHeader theme={await chosenTheme()}>
        <Button asChild variant="outline" size="sm">
          {account ? <Link href="/home">Home</Link> : <Link href="/sign-in">Sign in</Link>}
        </Button>
      </SiteHeader>
      {children}
    </>
  );
}
