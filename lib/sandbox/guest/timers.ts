import { fail } from "./harness";
import { currentOrigin, originOf, resumeAt } from "./origin";

interface Timer {
  readonly run: () => void;
  readonly everyMs?: number;
  readonly origin: string;
}
const timers = new Map<number, Timer>();
const counter = { last: 0 };

export function setTimeout(callback: unknown, afterMs?: unknown, ...args: unknown[]): number {
  return add(callback, toDelay(afterMs), args);
}

export function setInterval(callback: unknown, everyMs?: unknown, ...args: unknown[]): number {
  const delay = toDelay(everyMs);
  return add(callback, delay, args, delay);
}

export function clearTimeout(id: unknown): void {
  if (typeof id === "number" && timers.delete(id)) host.letSleep(id);
}

export function queueMicrotask(callback: unknown): void {
  const run = toCallback(callback, []);
  void Promise.resolve().then(() => attempt(run));
}

/** The host's timer went off. */
export function fire(id: number): void {
  const timer = timers.get(id);
  if (!timer) return;
  resumeAt(timer.origin);
  if (timer.everyMs === undefined) timers.delete(id);
  else host.wake(id, timer.everyMs);
  attempt(timer.run);
}

function add(callback: unknown, delay: number, args: unknown[], everyMs?: number): number {
  const run = toCallback(callback, args);
  const id = ++counter.last;
  host.wake(id, delay);
  timers.set(id, { run, everyMs, origin: originOf(new Error()) || currentOrigin() });
  return id;
}

function toCallback(callback: unknown, args: unknown[]): () => void {
  if (typeof callback !== "function") throw new TypeError("the first argument must be a function");
  return () => void callback(...args);
}

function toDelay(value: unknown): number {
  const delay = Math.trunc(Number(value ?? 0));
  return delay >= 1 && delay <= 2 ** 31 - 1 ? delay : 1;
}

/** An exception that nobody can catch ends the run, as it would end a program. */
function attempt(run: () => void): void {
  try {
    run();
  } catch (error) {
    fail(error);
  }
}
