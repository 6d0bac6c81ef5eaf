import { afterEach, expect, test, vi } from "vitest";
import type { KeyLimits, KeyRecord } from "@/lib/api-keys/decide";
import { Limits } from "./limits";

afterEach(() => void vi.useRealTimers());

test("beyond the parallel ones requests wait, in order, for a place", async () => {
  const limits = new Limits();
  const key = keyWith({ parallel: 1, queued: 2 });
  const leave = await limits.enter(key);
  const order: number[] = [];
  const waiting = [1, 2].map((at) => limits.enter(key).then((done) => (order.push(at), done)));
  await expect(limits.enter(key)).rejects.toMatchObject({ code: "too_many_requests" });
  leave();
  leave(); // a place given back twice is still one place
  (await waiting[0])?.();
  (await waiting[1])?.();
  expect(order).toEqual([1, 2]);
});

test("who waits two seconds is refused, and its place in the queue is free again", async () => {
  vi.useFakeTimers();
  const limits = new Limits();
  const key = keyWith({ parallel: 1, queued: 1 });
  const leave = await limits.enter(key);
  const refused = expect(limits.enter(key)).rejects.toMatchObject({ code: "too_many_requests", more: { retryAfterSeconds: 1 } });
  await vi.advanceTimersByTimeAsync(2000);
  await refused;
  const next = limits.enter(key);
  leave();
  (await next)();
});

test("one key's crowd does not touch another key", async () => {
  const limits = new Limits();
  await limits.enter(keyWith({ parallel: 1, queued: 0 }, "one"));
  await limits.enter(keyWith({ parallel: 1, queued: 0 }, "two"));
  await expect(limits.enter(keyWith({ parallel: 1, queued: 0 }, "one"))).rejects.toMatchObject({ code: "too_many_requests" });
});

test("a rate lets a minute's requests through at once and then one by one, saying when", async () => {
  const at = { ms: 0 };
  const limits = new Limits(() => at.ms);
  const key = keyWith({ perMinute: 2 });
  (await limits.enter(key))();
  (await limits.enter(key))();
  await expect(limits.enter(key)).rejects.toMatchObject({ code: "too_many_requests", more: { retryAfterSeconds: 30 } });
  at.ms = 29_999;
  await expect(limits.enter(key)).rejects.toMatchObject({ code: "too_many_requests" });
  at.ms = 30_000;
  (await limits.enter(key))();
});

test("held requests are counted apart", async () => {
  const limits = new Limits();
  const key = keyWith({ parallel: 1, queued: 0, waiters: 1 });
  const release = limits.hold(key);
  expect(() => limits.hold(key)).toThrow(expect.objectContaining({ code: "too_many_requests" }));
  await limits.enter(key);
  release();
  limits.hold(key)();
});

test("a process takes so many requests and no more", () => {
  const limits = new Limits();
  const places = Array.from({ length: 1000 }, () => limits.begin());
  expect(() => limits.begin()).toThrow(expect.objectContaining({ code: "unavailable" }));
  places[0]?.();
  limits.begin();
});

function keyWith(limits: Partial<KeyLimits>, id = "key"): KeyRecord {
  return { id, organisationId: "o", state: "Active", rights: {}, events: { kind: "all" }, visibleEvents: new Set(), limits: { parallel: 10, queued: 40, waiters: 10, ...limits } };
}
