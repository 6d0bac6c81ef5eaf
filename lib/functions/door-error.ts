/** What a guest is told instead of an answer: an exception of this name, with these members. */
export function doorError(name: string, message: string, more: Readonly<Record<string, unknown>> = {}): Error {
  return Object.assign(new Error(message), { name, ...more });
}
