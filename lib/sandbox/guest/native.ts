const { parse, stringify } = JSON;

/** Asks the worker for what needs a library: values in, values out. See natives.ts. */
export function native(name: string, argument: unknown): unknown {
  return parse(host.text(name, stringify(argument)));
}
