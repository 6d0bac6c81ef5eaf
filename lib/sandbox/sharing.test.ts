import { expect, test } from "vitest";
import { Sharing, turnMs, type Sharer } from "./sharing";

function seat(name: string) {
  const one = { name, isLong: true, isYoung: false, isHeld: false, hold: () => void (one.isHeld = true), letGo: () => void (one.isHeld = false) };
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

test("while all are to stand still nobody goes on but for whom they do, and who does not compute for long", () => {
  const [long, young, brief] = [seat("long"), seat("young"), seat("brief")];
  Object.assign(young, { isYoung: true });
  Object.assign(brief, { isLong: false });
  const sharing = new Sharing<Sharer>(2);
  sharing.isStill = true;
  sharing.share(new Set([long, young, brief]), turnMs);
  expect([long.isHeld, young.isHeld, brief.isHeld]).toEqual([true, false, false]);
  sharing.isStill = false;
  sharing.share(new Set([long, young, brief]), turnMs + 1);
  expect(long.isHeld).toBe(false);
});
