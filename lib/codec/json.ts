import { decoding, type Decoded } from "@/lib/codec/decoded";
import { scanJson } from "@/lib/codec/json-scan";

/**
 * The value of a JSON body. Strict where JSON.parse is lenient, because a body that two readers may read differently is a fault:
 * a member named twice, an integer that a JavaScript number cannot hold exactly, a number beyond all bounds,
 * bytes that are no UTF-8, more than 64 levels and more than 100,000 values are refused. A byte order mark is tolerated; `__proto__` is an ordinary member.
 */
export function decodeJson(bytes: Uint8Array): Decoded {
  return decoding("JSON", bytes, (text) => {
    scanJson(text);
    const value: unknown = JSON.parse(text);
    return value;
  });
}

/** JSON text of a wire value; undefined members are left out. */
export function encodeJson(value: unknown): string {
  return JSON.stringify(value);
}
