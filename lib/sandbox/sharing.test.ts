import { expect, test } from "vitest";
import { Sharing, turnMs, type Sharer } from "./sharing";

function seat(name: string) {
  const one = { name, isLong: true, isHeld: false, hold: () => void (one.isHeld = true), letGo: () => void (one.isHeld = false) };
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

test("while all are to stand still nobody goes on, and those who do not compute for long are not held either", () => {
  const [long, brief] = [seat("long"), { ...seat("brief"), isLong: false }];
  const sharing = new Sharing<Sharer>(1);
  sharing.isStill = true;
  sharing.share(new Set([long, brief]), turnMs);
  expect([long.isHeld, brief.isHeld]).toEqual([true, false]);
  sharing.isStill = false;
  sharing.share(new Set([long, brief]), turnMs + 1);
  expect(long.isHeld).toBe(false);
});
