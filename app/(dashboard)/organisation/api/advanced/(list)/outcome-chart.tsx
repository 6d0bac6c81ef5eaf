import type { FunctionRow } from "@/lib/functions/schema";

/**
 * Runs of the last 24 hours, an hour a column: those that succeeded stand on the line, those that failed hang below it, so that
 * colour only repeats what the place says. The figures stand beside it for everybody.
 */
export function OutcomeChart({ recent }: { recent: FunctionRow["recent"] }) {
  const good = recent.reduce((sum, hour) => sum + hour.good, 0);
  const bad = recent.reduce((sum, hour) => sum + hour.bad, 0);
  const most = Math.max(1, ...recent.map((hour) => Math.max(hour.good, hour.bad)));
  const length = (count: number, room: number) => (count === 0 ? 0 : Math.max(2, (count / most) * room));
  return (
    <div>
      <svg viewBox={`0 0 ${recent.length * 5} 30`} aria-hidden className="block h-7.5 w-30">
        <line x1="0" x2={recent.length * 5} y1="20.5" y2="20.5" className="stroke-border" />
        {recent.map(({ hoursAgo, good: up, bad: down }, index) => (
          <g key={hoursAgo}>
            <rect x={index * 5} width="4" y={20 - length(up, 20)} height={length(up, 20)} rx="1" className="fill-success" />
            <rect x={index * 5} width="4" y="21" height={length(down, 9)} rx="1" className="fill-destructive" />
          </g>
        ))}
      </svg>
      <p className="mt-1 text-xs whitespace-nowrap text-muted-foreground">
        {good + bad === 0 ? (
          "none"
        ) : (
          <>
            {good} succeeded{bad > 0 ? <span className="font-medium text-destructive">, {bad} failed</span> : null}
          </>
        )}
      </p>
    </div>
  );
}
