import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import variant from "@jitl/quickjs-wasmfile-release-sync";
import { newQuickJSWASMModuleFromVariant, newVariant, type QuickJSContext, type QuickJSHandle, type QuickJSRuntime } from "quickjs-emscripten-core";
import { stackBytes } from "./limits";
import { lend, type Host } from "./lend";
import { MemoryCeiling } from "./memory-ceiling";

/** A fresh WASM module with one context, its prelude evaluated: ready for one run, and good for no second. */
export interface Engine {
  readonly runtime: QuickJSRuntime;
  readonly context: QuickJSContext;
  readonly harness: Harness;
  readonly ceiling: MemoryCeiling;
  /** Whom the guest's calls reach. Nobody while the prelude is evaluated. */
  host: Host | undefined;
}

/** Functions inside the guest, see guest/main.ts. */
export type Harness = Readonly<Record<"start" | "fail" | "settle" | "fire", QuickJSHandle>>;

/** Compiled once a worker; each engine is an instance of its own. */
export function compile(): WebAssembly.Module {
  return new WebAssembly.Module(readFileSync(fileURLToPath(import.meta.resolve("@jitl/quickjs-wasmfile-release-sync/wasm"))));
}

/**
 * Takes some milliseconds, so it is done before there is a run.
 * @param prelude      program text that may use `__door`
 * @param memoryBytes  the most any run may have
 * @throws Error when a prelude does not evaluate: that is our fault, not an author's
 */
export async function prepare(wasm: WebAssembly.Module, prelude: string, memoryBytes: number): Promise<Engine> {
  const ceiling = new MemoryCeiling(memoryBytes);
  const quickjs = await newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmModule: wasm, wasmMemory: ceiling.memory }));
  const runtime = quickjs.newRuntime();
  runtime.setMaxStackSize(stackBytes);
  const context = runtime.newContext();
  runtime.context = context; // else it makes a second one to measure memory with

  const engine: Omit<Engine, "harness"> = { runtime, context, ceiling, host: undefined };
  const install = context.unwrapResult(context.evalCode(GUEST_PRELUDE, "prelude.js", { type: "global" }));
  const harness = context.unwrapResult(context.callFunction(install, context.undefined, lend(context, ceiling, () => engine.host)));
  const held = (name: string): QuickJSHandle => context.getProp(harness, name);

  context.setProp(context.global, "__door", held("door"));
  context.unwrapResult(context.evalCode(prelude, "client.js", { type: "global" }));
  context.unwrapResult(context.evalCode("delete globalThis.__door", "client.js", { type: "global" }));
  runtime.executePendingJobs();
  return Object.assign(engine, { harness: { start: held("start"), fail: held("fail"), settle: held("settle"), fire: held("fire") } });
}
