import { Breakable } from "@/components/breakable";
import { Badge, type Tone } from "@/components/ui/badge";
import { Table, TableCell, TableHead } from "@/components/ui/table";
import { Time } from "@/components/time";
import type { AccountRow, AccountState, RoleRow } from "@/lib/accounts/manage-accounts";
import { AccountActions } from "./account-actions";
import { RoleSelect } from "./role-select";

type AccountTableProps = { accounts: readonly AccountRow[]; roles: readonly RoleRow[]; ownId: string; mayChange: boolean; zone: string };

export function AccountTable({ accounts, roles, ownId, mayChange, zone }: AccountTableProps) {
  return (
    <Table label="Accounts" className="md:min-w-[52rem]">
      <thead>
        <tr>
          <TableHead>Name</TableHead>
          <TableHead className={tight}>Role</TableHead>
          <TableHead className={wide}>State</TableHead>
          <TableHead className={wide}>Last signed in</TableHead>
          {mayChange ? (
            <TableHead className={tight}>
              <span className="sr-only">Actions</span>
            </TableHead>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {accounts.map((account) => (
          <tr key={account.id}>
            <TableCell className="max-w-80">
              <span className="font-medium [overflow-wrap:anywhere]">{account.name}</span>
              {account.id === ownId ? <span className="text-muted-foreground"> (you)</span> : null}
              <span className="block text-xs [overflow-wrap:anywhere] text-muted-foreground"><Breakable text={account.email} /></span>
              <div className="mt-2 md:hidden">
                <State account={account} zone={zone} />
              </div>
            </TableCell>
            <TableCell className={`${tight} max-md:w-42 md:w-56`}>
              {mayChange && account.isOpen ? <RoleSelect account={account} roles={roles.filter(({ id, isOpen }) => isOpen || id === account.roleId)} /> : roles.find(({ id }) => id === account.roleId)?.name}
            </TableCell>
            <TableCell className={wide}>
              <State account={account} zone={zone} />
            </TableCell>
            <TableCell className={`${wide} whitespace-nowrap`}>{account.lastLoginAt ? <Time at={account.lastLoginAt} zone={zone} /> : <span className="text-muted-foreground">never</span>}</TableCell>
            {mayChange ? (
              <TableCell className={`${tight} text-right`}>{account.isOpen ? <AccountActions id={account.id} name={account.name} state={account.state} isOwn={account.id === ownId} /> : null}</TableCell>
            ) : null}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function State({ account: { state, linkExpiresAt }, zone }: { account: AccountRow; zone: string }) {
  return (
    <>
      <Badge tone={tones[state]}>{words[state]}</Badge>
      {linkExpiresAt ? (
        <span className="mt-1 block text-xs text-muted-foreground md:whitespace-nowrap">
          link ends <Time at={linkExpiresAt} zone={zone} />
        </span>
      ) : null}
    </>
  );
}

/** Columns that a narrow screen has no room for: the name's cell says what is in them. */
const wide = "hidden md:table-cell";
const tight = "max-md:pl-0";
const tones: Readonly<Record<AccountState, Tone>> = { new: "info", active: "success", disabled: "neutral" };
const words: Readonly<Record<AccountState, string>> = { new: "New", active: "Active", disabled: "Disabled" };
