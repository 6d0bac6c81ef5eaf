import { settingsOfRunning } from "./runtime";

const levels = ["debug", "info", "warn", "error"] as const;
export type LogLevel = (typeof levels)[number];

/** Whether lines of this level are written, for callers to whom making one costs something. */
export function logs(level: LogLevel): boolean {
  return levels.indexOf(level) >= levels.indexOf(settingsOfRunning()?.logLevel ?? "info");
}

/** Writes one line of JSON to standard error. Never a secret, never a body. */
export function log(level: LogLevel, message: string, fields: Record<string, unknown> = {}): void {
  if (logs(level)) process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), level, message, ...fields })}\n`);
}
