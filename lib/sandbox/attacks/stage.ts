import { type Attack } from "./attack";
import { type Door, type Job, type Result } from "../job";
import { type Limits } from "../limits";
import { withRelief } from "../memory-ceiling";

/** In the environment and the memory of the host; never to be seen in any output. What another organisation has is not here but behind a real door. */
export const plantedSecret = "planted-secret-8c1f0b7e";

/** Besides what every guest has: `ask(capability, value)`. */
export const attackPrelude = `(() => {
  const door = __door, { parse, stringify } = JSON;
  globalThis.ask = async (name, value) => parse(await door(name, stringify(value)));
})();`;

/** A program that should be stopped gets little time; one that should end by itself gets all it may need on a busy machine. */
export function attackJob(attack: Attack, deadline: Pick<Limits, "cpuMs" | "wallMs">): Job {
  const limits = attack.ends.includes("timedOut") ? deadline : { cpuMs: 10_000, wallMs: 60_000 };
  return { code: attack.code, event: "{}", door: attackDoor, uncounted: ["state", "secrets"], mask: new Set(["something to mask"]), limits: { memoryBytes, ...limits } };
}

/** What is wrong with how it ended; undefined when nothing is. */
export function complaint(attack: Attack, result: Result): string | undefined {
  const { outcome, usage } = result;
  if (JSON.stringify(result).includes(plantedSecret)) return "the planted secret was found";
  if (usage.peakMemoryBytes > withRelief(memoryBytes)) return `it had ${usage.peakMemoryBytes} bytes of memory`;
  if (!attack.ends.includes(outcome.kind)) return `it ended with ${JSON.stringify(outcome).slice(0, 300)}`;
  if (outcome.kind === "threw" && [outcome.error.name, outcome.error.message].some((word) => typeof word !== "string")) return `what it threw is no exception: ${JSON.stringify(outcome.error).slice(0, 300)}`;
  const expected = JSON.stringify(attack.returns);
  if (attack.returns !== undefined && outcome.kind === "returned" && outcome.value !== expected) return `it returned ${outcome.value.slice(0, 300)}, not ${expected}`;
  return undefined;
}

const memoryBytes = 48 * 1024 * 1024;
/** By their length. Made once: what it takes to make one is not the programs' doing. */
const large = new Map<number, string>();
function largeAnswer(length: number): string {
  const answer = large.get(length) ?? JSON.stringify("x".repeat(length));
  large.set(length, answer);
  return answer;
}
const attackDoor: Door = {
  echo: (argument) => Promise.resolve(argument),
  raw: (argument) => Promise.resolve(String(JSON.parse(argument))),
  large: (argument) => Promise.resolve(largeAnswer(Number(argument))),
  refuse: (argument) => Promise.reject(JSON.parse(argument)),
  broken: () => {
    throw new Error("broken");
  },
  never: () => new Promise(() => undefined),
  fetch: () => Promise.resolve(JSON.stringify({ status: 200, statusText: "OK", url: "https://example.org/", headers: [], body: "", redirected: false })),
  state: () => Promise.resolve("null"),
  secrets: () => Promise.reject(new RangeError("there is no such secret")),
};
