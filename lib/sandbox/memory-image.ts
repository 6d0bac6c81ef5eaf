/** What stands in a memory, without its many empty pages. */
export class MemoryImage {
  private constructor(
    private readonly bytes: number,
    private readonly pages: readonly { readonly at: number; readonly content: Uint8Array }[],
  ) {}

  static of(memory: WebAssembly.Memory): MemoryImage {
    const all = Buffer.from(memory.buffer);
    const pages: { at: number; content: Uint8Array }[] = [];
    for (let at = 0; at < all.length; at += pageBytes) {
      const page = all.subarray(at, at + pageBytes);
      if (!zeros.equals(page)) pages.push({ at, content: Uint8Array.from(page) });
    }
    return new MemoryImage(all.length, pages);
  }

  /**
   * @param memory  of the same size, and not yet used for anything that is not in the image
   * @throws RangeError when it has another size
   */
  writeTo(memory: WebAssembly.Memory): void {
    const all = new Uint8Array(memory.buffer);
    if (all.length !== this.bytes) throw new RangeError(`an image of ${this.bytes} bytes does not fit a memory of ${all.length}`);
    for (const { at, content } of this.pages) all.set(content, at);
  }

  /**
   * Bytes from the beginning to the last page that was written to in a memory that began with this image. The allocator takes memory from
   * below and never gives back, so this is the most that was in use; beyond a MiB of zeros nothing is looked for.
   */
  reachIn(memory: WebAssembly.Memory): number {
    const all = Buffer.from(memory.buffer);
    let end = (this.pages.at(-1)?.at ?? 0) + pageBytes;
    for (let at = end; at < Math.min(end + gapBytes, all.length); at += pageBytes) if (!zeros.equals(all.subarray(at, at + pageBytes))) end = at + pageBytes;
    return end;
  }
}

/** The system's. */
const pageBytes = 4_096;
const zeros = Buffer.alloc(pageBytes);
const gapBytes = 1024 * 1024;
