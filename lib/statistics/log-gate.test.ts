import { expect, test } from "vitest";
import type { CallRecord } from "./call-record";
import { LogGate } from "./log-gate";

const call = (more: Partial<CallRecord> = {}): CallRecord => ({
  organisationId: "busy", requestId: crypto.randomUUID(), at: new Date("2026-11-23T10:00:20Z"), operation: "visitors.list", isWrite: false, method: "GET", path: "/",
  format: "json", origin: "outside", status: 200, durationMs: 1, bytes: 1, ...more,
}); // prettier-ignore

/** A gate for ten a second, and its clock. */
function open() {
  const clock = { ms: 1000 };
  const gate = new LogGate(10, () => clock.ms);
  const passed = (count: number, more: Partial<CallRecord> = {}) => Array.from({ length: count }, () => gate.pass(call(more))).filter((skipped) => skipped !== undefined).length;
  return { clock, gate, passed };
}

test("the rate holds by when calls are answered, whenever they came", () => {
  const { clock, passed } = open();
  expect(passed(100)).toBe(10);
  for (const at of ["2026-11-23T10:00:19Z", "2026-11-23T10:00:21Z", "2026-11-23T09:00:00Z"]) expect(passed(50, { at: new Date(at) })).toBe(0);
  clock.ms += 1000;
  expect(passed(100)).toBe(10);
  let all = 0;
  for (let turn = 0; turn < 100; turn++, clock.ms += 100) all += passed(20);
  expect(all).toBe(99); // ten seconds, and the first of them had nothing left
});

test("one that is busy hides nothing of another", () => {
  const { passed } = open();
  passed(1000);
  expect(passed(10, { organisationId: "quiet" })).toBe(10);
});

test("every error passes, and says how many did not", () => {
  const { gate, passed } = open();
  passed(15);
  expect(gate.pass(call({ status: 503 }))).toBe(5);
  expect(passed(100, { status: 404 })).toBe(100);
});

test("what was left out is told once, with the last of it, when no row comes that could say so", () => {
  const { gate, passed } = open();
  passed(15);
  const last = call();
  gate.pass(last);
  passed(3, { organisationId: "quiet" });
  expect(gate.untold()).toEqual([{ call: last, skipped: 5 }]);
  expect(gate.untold()).toEqual([]);
});

test("who has shown nothing cannot flood somebody's log, nor hide what stands there", () => {
  const { clock, passed } = open();
  const stranger = { isStranger: true, status: 404 };
  expect([passed(10_000, stranger), passed(10)]).toEqual([60, 10]);
  clock.ms += 5000;
  expect(passed(10_000, stranger)).toBe(5);
});

test("what is known of organisations does not grow with their number", () => {
  const { clock, gate, passed } = open();
  for (let at = 0; at < 1000; at++) passed(1, { organisationId: `organisation ${at}` });
  clock.ms += 120_000;
  passed(1);
  expect(gate.known).toBe(1);
});
