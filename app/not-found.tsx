import Link from "next/link";
import { Notice } from "@/components/notice";
import { Button } from "@/components/ui/button";

export const metadata = { title: "Page not found" };

export default function NotFound() {
  return (
    <Notice title="There is nothing at this address" text="The page was moved or removed, the address has a slip in it, or your account does not reach it.">
      <Button asChild>
        <Link href="/">To the first page</Link>
      </Button>
      <Button asChild variant="outline">
        <Link href="/docs">Documentation</Link>
      </Button>
    </Notice>
  );
}
