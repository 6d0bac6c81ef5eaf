import { expect, test } from "vitest";
import { parseRange } from "@/lib/core/addresses";
import { decide, type KeyRecord, type Question } from "./decide";

const now = new Date("2027-03-10T10:00:00Z");
const key: KeyRecord = {
  id: "key",
  organisationId: "organisation",
  state: "Active",
  rights: { visitors: "write", partners: "read", expos: "none", "*": "read" },
  events: { kind: "chosen", ids: ["event"] },
  visibleEvents: new Set(["event"]),
  limits: { parallel: 1, queued: 0, waiters: 0 },
};

test("an active key may do what it was given", () => {
  expect(decide(key, { address: undefined, now, access: "visitors:write", eventId: "event" })).toEqual({ allowed: true });
  expect(decide(key, { address: undefined, now, access: "partners:read" })).toEqual({ allowed: true });
  expect(decide(key, { address: undefined, now, access: "questions:read" })).toEqual({ allowed: true });
});

test.each<[string, Partial<KeyRecord>, Partial<Question>]>([
  ["disabled", { state: "Disabled" }, {}],
  ["expired", { expiresAt: now.getTime() }, {}],
  ["secret", { secret: { hash: "old", expiresAt: now.getTime() } }, {}],
  ["address", { addresses: [] }, { address: "192.0.2.1" }],
  ["address", { addresses: rangesOf("192.0.2.0/24") }, { address: "192.0.3.1" }],
  ["address", { addresses: rangesOf("0.0.0.0/0") }, { address: undefined }],
  ["right", {}, { access: "partners:write" }],
  ["right", {}, { access: "expos:read" }],
  ["right", {}, { access: "questions:write" }],
  ["right", { rights: {} }, { access: "visitors:read" }],
  ["right", {}, { access: "constructor:write" }],
  ["event", {}, { eventId: "other" }],
])("is refused: %s %#", (reason, change, question) => {
  expect(decide({ ...key, ...change }, { address: "192.0.2.1", now, ...question })).toEqual({ allowed: false, reason });
});

test("it holds until the millisecond before it expires, and from a listed address", () => {
  expect(decide({ ...key, expiresAt: now.getTime() + 1 }, { address: undefined, now }).allowed).toBe(true);
  expect(decide({ ...key, secret: { hash: "old", expiresAt: now.getTime() + 1 } }, { address: undefined, now }).allowed).toBe(true);
  expect(decide({ ...key, addresses: rangesOf("192.0.2.0/24") }, { address: "::ffff:192.0.2.9", now }).allowed).toBe(true);
});

test("of several reasons the first in order is told: who it is, before what it may", () => {
  const broken: KeyRecord = { ...key, state: "Disabled", expiresAt: 0, addresses: [], rights: {} };
  const question = { address: undefined, now, access: "visitors:write", eventId: "other" };
  expect(decide(broken, question)).toMatchObject({ reason: "disabled" });
  expect(decide({ ...broken, state: "Active" }, question)).toMatchObject({ reason: "expired" });
  expect(decide({ ...key, rights: {} }, question)).toMatchObject({ reason: "right" });
});

function rangesOf(...texts: string[]) {
  return texts.flatMap((text) => parseRange(text) ?? []);
}
