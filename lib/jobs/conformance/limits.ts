import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import { scene, type Props } from "./scene";

export const limits = [
  scene("a limit of one lets one run after the other", (props) => {
    const { on, send, notes, noted } = props;
    const { busy, most } = meter(props);
    on({ concurrency: 1 }, async ({ step }) => step.run("work", () => busy("all")));
    return async () => {
      await Promise.all(Array.from({ length: 6 }, () => send()));
      await noted(6);
      expect(notes).toHaveLength(6);
      expect(most("all")).toBe(1);
    };
  }),
  scene("a limit of three is reached and not passed", ({ on, send, note, noted }) => {
    let inside = 0;
    let most = 0;
    let threeAreHere: () => void = () => undefined;
    const meeting = new Promise<void>((resolve) => (threeAreHere = resolve));
    const work = async () => {
      most = Math.max(most, ++inside);
      if (inside === 3) threeAreHere();
      await meeting; // which never comes about, if fewer are let in
      await sleep(20);
      inside -= 1;
      note("done");
    };
    on({ concurrency: { limit: 3 } }, async ({ step }) => step.run("work", work));
    return async () => {
      await Promise.all(Array.from({ length: 12 }, () => send()));
      await noted(12);
      expect(most).toBe(3);
    };
  }),
  scene("a limit with a key counts for each key by itself", (props) => {
    const { on, send, noted } = props;
    const { busy, most } = meter(props);
    on({ concurrency: [{ limit: 1, key: "event.data.customer" }] }, async ({ step, event }) => step.run("work", () => busy(event.data.customer)));
    return async () => {
      await Promise.all(["a", "a", "a", "b", "b", "b"].map((customer) => send({ customer })));
      await noted(6);
      expect([most("a"), most("b")]).toEqual([1, 1]);
    };
  }),
  scene("of two limits both hold", (props) => {
    const { on, send, noted } = props;
    const { busy, most } = meter(props);
    on({ concurrency: [{ limit: 2 }, { limit: 1, key: "event.data.customer" }] }, async ({ step, event }) => step.run("work", () => Promise.all([busy("all"), busy(event.data.customer)])));
    return async () => {
      await Promise.all(["a", "b", "c", "a", "b", "c"].map((customer) => send({ customer })));
      await noted(12);
      expect(most("all")).toBeLessThanOrEqual(2);
      expect([most("a"), most("b"), most("c")]).toEqual([1, 1, 1]);
    };
  }),
  scene("a run that sleeps takes nobody's place", ({ on, send, notes, note, noted }) => {
    on({ concurrency: 1 }, async ({ step, event }) => {
      await step.run("start", () => note(`${event.data.name} starts`));
      if (event.data.isTired) await step.sleep("long", "1h");
    });
    return async () => {
      await send({ name: "first", isTired: true });
      await noted(1);
      await send({ name: "second" });
      await noted(2);
      expect(notes).toEqual(["first starts", "second starts"]);
    };
  }),
  scene("a run that fails gives its place back", ({ on, send, notes, note, noted }) => {
    on({ concurrency: 1, retries: 0 }, async ({ step, event }) => {
      await step.run("work", () => {
        note(event.data.name);
        if (event.data.isBad) throw new Error("bad");
      });
    });
    return async () => {
      await send({ name: "first", isBad: true });
      await noted(1);
      await send({ name: "second" });
      await noted(2);
      expect(notes).toEqual(["first", "second"]);
    };
  }),
];

/** Work that takes a little, and how much of it went on at once. */
function meter({ note }: Props) {
  const now = new Map<string, number>();
  const peaks = new Map<string, number>();
  return {
    most: (name: string) => peaks.get(name) ?? 0,
    busy: async (name: string) => {
      now.set(name, (now.get(name) ?? 0) + 1);
      peaks.set(name, Math.max(peaks.get(name) ?? 0, now.get(name) ?? 0));
      await sleep(30); // long enough for a neighbour to begin, if it may
      now.set(name, (now.get(name) ?? 0) - 1);
      note(name);
    },
  };
}
