import { toBytes } from "./bytes";
import { native } from "./native";

const bufferMax = 65_536;

/** Not the browser's subtle crypto, but the few things integrations need, without promises. */
export const crypto = {
  /** @param algorithm sha1, sha256, sha384 or sha512 @param encoding hex, base64, base64url, or bytes for a Uint8Array */
  hmac(algorithm: string, key: unknown, data: unknown, encoding = "hex"): string | Uint8Array {
    return written(host.digest(toAlgorithm(algorithm), toBytes(data), toBytes(key)), encoding);
  },
  sha256(data: unknown, encoding = "hex"): string | Uint8Array {
    return written(host.digest("sha256", toBytes(data), undefined), encoding);
  },
  /** Whether two texts or byte arrays are equal, in a time that tells nothing of where they differ. */
  timingSafeEqual(a: unknown, b: unknown): boolean {
    const [left, right] = [a, b].map((value) => new Uint8Array(host.digest("sha256", toBytes(value), undefined)));
    return left !== undefined && right !== undefined && left.reduce((difference, byte, index) => difference | (byte ^ (right[index] ?? 256)), 0) === 0;
  },
  randomUUID(): string {
    return String(native("uuid", null));
  },
  getRandomValues<Array extends ArrayBufferView>(array: Array): Array {
    if (!ArrayBuffer.isView(array) || array instanceof Float32Array || array instanceof Float64Array || array instanceof DataView) throw new TypeError("getRandomValues takes an array of integers");
    if (array.byteLength > bufferMax) throw new RangeError(`getRandomValues fills at most ${bufferMax} bytes, got ${array.byteLength}`);
    new Uint8Array(array.buffer, array.byteOffset, array.byteLength).set(new Uint8Array(host.random(array.byteLength)));
    return array;
  },
};

function toAlgorithm(name: unknown): string {
  const plain = String(name).toLowerCase().replace("-", "");
  if (!["sha1", "sha256", "sha384", "sha512"].includes(plain)) throw new TypeError(`algorithm must be sha1, sha256, sha384 or sha512, got ${String(name)}`);
  return plain;
}

function written(bytes: ArrayBuffer, encoding: unknown): string | Uint8Array {
  if (encoding === "bytes") return new Uint8Array(bytes);
  if (encoding !== "hex" && encoding !== "base64" && encoding !== "base64url") throw new TypeError(`encoding must be hex, base64, base64url or bytes, got ${String(encoding)}`);
  return host.toBase64(bytes, encoding);
}
