import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import variant from "@jitl/quickjs-wasmfile-release-sync";
import { newQuickJSWASMModuleFromVariant, newVariant, StaticLifetime, type JSValueConstPointer, type QuickJSContext, type QuickJSHandle, type QuickJSRuntime, type QuickJSSyncVariant } from "quickjs-emscripten-core";
import { Crossing } from "./crossing";
import { lend, type Host } from "./lend";
import { stackBytes } from "./limits";
import { MemoryCeiling, type Allocator } from "./memory-ceiling";
import { MemoryImage } from "./memory-image";

/** A fresh WASM module with one context, its preludes evaluated: ready for one run, and good for no second. */
export interface Engine extends Bare {
  readonly harness: Harness;
  /** The most memory that was in use so far, as long as it has not grown. */
  readonly reachBytes: () => number;
}

/** One without preludes. */
interface Bare {
  readonly runtime: QuickJSRuntime;
  readonly context: QuickJSContext;
  readonly ceiling: MemoryCeiling;
  readonly crossing: Crossing;
  /** Whom the guest's calls reach. Nobody while the preludes are evaluated. */
  host: Host | undefined;
}

/** Functions inside the guest, see guest/main.ts. */
export type Harness = Readonly<Record<"start" | "fail" | "settle" | "fire", QuickJSHandle>>;

/**
 * Makes engines, each a module instance with a memory of its own. The preludes are read and evaluated once; the memory which that leaves
 * is what every engine begins with.
 */
export class EngineMaker {
  private constructor(
    private readonly wasm: WebAssembly.Module,
    private readonly memoryBytes: number,
    private readonly image: MemoryImage,
    private readonly original: { harness: Harness; lent: QuickJSHandle },
  ) {}

  /**
   * @param prelude      program text that may use `__door`
   * @param memoryBytes  the most any run may have
   * @throws Error when a prelude does not evaluate: that is our fault, not an author's
   */
  static async prepare(prelude: string, memoryBytes: number): Promise<EngineMaker> {
    const wasm = new WebAssembly.Module(readFileSync(fileURLToPath(import.meta.resolve("@jitl/quickjs-wasmfile-release-sync/wasm"))));
    const { engine, lent } = await instantiate(wasm, memoryBytes);
    const { context } = engine;
    const install = context.unwrapResult(context.evalCode(GUEST_PRELUDE, "prelude.js", { type: "global" }));
    const installed = context.unwrapResult(context.callFunction(install, context.undefined, lent));
    const held = (name: string): QuickJSHandle => context.getProp(installed, name);
    context.setProp(context.global, "__door", held("door"));
    context.unwrapResult(context.evalCode(prelude, "client.js", { type: "global" }));
    context.unwrapResult(context.evalCode("delete globalThis.__door", "client.js", { type: "global" }));
    engine.runtime.executePendingJobs();
    const harness = { start: held("start"), fail: held("fail"), settle: held("settle"), fire: held("fire") };
    return new EngineMaker(wasm, memoryBytes, MemoryImage.of(engine.ceiling.memory), { harness, lent });
  }

  async make(): Promise<Engine> {
    const { engine, lent } = await instantiate(this.wasm, this.memoryBytes);
    // Asked for the same things in the same order, an engine puts them in the same places; only then does the image fit.
    if (lent.value !== this.original.lent.value) throw new Error("this engine is not laid out as the one its memory is taken from");
    this.image.writeTo(engine.ceiling.memory);
    const here = (there: QuickJSHandle): QuickJSHandle => sameHandle(there, engine.runtime);
    const { start, fail, settle, fire } = this.original.harness;
    const reachBytes = () => this.image.reachIn(engine.ceiling.memory);
    return Object.assign(engine, { reachBytes, harness: { start: here(start), fail: here(fail), settle: here(settle), fire: here(fire) } });
  }
}

/** What stands at the same place in another engine's memory. */
function sameHandle({ value }: QuickJSHandle, runtime: QuickJSRuntime): QuickJSHandle {
  return new StaticLifetime(value as JSValueConstPointer, runtime); // as: the two brands of a pointer differ in who frees it, and here nobody does
}

/** `lent` is the object through which the guest will reach the engine's `host`. */
async function instantiate(wasm: WebAssembly.Module, memoryBytes: number): Promise<{ engine: Bare; lent: QuickJSHandle }> {
  const ceiling = new MemoryCeiling(memoryBytes);
  const own = newVariant(variant, { wasmModule: wasm, wasmMemory: ceiling.memory });
  const quickjs = await newQuickJSWASMModuleFromVariant(showing(own, (allocator) => (ceiling.allocator = allocator)));
  const runtime = quickjs.newRuntime();
  runtime.setMaxStackSize(stackBytes);
  const context = runtime.newContext();
  const crossing = new Crossing(context, ceiling);
  const engine: Bare = { runtime, context, ceiling, crossing, host: undefined };
  return { engine, lent: lend(context, crossing, () => engine.host) };
}

/** The library keeps the module it makes to itself; on its way there `see` is shown it. */
function showing(own: QuickJSSyncVariant, see: (module: Allocator) => void): QuickJSSyncVariant {
  const importModuleLoader = async () => {
    const load = await own.importModuleLoader();
    if (typeof load !== "function") throw new TypeError("newVariant no longer makes a loader");
    return async () => {
      const module = await load();
      see(module);
      return module;
    };
  };
  return { ...own, importModuleLoader };
}
