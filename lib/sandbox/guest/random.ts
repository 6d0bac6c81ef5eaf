const reserve = { bits: new Uint32Array(0), next: 0 };

/** Math.random of the host's randomness. */
export function random(): number {
  if (reserve.next >= reserve.bits.length) {
    reserve.bits = new Uint32Array(host.random(1024));
    reserve.next = 0;
  }
  const [high = 0, low = 0] = reserve.bits.subarray(reserve.next, (reserve.next += 2));
  return (high * 2 ** 21 + (low >>> 11)) / 2 ** 53;
}
