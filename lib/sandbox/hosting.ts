import { nowMs } from "./clock";
import { type Job, type LogLine, type Outcome, type Result } from "./job";
import { type Limits } from "./limits";
import { maskOf, type Mask } from "./mask";
import { type Answer, type Heard, type Order } from "./messages";
import { type End, type Host } from "./runner";
import { Share } from "./share";

/** Has somebody execute a job, and does what is to be done on this side. */
export async function host(job: Job, limits: Limits, execute: (order: Order, host: Host) => Promise<End>): Promise<Result> {
  const { code, event, door, owner, uncounted = [] } = job;
  const hosting = new Hosting(job, limits.answerBytes);
  return hosting.result(await execute({ code, event, limits, capabilities: Object.keys(door), uncounted, owner }, hosting));
}

/** What becomes of a run on the side of whoever has the job: its calls are answered, its lines masked and kept. */
class Hosting implements Host {
  private readonly mask: Mask;
  private readonly log: LogLine[] = [];
  private isLogTruncated = false;
  private readonly calls = new Map<number, AbortController>();
  private readonly share = new Share(nowMs);

  constructor(
    private readonly job: Job,
    private readonly answerBytes: number,
  ) {
    this.mask = maskOf(job.mask ?? new Set());
  }

  hear(message: Heard, answer: (answer: Answer) => void): void {
    if (message.kind === "log") this.write(message.line, message.isCut);
    else if (message.kind === "logFull") this.isLogTruncated = true;
    else if (message.kind === "abandon") this.calls.get(message.id)?.abort();
    else void this.answer(message.id, message.name, message.argument).then(answer);
  }

  /** Once; what it still asks for is given up. */
  result({ outcome, usage }: End): Result {
    for (const call of this.calls.values()) call.abort();
    return { outcome: masked(outcome, this.mask), usage, log: this.log, isLogTruncated: this.isLogTruncated };
  }

  private write(line: LogLine, isCut: boolean): void {
    const masked = { ...line, text: this.mask(line.text, isCut) };
    this.log.push(masked);
    try {
      this.job.onLog?.(masked);
    } catch {
      // who listens in must not end the run, and the line is in the result
    }
  }

  private async answer(id: number, name: string, argument: string): Promise<Answer> {
    const controller = new AbortController();
    this.calls.set(id, controller);
    const { isAnswer, text } = await this.share.begin(() => this.ask(name, argument, controller.signal));
    this.calls.delete(id);
    return { kind: "answer", id, isAnswer, text };
  }

  /** Answers and refusals alike are texts for the guest; nothing a capability does can end the worker or us. */
  private async ask(name: string, argument: string, signal: AbortSignal): Promise<{ isAnswer: boolean; text: string }> {
    const { door } = this.job;
    try {
      signal.throwIfAborted(); // it may have waited for its turn longer than its run was there
      const capability = Object.hasOwn(door, name) ? door[name] : undefined;
      if (!capability) throw new TypeError(`there is no ${name} here`);
      const text = await capability(argument, signal);
      if (typeof text !== "string") throw new TypeError(`${name} gave no answer`);
      const bytes = Buffer.byteLength(text);
      if (bytes > this.answerBytes) throw new RangeError(`the answer is ${bytes} bytes; it may be ${this.answerBytes} at most`);
      return { isAnswer: true, text };
    } catch (error) {
      return { isAnswer: false, text: membersOf(error) };
    }
  }
}

function membersOf(error: unknown): string {
  const { name, message, ...members }: Record<string, unknown> = typeof error === "object" && error !== null ? { ...error, name: Reflect.get(error, "name"), message: Reflect.get(error, "message") } : {};
  const words = { name: typeof name === "string" ? name : "Error", message: typeof message === "string" ? message : "the call failed" };
  const { stack: _stack, cause: _cause, ...rest } = members;
  try {
    return JSON.stringify({ ...rest, ...words });
  } catch {
    return JSON.stringify(words);
  }
}

function masked(outcome: Outcome, mask: Mask): Outcome {
  if (outcome.kind !== "threw") return outcome;
  const { name, message, stack, errors, ...error } = outcome.error;
  const hidden = errors === undefined ? undefined : JSON.parse(JSON.stringify(errors), (_key, value: unknown) => (typeof value === "string" ? mask(value) : value));
  return { kind: "threw", error: { ...error, name: mask(name), message: mask(message), ...(stack === undefined ? {} : { stack: mask(stack) }), ...(hidden === undefined ? {} : { errors: hidden }) } };
}
