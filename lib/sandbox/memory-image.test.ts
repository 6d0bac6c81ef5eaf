import { expect, test } from "vitest";
import { MemoryImage } from "./memory-image";

test("an image makes an empty memory the same to the byte", () => {
  const from = new WebAssembly.Memory({ initial: 4 });
  const to = new WebAssembly.Memory({ initial: 4 });
  const bytes = new Uint8Array(from.buffer);
  for (const at of [0, 4_095, 4_096, 70_000, 4 * 65_536 - 1]) bytes[at] = 1 + (at % 251);
  MemoryImage.of(from).writeTo(to);
  expect(Buffer.compare(Buffer.from(to.buffer), Buffer.from(from.buffer))).toBe(0);
});

test("an image of another size is refused", () => {
  expect(() => MemoryImage.of(new WebAssembly.Memory({ initial: 1 })).writeTo(new WebAssembly.Memory({ initial: 2 }))).toThrow(RangeError);
});

test("the reach of a memory ends with the last page written to, past zeros in between", () => {
  const from = new WebAssembly.Memory({ initial: 64 });
  const memory = new WebAssembly.Memory({ initial: 64 });
  new Uint8Array(from.buffer)[10_000] = 1;
  const image = MemoryImage.of(from);
  image.writeTo(memory);
  expect(image.reachIn(memory)).toBe(12_288);
  new Uint8Array(memory.buffer)[1_000_000] = 1;
  expect(image.reachIn(memory)).toBe(1_003_520);
});
