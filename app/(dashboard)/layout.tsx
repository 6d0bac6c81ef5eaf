import type { ReactNode } from "react";
import { requireAccount } from "@/app/session";
import { chosenTheme } from "@/app/theme";
import { AccountMenu } from "@/components/account-menu";
import { SiteHeader } from "@/components/site-header";

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const account = await requireAccount();
  return (
    <>
      <SiteHeader theme={await chosenTheme()} home="/home">
        <AccountMenu name={account.name} email={account.email} organisation={account.organisation.name} />
      </SiteHeader>
      <main id="main" className="mx-auto w-full max-w-[88rem] px-4 py-10 sm:px-8 sm:py-14">
        {children}
      </main>
    </>
  );
}
