import type { Metadata } from "next";
import { requireContext } from "@/app/session";
import { PageHeader } from "@/components/page-header";
import { TimesNote } from "@/components/time";
import { listAccounts, listRoles } from "@/lib/accounts/manage-accounts";
import { allows } from "@/lib/accounts/permissions";
import { AccountTable } from "./account-table";
import { AddAccount } from "./add-account";

export const metadata: Metadata = { title: "Accounts" };

export default async function AccountsPage() {
  const ctx = await requireContext("userAccountManagement:read");
  const [accounts, roles] = await Promise.all([listAccounts(ctx), listRoles(ctx)]);
  const { id, permissions, organisation } = ctx.account;
  const mayChange = allows(permissions, "userAccountManagement:write");
  return (
    <>
      <PageHeader
        title="Accounts"
        trail={[]}
        text={`The people who work with ${organisation.name} here, and what each may do. An Administrator may do everything; a Member works with events, visitors and partners.`}
        actions={mayChange ? <AddAccount roles={roles.filter(({ isOpen }) => isOpen)} /> : null}
      />
      <AccountTable accounts={accounts} roles={roles} ownId={id} mayChange={mayChange} zone={organisation.timezone} />
      <TimesNote zone={organisation.timezone} at={ctx.now} />
    </>
  );
}
