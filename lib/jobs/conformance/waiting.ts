import { expect } from "vitest";
import { scene } from "./scene";

/** A waiter tells that it is about to wait, and then what came of it. An event sent the moment it says so may yet be too early, so it is sent until heard. */
export const waiting = [
  scene("a sleep lasts as long as was said", ({ on, send, secondMs, notes, note, noted }) => {
    on({}, async ({ step }) => {
      const startedAt = await step.run("start", () => Date.now());
      await step.sleep("a while", "3s");
      await step.run("tell", () => note(Date.now() - startedAt));
    });
    return async () => {
      await send();
      await noted(1);
      expect(notes[0]).toBeGreaterThanOrEqual(3 * secondMs - 2);
    };
  }),
  scene("a sleep until a moment ends no earlier", ({ on, send, secondMs, notes, note, noted }) => {
    on({}, async ({ step }) => {
      const startedAt = await step.run("start", () => Date.now());
      await step.sleepUntil("then", new Date(startedAt + 3000));
      await step.run("tell", () => note(Date.now() - startedAt));
    });
    return async () => {
      await send();
      await noted(1);
      expect(notes[0]).toBeGreaterThanOrEqual(2 * secondMs); // the way to the engine counts, and is not shortened
    };
  }),
  scene("a sleep until a moment that has passed is over at once", ({ on, send, notes, note, noted }) => {
    on({}, async ({ step }) => {
      await step.sleepUntil("long ago", new Date(0));
      await step.run("tell", () => note("awake"));
    });
    return async () => {
      await send();
      await noted(1);
      expect(notes).toEqual(["awake"]);
    };
  }),
  scene("two sleeps beside each other both end", ({ on, send, notes, note, noted }) => {
    on({}, async ({ step }) => {
      await Promise.all([step.sleep("one", "1s"), step.sleep("two", "2s")]);
      await step.run("tell", () => note("awake"));
    });
    return async () => {
      await send();
      await noted(1);
      expect(notes).toEqual(["awake"]);
    };
  }),
  scene("a run goes on with the event it waited for", ({ on, send, slug, quiet, notes, note, noted }) => {
    on({}, async ({ step }) => {
      await step.run("say", () => note("waiting"));
      const event = await step.waitForEvent("wait", { event: `${slug}/answer`, timeout: "1h" });
      await step.run("tell", () => note(event?.data));
    });
    return async () => {
      await send();
      await noted(1);
      await quiet();
      await send({ number: 42 }, { name: "answer" });
      await noted(2);
      expect(notes).toEqual(["waiting", { number: 42 }]);
    };
  }),
  scene("an event that does not come in time is null", ({ on, send, slug, notes, note, noted }) => {
    on({}, async ({ step }) => {
      const event = await step.waitForEvent("wait", { event: `${slug}/answer`, timeout: "2s" });
      await step.run("tell", () => note(event));
    });
    return async () => {
      await send();
      await noted(1);
      expect(notes).toEqual([null]);
    };
  }),
  scene("of two runs that wait, each gets the event that matches", ({ on, send, slug, quiet, notes, note, noted }) => {
    on({}, async ({ step, event: start }) => {
      const event = await step.waitForEvent("wait", { event: `${slug}/answer`, timeout: "1h", match: "data.order" });
      await step.run("tell", () => note([start.data.order, event?.data.text]));
    });
    return async () => {
      await Promise.all([send({ order: "a" }), send({ order: "b" })]);
      await quiet();
      await send({ order: "b", text: "for b" }, { name: "answer" });
      await noted(1);
      await send({ order: "a", text: "for a" }, { name: "answer" });
      await noted(2);
      expect(notes).toEqual([["b", "for b"], ["a", "for a"]]); // prettier-ignore
    };
  }),
  scene("a condition decides which event is waited for", ({ on, send, slug, quiet, notes, note, noted }) => {
    on({}, async ({ step }) => {
      const event = await step.waitForEvent("wait", { event: `${slug}/answer`, timeout: "1h", if: "async.data.isFinal == true && async.data.number >= event.data.least" });
      await step.run("tell", () => note(event?.data.number));
    });
    return async () => {
      await send({ least: 3 });
      await quiet();
      await send({ number: 4, isFinal: false }, { name: "answer" });
      await send({ number: 2, isFinal: true }, { name: "answer" });
      await quiet();
      await send({ number: 3, isFinal: true }, { name: "answer" });
      await noted(1);
      expect(notes).toEqual([3]);
    };
  }),
  scene("one event ends the waiting of every run", ({ on, send, slug, quiet, notes, note, noted }) => {
    on({}, async ({ step, event: start }) => {
      await step.waitForEvent("wait", { event: `${slug}/answer`, timeout: "1h" });
      await step.run("tell", () => note(start.data.name));
    });
    return async () => {
      await Promise.all(["a", "b", "c"].map((name) => send({ name })));
      await quiet();
      await send({}, { name: "answer" });
      await noted(3);
      expect([...notes].sort()).toEqual(["a", "b", "c"]);
    };
  }),
  scene("an event from before the waiting does not count", ({ on, send, slug, quiet, notes, note, noted }) => {
    on({}, async ({ step }) => {
      const event = await step.waitForEvent("wait", { event: `${slug}/answer`, timeout: "3s" });
      await step.run("tell", () => note(event));
    });
    return async () => {
      await send({}, { name: "answer" });
      await quiet();
      await send();
      await noted(1);
      expect(notes).toEqual([null]);
    };
  }),
  scene("an event cancels the sleeping run that it matches, and no other", ({ on, send, slug, quiet, notes, note, noted }) => {
    on({ cancelOn: [{ event: `${slug}/stop`, match: "data.order" }] }, async ({ step, event }) => {
      await step.waitForEvent("wait", { event: `${slug}/answer`, timeout: "1h" });
      await step.run("tell", () => note(event.data.order));
    });
    return async () => {
      await Promise.all([send({ order: "a" }), send({ order: "b" })]);
      await quiet();
      await send({ order: "a" }, { name: "stop" });
      await quiet();
      await send({}, { name: "answer" });
      await noted(1);
      await quiet();
      expect(notes).toEqual(["b"]);
    };
  }),
];
