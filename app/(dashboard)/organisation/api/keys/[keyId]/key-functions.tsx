import Link from "next/link";
import { Card } from "@/components/ui/card";
import type { FunctionOfKey } from "@/lib/functions/schema";
import { kindWords } from "../../advanced/function-words";
import { StateBadge } from "../../advanced/state-badge";

/** The functions that work with the key: what it may do, they may. */
export function KeyFunctions({ functions, mayOpen }: { functions: readonly FunctionOfKey[]; mayOpen: boolean }) {
  return (
    <Card className="p-6 sm:p-8">
      <section aria-label="Functions that work with it" className="grid gap-4">
        <div className="grid gap-1">
          <h2 className="text-lg">Functions that work with it</h2>
          <p className="text-sm text-muted-foreground">{functions.length === 0 ? "None does so far. Who adds one chooses its key." : "What this key may do, they may. Without it they fail."}</p>
        </div>
        {functions.length === 0 ? null : (
          <ul className="divide-y">
            {functions.map(({ id, name, kind, state, publishedVersion }) => (
              <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2 text-sm first:pt-0 last:pb-0">
                <span className="min-w-0 flex-1 basis-56 font-medium [overflow-wrap:anywhere]">
                  {mayOpen ? (
                    <Link href={`/organisation/api/advanced/${id}`} className="rounded-sm underline decoration-border-strong underline-offset-4 hover:decoration-current">
                      {name}
                    </Link>
                  ) : (
                    name
                  )}
                </span>
                <span className="text-muted-foreground">{kindWords[kind]}</span>
                <StateBadge state={state} publishedVersion={publishedVersion} />
              </li>
            ))}
          </ul>
        )}
      </section>
    </Card>
  );
}
