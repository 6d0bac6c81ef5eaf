import type { Mask } from "@/lib/sandbox/mask";
import type { LogLine, RunCall } from "./schema";

/** What a run logs and calls while it runs, bounded, masked, and fit for the database. */
export class RunRecord {
  readonly calls: RunCall[] = [];
  readonly log: LogLine[] = [];
  readonly #startedAtMs = performance.now();
  /** something was added since it was last looked at */
  #isNew = false;
  constructor(private readonly mask: Mask) {}

  elapsedMs(): number {
    return Math.round(performance.now() - this.#startedAtMs);
  }

  addLine(line: { level: LogLine["level"]; text: string; atMs: number }): void {
    this.log.push({ at: Math.round(line.atMs), level: line.level, text: line.text });
    this.#isNew = true;
  }

  /** Notes a call once it is over. @param startedAt  as `elapsedMs()` was when it began */
  addCall(call: Omit<RunCall, "at" | "durationMs">, startedAt: number): void {
    if (this.calls.length >= mostCalls) return;
    const { target, body, error, ...rest } = call;
    const clean = (text: string, length: number) => this.mask(text).slice(0, length);
    this.calls.push({
      ...rest,
      target: clean(target, 500),
      at: startedAt,
      durationMs: this.elapsedMs() - startedAt,
      ...(body !== undefined && { body: clean(body, 2000) }),
      ...(error !== undefined && { error: clean(error, 500) }),
    });
    this.#isNew = true;
  }

  /** As JSON for the database, if there is anything new. */
  news(): { log: string; calls: string } | undefined {
    if (!this.#isNew) return undefined;
    this.#isNew = false;
    return this.json();
  }

  json(): { log: string; calls: string } {
    return { log: storableJson(this.log), calls: storableJson(this.calls) };
  }
}

/** JSON text without what PostgreSQL's JSON cannot hold: NUL, and halves of surrogate pairs, which JSON.stringify writes as escapes. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(/\\(?:\\|u0000|ud[89a-f][0-9a-f]{2})/g, (escape) => (escape === "\\\\" ? escape : "\\ufffd"));
}

/** As many as a run may make of all kinds together. */
const mostCalls = 1100;
