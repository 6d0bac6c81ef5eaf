import type { z } from "zod";
import type { Context } from "@/lib/core/context";
import type { Created, Item, Page } from "@/lib/core/wire";

export type Method = "GET" | "POST" | "PUT" | "DELETE";

/** `resource:level`; the resource is the first segment of the path, as rights of API keys name it. */
export type Access = `${string}:${"read" | "write"}`;

/** What `run` gives back, by kind. */
export type Answers = {
  item: Item;
  list: Page;
  create: Created;
  update: Item;
  remove: void;
  action: Item | void;
};
export type Kind = keyof Answers;

/**
 * One thing the API can do, whatever the format or transport. A plain value: readers (the pipeline, OpenAPI, docs, tests,
 * later XSD and the sandbox) walk the list of them in `registry.ts`, and none knows another.
 */
export type Operation<K extends Kind = Kind> = {
  /** `resource.verb`, e.g. `visitors.get` */
  id: string;
  kind: K;
  method: Method;
  /** below the base, e.g. `/visitors/{expoId}/{visitorId}` */
  path: string;
  access: Access;
  summary: string;
  /**
   * Names in `{}` come from the path. On GET and DELETE the others come from the query, else from the body,
   * except members marked `.meta({ in: "query" })`.
   */
  input: z.ZodObject;
  /** Wire values only. For a list: the schema of one row. For a removal: absent. */
  output?: z.ZodType;
  /** A body fit for the docs and the contract test, by name of the case. */
  examples?: Record<string, unknown>;
  run: (ctx: Context, input: never) => Promise<Answers[K]>;
};

/** Ties `run`'s input to the schema at the place of definition; afterwards all operations are of one type. */
export function operation<K extends Kind, S extends z.ZodObject>(
  definition: Omit<Operation<K>, "input" | "run"> & { input: S; run: (ctx: Context, input: z.output<S>) => Promise<Answers[K]> },
): Operation<K> {
  return definition;
}
