import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import { isFull, report, sized } from "./size";

/**
 * Makes a neighbour's calls, twenty a second, alone and beside attackers, in turns, so that what else the machine does is in both; tells how
 * much longer they take, and in the full proof holds it to account.
 * @param call    one of the neighbour's, until it is answered; how long it took, in milliseconds
 * @param attack  one attack, until it is over; three go on at a time
 */
export async function expectHardlyNoticed(call: () => Promise<number>, attack: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const measure = async (times: number[]) => {
    for (const enough = times.length + sized(250, 3); times.length < enough; await sleep(50)) times.push(await call());
  };
  let attacks = 0;
  const keepAttacking = async (signal: AbortSignal) => {
    for (; !signal.aborted; attacks++) await attack(signal);
  };
  const [alone, beside]: [number[], number[]] = [[], []];
  await call();
  for (let round = 0; round < sized(4, 1); round++) {
    await measure(alone);
    const ending = new AbortController();
    const attacking = Promise.all([0, 1, 2].map(() => keepAttacking(ending.signal)));
    await measure(beside);
    ending.abort();
    await attacking;
  }
  const at = (times: readonly number[], part: number) => times.toSorted((a, b) => a - b)[Math.floor(times.length * part)] ?? 0;
  report(`alone: p50 ${at(alone, 0.5).toFixed(2)} ms, p99 ${at(alone, 0.99).toFixed(2)} ms; beside ${attacks} attacks: p50 ${at(beside, 0.5).toFixed(2)} ms, p99 ${at(beside, 0.99).toFixed(2)} ms`);
  if (isFull) expect(at(beside, 0.99)).toBeLessThan(at(alone, 0.99) * 1.25);
}
