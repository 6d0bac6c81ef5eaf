import { expect, test } from "vitest";
import { FairRoom } from "./fair-room";

/** How often it could be taken, and how to give all of that back. */
function fill(room: FairRoom, owner: string, amount = 1) {
  const taken: (() => void)[] = [];
  for (let back = room.take(owner, amount); back; back = room.take(owner, amount)) taken.push(back);
  return { count: taken.length, giveBack: () => taken.forEach((back) => back()) };
}

test("who is alone has two thirds, and what is given back can be taken again", () => {
  const room = new FairRoom(30);
  const { count, giveBack } = fill(room, "one");
  expect(count).toBe(20);
  giveBack();
  expect(fill(room, "other").count).toBe(20);
});

test("whoever comes later finds some, however much the others want", () => {
  const room = new FairRoom(225);
  expect(["one", "two", "three", "four"].map((owner) => fill(room, owner).count)).toEqual([150, 50, 16, 6]);
});

test("amounts count, not how many they are", () => {
  const room = new FairRoom(48);
  expect(room.take("one", 33)).toBeUndefined();
  expect(fill(room, "one", 10).count).toBe(3);
  expect(fill(room, "two", 10).count).toBe(1);
});
