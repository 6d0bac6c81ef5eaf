/** malloc and free of a module; 0 is no memory. */
export interface Allocator {
  _malloc(bytes: number): number;
  _free(pointer: number): void;
}

/**
 * The memory of one WASM module, and how far it may grow. The engine's own memory limit does not help: built with emscripten it counts
 * eight bytes for whatever it allocates. So the limit is kept where memory really comes from, at the module's `memory.grow`.
 */
export class MemoryCeiling {
  readonly memory: WebAssembly.Memory;
  /** Whether the guest last asked for more than it may have. */
  wasHit = false;
  /** The module's, once it is there. */
  allocator: Allocator | undefined;
  /** Values below 16 MiB have no effect. */
  limitBytes: number;
  private isRelieved = false;

  /** @param mostBytes the largest limit that will ever be set */
  constructor(mostBytes: number) {
    this.limitBytes = mostBytes;
    const maximum = Math.ceil(withRelief(mostBytes) / pageBytes);
    this.memory = new WebAssembly.Memory({ initial: initialBytes / pageBytes, maximum: Math.max(maximum, initialBytes / pageBytes) });
    const grow = this.memory.grow.bind(this.memory);
    // The module's glue calls `grow` on the object it is given; a refusal is a failed malloc inside.
    this.memory.grow = (pages) => {
      this.wasHit = this.usedBytes + pages * pageBytes > (this.isRelieved ? withRelief(this.limitBytes) : this.limitBytes);
      if (this.wasHit) throw new RangeError("the limit of this run's memory");
      return grow(pages);
    };
  }

  /** What the module has taken, in steps of growth; never less than 16 MiB, which it is built for. */
  get usedBytes(): number {
    return this.memory.buffer.byteLength;
  }

  get hasGrown(): boolean {
    return this.usedBytes > initialBytes;
  }

  /** Lends a little beyond the limit from now on, so that an exception for want of memory can still be told. */
  relieve(): void {
    this.isRelieved = true;
  }

  /** The same for a copy in or out. It is no more, for the room that a copy leaves behind is the guest's to use. */
  relieved<T>(copy: () => T): T {
    const wasRelieved = this.isRelieved;
    this.isRelieved = true;
    try {
      return copy();
    } finally {
      this.isRelieved = wasRelieved;
    }
  }

  /**
   * Makes sure of room for one copy, and for the few handles that go with it: the glue does not look whether it was given memory, and
   * writes through the null pointer when it was not.
   * @throws the engine's own exception for want of memory
   */
  reserve(bytes: number): void {
    const pointer = this.relieved(() => this.allocator?._malloc(bytes + handlesBytes));
    if (pointer === 0) throw outOfMemory();
    if (pointer !== undefined) this.allocator?._free(pointer);
  }
}

/** As the engine says it; inside the guest it can be caught like the engine's own. */
export function outOfMemory(): Error {
  return Object.assign(new Error("out of memory"), { name: "InternalError" });
}

export function isOutOfMemory(error: { readonly name: string; readonly message: string }): boolean {
  return error.name === "InternalError" && error.message === "out of memory";
}

/** More than one step of growth, which is a twentieth. */
export function withRelief(bytes: number): number {
  return Math.ceil(bytes * 1.1) + 1024 * 1024;
}

const pageBytes = 65_536;
const initialBytes = 256 * pageBytes;
const handlesBytes = 4_096;
