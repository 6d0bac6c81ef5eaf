import { expect } from "vitest";
import { scene } from "./scene";

export const events = [
  scene("an event starts the function that answers to it, with its data", ({ on, send, note, notes, noted }) => {
    on({}, ({ event }) => note(event.data));
    const data = { text: "你好 \u0000 \u2028 \"quoted\"", nested: { list: [1, 2.5, null, false] } };
    return async () => {
      await send(data);
      await noted(1);
      expect(notes).toEqual([data]);
    };
  }),
  scene("an event has its name, an id and the time at which it was sent", ({ on, send, slug, notes, note, noted }) => {
    on({}, ({ event, runId }) => note([event.name, typeof event.id, Math.abs(Date.now() - (event.ts ?? 0)) < 60_000, runId.length > 10]));
    return async () => {
      await send();
      await noted(1);
      expect(notes).toEqual([[`${slug}/go`, "string", true, true]]);
    };
  }),
  scene("one event starts every function that answers to it", ({ on, send, notes, note, noted }) => {
    for (const name of ["one", "two", "three"]) on({}, () => note(name));
    return async () => {
      await send();
      await noted(3);
      expect([...notes].sort()).toEqual(["one", "three", "two"]);
    };
  }),
  scene("an event nobody answers to changes nothing", ({ on, send, quiet, notes, note, noted }) => {
    on({}, () => note("run"));
    return async () => {
      await send({}, { name: "unheard" });
      await quiet();
      expect(notes).toEqual([]);
      await send();
      await noted(1);
    };
  }),
  scene("a function may answer to several events", ({ on, send, slug, notes, note, noted }) => {
    on({ triggers: [{ event: `${slug}/one` }, { event: `${slug}/two` }] }, ({ event }) => note(event.name));
    return async () => {
      await send({}, { name: "one" });
      await noted(1);
      await send({}, { name: "two" });
      await noted(2);
      expect(notes).toEqual([`${slug}/one`, `${slug}/two`]);
    };
  }),
  scene("a trigger's condition decides which events start a run", ({ on, send, slug, quiet, notes, note, noted }) => {
    on({ triggers: [{ event: `${slug}/go`, if: "event.data.kind == 'vip' && event.data.count > 1" }] }, ({ event }) => note(event.data.name));
    return async () => {
      await send({ name: "no", kind: "press", count: 2 });
      await send({ name: "nor", kind: "vip", count: 1 });
      await send({ name: "yes", kind: "vip", count: 2 });
      await noted(1);
      await quiet();
      expect(notes).toEqual(["yes"]);
    };
  }),
  scene("two events with one id start one run", ({ on, send, quiet, notes, note, noted }) => {
    on({}, ({ event }) => note(event.data.at));
    return async () => {
      await send({ at: "first" }, { id: String(Date.now()) });
      const id = `again ${Date.now()}`;
      await send({ at: "second" }, { id });
      await send({ at: "third" }, { id });
      await noted(2);
      await quiet();
      expect(notes).toHaveLength(2); // which of the two came first is the network's business
      expect(notes).toContain("first");
    };
  }),
  scene("two events without an id are two, alike as they may be", ({ on, send, notes, note, noted }) => {
    on({}, ({ event }) => note(event.id));
    return async () => {
      await send({ same: true });
      await send({ same: true });
      await noted(2);
      expect(new Set(notes).size).toBe(2);
    };
  }),
  scene("events sent together start a run each", ({ on, inngest, slug, notes, note, noted }) => {
    on({}, ({ event }) => note(event.data.number));
    return async () => {
      await inngest.send(Array.from({ length: 50 }, (_, number) => ({ name: `${slug}/go`, data: { number } })));
      await noted(50);
      expect(new Set(notes).size).toBe(50);
    };
  }),
  scene("of events with one idempotency key the first starts a run", ({ on, send, quiet, notes, note, noted }) => {
    on({ idempotency: "event.data.order" }, ({ event }) => note(event.data.order));
    return async () => {
      const order = `order ${Date.now()}`;
      await send({ order });
      await noted(1);
      await send({ order });
      await send({ order: `${order} b` });
      await noted(2);
      await quiet();
      expect(notes).toEqual([order, `${order} b`]);
    };
  }),
  scene("a step may send events, and sends them once however often the function is carried on", ({ on, slug, quiet, send, notes, note, noted }) => {
    on({ triggers: [{ event: `${slug}/sent` }] }, ({ event }) => note(event.data.number));
    on({}, async ({ step }) => {
      await step.sendEvent("tell", [1, 2].map((number) => ({ name: `${slug}/sent`, data: { number } })));
      await step.run("more", () => 1);
      await step.run("and more", () => 2);
    });
    return async () => {
      await send();
      await noted(2);
      await quiet();
      expect([...notes].sort()).toEqual([1, 2]);
    };
  }),
  scene("a schedule's moment starts a run with a timer's event", ({ on, notes, note, noted }) => {
    on({ triggers: [{ cron: "* * * * *" }] }, ({ event }) => note(event.name));
    return async () => {
      await noted(1);
      expect(notes[0]).toBe("inngest/scheduled.timer");
    };
  }),
];
