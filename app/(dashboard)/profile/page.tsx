import type { Metadata } from "next";
import { requireContext } from "@/app/session";
import { PageHeader } from "@/components/page-header";
import { Card } from "@/components/ui/card";
import { PasswordForm } from "./password-form";

export const metadata: Metadata = { title: "Your account" };

export default async function ProfilePage() {
  const { account } = await requireContext();
  const facts = [
    ["Name", account.name],
    ["E-mail", account.email],
    ["Role", account.roleName],
    ["Organisation", account.organisation.name],
  ] as const;
  return (
    <div className="max-w-3xl">
      <PageHeader title="Your account" trail={[]} text="Name, e-mail and role are kept by whoever manages the accounts of your organisation." />
      <div className="grid gap-6">
        <Card className="p-6 sm:p-8">
          <dl className="grid gap-x-8 gap-y-4 text-sm sm:grid-cols-2">
            {facts.map(([term, text]) => (
              <div key={term} className="grid gap-0.5">
                <dt className="text-muted-foreground">{term}</dt>
                <dd className="font-medium [overflow-wrap:anywhere]">{text}</dd>
              </div>
            ))}
          </dl>
        </Card>
        <Card className="p-6 sm:p-8">
          <h2 className="text-lg">Password</h2>
          <p className="mt-1 mb-5 text-sm text-muted-foreground">Wherever else you are signed in, you will be signed out.</p>
          <PasswordForm email={account.email} />
        </Card>
      </div>
    </div>
  );
}
