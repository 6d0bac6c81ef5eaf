import { inspect } from "./inspect";

const counts = new Map<string, number>();
const starts = new Map<string, number>();

export const console = {
  log: writer("log"),
  info: writer("info"),
  debug: writer("debug"),
  warn: writer("warn"),
  error: writer("error"),
  dir: (value: unknown): void => write("log", [value]),
  table: (value: unknown): void => write("log", [value]),
  trace: writer("debug"),
  group: writer("log"),
  groupCollapsed: writer("log"),
  groupEnd: (): void => undefined,
  assert(condition: unknown, ...values: unknown[]): void {
    if (!condition) write("error", ["Assertion failed", ...values]);
  },
  count(label: unknown = "default"): void {
    const name = String(label);
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    write("log", [`${name}: ${count}`]);
  },
  countReset(label: unknown = "default"): void {
    counts.delete(String(label));
  },
  time(label: unknown = "default"): void {
    starts.set(String(label), Date.now());
  },
  timeLog: (label: unknown = "default", ...values: unknown[]): void => sayTime(String(label), values),
  timeEnd(label: unknown = "default"): void {
    sayTime(String(label), []);
    starts.delete(String(label));
  },
};

function sayTime(label: string, values: unknown[]): void {
  const begun = starts.get(label);
  if (begun !== undefined) write("log", [`${label}: ${Date.now() - begun} ms`, ...values]);
}

function writer(level: string): (...values: unknown[]) => void {
  return (...values) => write(level, values);
}

function write(level: string, values: unknown[]): void {
  host.log(level, JSON.stringify(values.map(shown).join(" ")));
}

/** A log line never ends a run: what cannot be looked at is said to be so. */
function shown(value: unknown): string {
  try {
    return inspect(value);
  } catch {
    return "[cannot be shown]";
  }
}
