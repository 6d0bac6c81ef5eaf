import type { GetFunctionInput, Inngest, InngestFunction } from "inngest";

/** What engines promise their functions, told as scenes: functions, what happens to them, and what must have become of it. */
export type Scene = { promise: string; make: (stage: Stage) => { functions: InngestFunction.Any[]; play: () => Promise<void> } };

export type Input = GetFunctionInput<Inngest>;
type Options = Partial<Parameters<Inngest["createFunction"]>[0]>;

/** Where scenes are played: on the embedded engine or on a server. */
export type Stage = {
  inngest: Inngest;
  /** what a second of the functions' time is, in ms: the embedded engine shortens waiting */
  secondMs: number;
  /** @throws when the condition does not come true in good time */
  until: (condition: () => boolean) => Promise<void>;
  /** Resolves when nothing is left to do that was not put off. */
  quiet: () => Promise<void>;
};

export type Props = Stage & {
  /** in the names of this scene's functions and events, which are nobody else's */
  slug: string;
  /** A function; it answers to `{slug}/go` if nothing else is said. */
  on: (options: Options, handler: (input: Input) => unknown) => InngestFunction.Any;
  /** Sends `{slug}/{name}`. */
  send: (data?: Record<string, unknown>, more?: { name?: string; id?: string }) => Promise<void>;
  /** Notes kept by the functions, in the order in which they were made. */
  notes: unknown[];
  note: (note: unknown) => void;
  /** Waits for so many notes. */
  noted: (count: number) => Promise<void>;
};

export function scene(promise: string, script: (props: Props) => () => Promise<void>): Scene {
  const slug = promise.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return {
    promise,
    make: (stage) => {
      const functions: InngestFunction.Any[] = [];
      const notes: unknown[] = [];
      const { inngest, until } = stage;
      const play = script({
        ...stage,
        slug,
        notes,
        note: (note) => void notes.push(note),
        noted: (count) => until(() => notes.length >= count),
        on: (options, handler) => {
          const made = inngest.createFunction({ id: `${slug}-${functions.length}`, triggers: [{ event: `${slug}/go` }], ...options }, handler);
          functions.push(made);
          return made;
        },
        send: async (data = {}, { name = "go", id } = {}) => void (await inngest.send({ name: `${slug}/${name}`, data, ...(id !== undefined && { id: `${slug} ${id}` }) })),
      });
      return { functions, play };
    },
  };
}
