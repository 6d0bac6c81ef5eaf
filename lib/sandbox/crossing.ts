import { type QuickJSContext, type QuickJSHandle } from "quickjs-emscripten-core";
import { outOfMemory, type MemoryCeiling } from "./memory-ceiling";

/**
 * Copies of texts and bytes, into the guest's memory and out of it. Whatever there is no room for is an exception in the guest for want
 * of memory. What the engine could not make itself is told by what it gave back instead: another kind of value, or nothing.
 */
export class Crossing {
  private readonly length: QuickJSHandle;

  constructor(
    private readonly context: QuickJSContext,
    private readonly ceiling: MemoryCeiling,
  ) {
    this.length = context.newString("length");
  }

  /** JSON, or another text without NUL and of narrow characters alone. */
  textIn(json: string): QuickJSHandle {
    const text = narrowed(json);
    return this.ceiling.relieved(() => {
      this.ceiling.reserve(Buffer.byteLength(text));
      return this.ifMade("string", this.context.newString(text));
    });
  }

  bytesIn(value: Uint8Array): QuickJSHandle {
    return this.ceiling.relieved(() => {
      this.ceiling.reserve(value.length);
      return this.ifMade("object", this.context.newArrayBuffer(Uint8Array.from(value).buffer));
    });
  }

  /** @param handle of a string */
  textOut(handle: QuickJSHandle): string {
    const length = this.context.getProp(handle, this.length).consume(this.context.getNumber); // getLength knows objects alone
    if (length > charactersMax) throw new RangeError(`more than ${charactersMax} characters cannot be handed out`);
    const text = this.ceiling.relieved(() => this.context.getString(handle));
    if (text === "" && length > 0) throw outOfMemory();
    return text;
  }

  /** @param handle of an ArrayBuffer */
  bytesOut(handle: QuickJSHandle): Uint8Array {
    const copy = this.ceiling.relieved(() => this.copyOf(handle));
    if (copy.length > charactersMax) throw new RangeError(`more than ${charactersMax} bytes cannot be handed out`);
    return copy;
  }

  private copyOf(handle: QuickJSHandle): Uint8Array {
    try {
      return this.context.getArrayBuffer(handle).consume((view) => view.value.slice()); // the guest's memory may move
    } catch {
      throw outOfMemory(); // its only complaint
    }
  }

  private ifMade(kind: "string" | "object", handle: QuickJSHandle): QuickJSHandle {
    if (this.context.typeof(handle) !== kind) throw outOfMemory();
    return handle;
  }
}

/**
 * One character beyond Latin-1 makes a text of the engine's twice as large, and four times while it is made. Where there are few they are
 * written as JSON's escapes: only the value they are part of is wide, then.
 */
function narrowed(json: string): string {
  if (!/[\u0100-\uffff]/.test(json)) return json;
  const most = json.length / 6;
  let count = 0;
  for (let at = 0; at < json.length && count <= most; at++) if (json.charCodeAt(at) > 0xff) count++;
  return count <= most ? json.replaceAll(/[\u0100-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`) : json;
}

/** A text of this length still crosses in some milliseconds. */
export const charactersMax = 8 * 1024 * 1024;
