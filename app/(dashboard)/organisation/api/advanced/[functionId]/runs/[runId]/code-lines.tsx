import { cn } from "@/components/cn";

/** The code around the line that failed, with its numbers. */
export function CodeLines({ code, line }: { code: string; line: number }) {
  const first = Math.max(1, line - around);
  const lines = code.split("\n").slice(first - 1, line + around);
  return (
    <div role="group" aria-label={`Code around line ${line}`} tabIndex={0} className="overflow-x-auto rounded-lg border border-code-border bg-code py-2 font-mono text-xs leading-relaxed text-code-foreground -outline-offset-2">
      {lines.map((text, index) => {
        const number = first + index;
        return (
          <p key={number} aria-current={number === line ? "true" : undefined} className={cn("grid w-max min-w-full grid-cols-[3rem_1fr] gap-4 border-l-3 border-transparent pr-4", number === line && "border-destructive bg-code-border font-semibold")}>
            <span className="text-right text-code-muted select-none">{number}</span>
            <span className="whitespace-pre">{text}</span>
          </p>
        );
      })}
    </div>
  );
}

/** Lines shown before and after. */
const around = 3;
