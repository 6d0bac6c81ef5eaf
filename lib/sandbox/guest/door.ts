import { type AbortSignal } from "./abort";
import { originOf, resumeAt } from "./origin";

const { parse } = JSON;

interface Waiting {
  readonly resolve: (text: string) => void;
  readonly reject: (reason: unknown) => void;
  readonly origin: string;
  /** The signal no longer matters; if it went on holding the call, the two would hold the answer until the engine looks for cycles. */
  readonly letGo: () => void;
}
const waiting = new Map<number, Waiting>();
const counter = { last: 0 };

/**
 * Asks a capability of the host: JSON text in, JSON text out.
 * @param signal  gives up the call when aborted, and rejects with its reason
 */
export function door(name: string, json: string, signal?: AbortSignal): Promise<string> {
  const origin = originOf(new Error()); // whoever called is on the stack now, and no longer when the answer comes
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const id = ++counter.last;
    host.call(id, name, json);
    const giveUp = () => {
      if (!waiting.delete(id)) return;
      host.abandon(id);
      reject(signal?.reason);
    };
    waiting.set(id, { resolve, reject, origin, letGo: () => signal?.removeEventListener("abort", giveUp) });
    signal?.addEventListener("abort", giveUp);
  });
}

/** The answer has come. @param text JSON: the answer, or an error's name, message and further members */
export function settle(id: number, isAnswer: boolean, text: string): void {
  const call = waiting.get(id);
  if (!call) return;
  waiting.delete(id);
  call.letGo();
  resumeAt(call.origin);
  if (isAnswer) call.resolve(text);
  else call.reject(toError(parse(text)));
}

function toError({ name, message, ...members }: { name: string; message: string; [member: string]: unknown }): Error {
  const error = name === "TypeError" ? new TypeError(message) : name === "RangeError" ? new RangeError(message) : new Error(message);
  const values = { name, ...members };
  for (const [key, value] of Object.entries(values)) Object.defineProperty(error, key, { value, configurable: true, writable: true, enumerable: key !== "name" });
  return error;
}
