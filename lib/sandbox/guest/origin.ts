/**
 * The engine forgets who awaited: an exception made after an answer has no line of the author's.
 * So each call remembers where it was made, and what goes on after its answer is said to come from there.
 */
const current = { origin: "" };

/** The author's own frames of an error's stack, innermost first. */
export function originOf(error: unknown): string {
  const stack = typeof error === "object" && error !== null && "stack" in error ? error.stack : undefined;
  if (typeof stack !== "string") return "";
  return stack
    .split("\n")
    .filter((line) => ownFrame.test(line))
    .slice(0, 20)
    .join("\n");
}

export function resumeAt(origin: string): void {
  current.origin = origin;
}

/** Where the running piece of code was set off. */
export function currentOrigin(): string {
  return current.origin;
}

/** `    at name (function.js:3:5)` */
export const ownFrame = /\bfunction\.js:(\d+)(?::(\d+))?/;
