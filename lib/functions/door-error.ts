/** What a guest is told instead of an answer. Whatever else is thrown behind the door is ours, and not told. */
export class DoorError extends Error {}

/** An exception of this name, with these members. */
export function doorError(name: string, message: string, more: Readonly<Record<string, unknown>> = {}): DoorError {
  return Object.assign(new DoorError(message), { name, ...more });
}
