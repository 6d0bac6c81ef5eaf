import { z } from "zod";
import type { Behind, Capability } from "./door";
import { doorError } from "./door-error";

const Asked = z.discriminatedUnion("op", [
  z.object({ op: z.literal("get"), key: z.string() }),
  z.object({ op: z.literal("set"), key: z.string(), value: z.unknown() }),
  z.object({ op: z.literal("delete"), key: z.string() }),
  z.object({ op: z.literal("keys") }),
]);

/** `state.*`. An empty answer is `undefined`, which JSON cannot say. What a dry run would keep is noted, and kept for the run itself. */
export function openState({ run, record, state }: Behind): Capability {
  const note = (method: string, target: string, body?: string) => {
    if (run.isDryRun) record.addCall({ door: "state", method, target, status: null, isDry: true, ...(body !== undefined && { body }) }, record.elapsedMs());
  };
  return async (argument) => {
    const parsed = Asked.safeParse(JSON.parse(argument));
    if (!parsed.success) throw doorError("TypeError", "This is no question to the state.");
    const asked = parsed.data;
    if (asked.op === "get") return (await state.get(asked.key)) ?? "";
    if (asked.op === "keys") return JSON.stringify(await state.keys());
    if (asked.op === "set") {
      const json = JSON.stringify(asked.value ?? null);
      await state.set(asked.key, json);
      note("state.set", asked.key, json);
    } else {
      await state.delete(asked.key);
      note("state.delete", asked.key);
    }
    return "";
  };
}
