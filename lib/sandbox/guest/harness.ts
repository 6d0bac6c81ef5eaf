import { describeError } from "./describe-error";
import { startClock } from "./performance";

const { parse, stringify } = JSON;

/** Runs the author's function and tells the host how it ended. @param loaded the module's namespace, or a promise of it */
export async function start(loaded: unknown, event: string): Promise<void> {
  try {
    startClock();
    const namespace = await loaded;
    const main = typeof namespace === "object" && namespace !== null ? Reflect.get(namespace, "default") : undefined;
    if (typeof main !== "function") throw new TypeError("the code must have `export default async function (event) { … }`");
    const returned: unknown = main(parse(event));
    event = ""; // it may be long, and would stay as long as the function runs
    host.finish("returned", toJson(await returned));
  } catch (error) {
    fail(error);
  }
}

/** Ends the run with this exception. */
export function fail(error: unknown): void {
  host.relieve();
  host.finish("threw", describeError(error));
}

function toJson(value: unknown): string {
  if (typeof value === "function" || typeof value === "symbol") throw new TypeError(`the function returned a ${typeof value}; it must return a value that JSON can hold`);
  try {
    return stringify(value) ?? "null";
  } catch (error) {
    if (error instanceof TypeError) throw new TypeError(`what the function returned cannot be JSON: ${error.message}`);
    throw error;
  }
}
