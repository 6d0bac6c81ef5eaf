import Link from "next/link";
import { Card } from "@/components/ui/card";

/** Endpoint functions, each with the way to its own calls: the counts only know that one was called, the request log knows which. */
export function EndpointCalls({ functions }: { functions: readonly { name: string; key: string; href: string }[] }) {
  return (
    <Card className="grid min-w-0 gap-4 p-4 sm:p-6">
      <div>
        <h2 className="text-lg">Calls to functions</h2>
        <p className="text-xs text-muted-foreground">They are counted together. The request log has them one by one, for each function.</p>
      </div>
      <ul className="flex flex-wrap gap-x-6 gap-y-2 text-sm">
        {functions.map(({ name, key, href }) => (
          <li key={key} className="max-w-full min-w-0">
            <Link href={href} prefetch={false} className="rounded-sm underline decoration-border-strong underline-offset-4 [overflow-wrap:anywhere] hover:decoration-current">
              {name}
            </Link>{" "}
            <code className="font-mono text-xs [overflow-wrap:anywhere] text-muted-foreground">{key}</code>
          </li>
        ))}
      </ul>
    </Card>
  );
}
