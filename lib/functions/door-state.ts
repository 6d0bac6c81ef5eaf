import { z } from "zod";
import type { Behind, Capability } from "./door";
import { doorError } from "./door-error";

const Asked = z.discriminatedUnion("op", [
  z.object({ op: z.literal("get"), key: z.string() }),
  z.object({ op: z.literal("set"), key: z.string(), value: z.unknown() }),
  z.object({ op: z.literal("delete"), key: z.string() }),
  z.object({ op: z.literal("keys") }),
]);

/** `state.*`. An empty answer is `undefined`, which JSON cannot say. */
export function openState({ state }: Behind): Capability {
  return async (argument) => {
    const parsed = Asked.safeParse(JSON.parse(argument));
    if (!parsed.success) throw doorError("TypeError", "This is no question to the state.");
    const asked = parsed.data;
    if (asked.op === "get") return (await state.get(asked.key)) ?? "";
    if (asked.op === "keys") return JSON.stringify(await state.keys());
    if (asked.op === "set") await state.set(asked.key, JSON.stringify(asked.value ?? null));
    else await state.delete(asked.key);
    return "";
  };
}
