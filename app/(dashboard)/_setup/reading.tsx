import type { ReactNode } from "react";

/**
 * Around what an account may see and not change: fields are disabled, and what would change something is not there. The actions ask
 * for the right themselves; this is so that nobody fills in what would be refused. What leads to a form and is no button says so: `data-changes`.
 */
export function Reading({ isOnly, children }: { isOnly: boolean; children: ReactNode }) {
  if (!isOnly) return children;
  return (
    <fieldset disabled className="m-0 min-w-0 border-0 p-0 [&_[data-changes]]:hidden [&_button]:hidden">
      <legend className="mb-6 p-0 text-sm text-muted-foreground">You may look at this, not change it.</legend>
      {children}
    </fieldset>
  );
}
