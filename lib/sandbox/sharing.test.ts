import { expect, test } from "vitest";
import { patienceMs, Sharing, turnMs, type Sharer } from "./sharing";

function seat(name: string) {
  const one = { name, isLong: true, isBrief: false, isHeld: false, hold: () => void (one.isHeld = true), letGo: () => void (one.isHeld = false) };
  return one;
}

test("as many as there is room for go on, in turns, and all alike", () => {
  const seats = new Set(["a", "b", "c", "d"].map(seat));
  const sharing = new Sharing<Sharer>(2);
  const went: Record<string, number> = {};
  for (let now = turnMs; now <= 40 * turnMs; now += turnMs / 5) {
    sharing.share(seats, now);
    const going = [...seats].filter(({ isHeld }) => !isHeld);
    expect(going).toHaveLength(2);
    for (const { name } of going) went[name] = (went[name] ?? 0) + 1;
  }
  expect(Math.max(...Object.values(went)) - Math.min(...Object.values(went))).toBeLessThanOrEqual(10);
});

test("who does not compute for long is not held, and whoever ends makes room at the next look", () => {
  const [a, b, brief] = [seat("a"), seat("b"), { ...seat("brief"), isLong: false }];
  const sharing = new Sharing<Sharer>(1);
  sharing.share(new Set([a, b, brief]), turnMs);
  expect([a.isHeld, b.isHeld, brief.isHeld].filter(Boolean)).toHaveLength(1);
  const [going, held] = a.isHeld ? [b, a] : [a, b];
  going.isLong = false;
  sharing.share(new Set([a, b, brief]), turnMs + 1);
  expect(held.isHeld).toBe(false);
});

test("while somebody is brief the long stand still, but a tenth of the time they go on", () => {
  const [long, brief] = [seat("long"), { ...seat("brief"), isLong: false, isBrief: true }];
  const sharing = new Sharing<Sharer>(1);
  const held: boolean[] = [];
  for (let now = patienceMs; now <= 21 * patienceMs; now++) {
    sharing.share(new Set([long, brief]), now);
    held.push(long.isHeld);
  }
  expect(brief.isHeld).toBe(false);
  const part = held.filter(Boolean).length / held.length;
  expect(part).toBeGreaterThan(0.85);
  expect(part).toBeLessThan(0.95);
  brief.isBrief = false;
  sharing.share(new Set([long, brief]), 22 * patienceMs);
  expect(long.isHeld).toBe(false);
});
