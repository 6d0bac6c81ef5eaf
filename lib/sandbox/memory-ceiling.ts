/**
 * The memory of one WASM module, and how far it may grow. The engine's own memory limit does not help: built with emscripten it counts
 * eight bytes for whatever it allocates. So the limit is kept where memory really comes from, at the module's `memory.grow`.
 */
export class MemoryCeiling {
  readonly memory: WebAssembly.Memory;
  /** Whether the guest last asked for more than it may have. */
  wasHit = false;
  private ceilingBytes: number;
  private isCrossing = false;

  /** @param mostBytes the largest limit that will ever be set */
  constructor(mostBytes: number) {
    this.ceilingBytes = mostBytes;
    const maximum = Math.ceil((withRelief(mostBytes) + crossingBytes) / pageBytes);
    this.memory = new WebAssembly.Memory({ initial: initialBytes / pageBytes, maximum: Math.max(maximum, initialBytes / pageBytes) });
    const grow = this.memory.grow.bind(this.memory);
    // The module's glue calls `grow` on the object it is given; a refusal is a failed malloc inside.
    this.memory.grow = (pages) => {
      this.wasHit = this.usedBytes + pages * pageBytes > this.ceilingBytes + (this.isCrossing ? crossingBytes : 0);
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

  /** Values below 16 MiB have no effect. */
  set limitBytes(bytes: number) {
    this.ceilingBytes = bytes;
  }

  /** A little beyond the limit, so that an exception for want of memory can still be told. */
  relieve(limitBytes: number): void {
    this.ceilingBytes = withRelief(limitBytes);
  }

  /** For copying in and out: the glue does not look whether there was room for its copies, so there has to be. */
  crossing<T>(copy: () => T): T {
    this.isCrossing = true;
    try {
      return copy();
    } finally {
      this.isCrossing = false;
    }
  }
}

/** More than one step of growth, which is a twentieth. */
function withRelief(bytes: number): number {
  return Math.ceil(bytes * 1.1) + 1024 * 1024;
}

const pageBytes = 65_536;
const initialBytes = 256 * pageBytes;
/** Three copies of the largest text that may cross, lend.ts. */
const crossingBytes = 128 * 1024 * 1024;
