import Link from "next/link";
import { findAccount } from "@/app/session";
import { Notice } from "@/components/notice";
import { Button } from "@/components/ui/button";

export const metadata = { title: "Page not found" };

export default async function NotFound() {
  const account = await findAccount();
  return (
    <Notice title="There is nothing at this address" text="The page was moved or removed, the address has a slip in it, or your account does not reach it.">
      <Button asChild>
        {account ? <Link href="/home">Home</Link> : <Link href="/">To the first page</Link>}
      </Button>
      <Button asChild variant="outline">
        <Link href="/docs">Documentation</Link>
      </Button>
    </Notice>
  );
}
