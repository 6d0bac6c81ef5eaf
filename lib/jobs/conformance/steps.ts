import { expect } from "vitest";
import { scene } from "./scene";

export const steps = [
  scene("what a step has done is not done again", ({ on, send, notes, note, noted }) => {
    on({}, async ({ step }) => {
      await step.run("one", () => note("one"));
      await step.run("two", () => note("two"));
      await step.run("three", () => note("three"));
    });
    return async () => {
      await send();
      await noted(3);
      expect(notes).toEqual(["one", "two", "three"]);
    };
  }),
  scene("a step's result is there for what comes after it", ({ on, send, notes, note, noted }) => {
    on({}, async ({ step }) => {
      const first = await step.run("first", () => ({ number: 20 }));
      const second = await step.run("second", () => first.number + 1);
      await step.run("third", () => note(first.number + second));
    });
    return async () => {
      await send();
      await noted(1);
      expect(notes).toEqual([41]);
    };
  }),
  scene("results are what JSON makes of them", ({ on, send, notes, note, noted }) => {
    on({}, async ({ step }) => {
      const results = [
        await step.run("nothing", () => undefined),
        await step.run("a date", () => new Date(0)),
        await step.run("text", () => "é \u0000 \ud83d\ude00"),
        await step.run("a list", () => [undefined, NaN, { left: undefined, kept: 1 }]),
        await step.run("false", () => false),
      ];
      await step.run("tell", () => note(results));
    });
    return async () => {
      await send();
      await noted(1);
      expect(notes[0]).toEqual([null, "1970-01-01T00:00:00.000Z", "é \u0000 \ud83d\ude00", [null, null, { kept: 1 }], false]);
    };
  }),
  scene("code between steps runs each time the function is carried on", ({ on, send, notes, note, noted }) => {
    let passes = 0;
    on({}, async ({ step }) => {
      passes += 1;
      await step.run("one", () => 1);
      await step.sleep("a moment", "1s");
      await step.run("tell", () => note(passes));
    });
    return async () => {
      await send();
      await noted(1);
      expect(notes[0]).toBeGreaterThan(1);
    };
  }),
  scene("a step named twice has two memories", ({ on, send, notes, note, noted }) => {
    on({}, async ({ step }) => {
      const seen: number[] = [];
      for (const number of [1, 2, 3]) seen.push(await step.run("again", () => number * 10));
      await step.run("tell", () => note(seen));
    });
    return async () => {
      await send();
      await noted(1);
      expect(notes).toEqual([[10, 20, 30]]);
    };
  }),
  scene("forty steps in a row happen once each, in order", ({ on, send, notes, note, noted }) => {
    on({}, async ({ step }) => {
      for (let number = 0; number < 40; number++) await step.run(`step ${number}`, () => note(number));
    });
    return async () => {
      await send();
      await noted(40);
      expect(notes).toEqual(Array.from({ length: 40 }, (_, number) => number));
    };
  }),
  scene("a result of half a megabyte comes back whole", ({ on, send, notes, note, noted }) => {
    on({}, async ({ step }) => {
      const long = await step.run("long", () => "ä".repeat(250_000));
      await step.run("tell", () => note([long.length, long.at(-1)]));
    });
    return async () => {
      await send();
      await noted(1);
      expect(notes).toEqual([[250_000, "ä"]]);
    };
  }),
  scene("a function without a step runs once", ({ on, send, quiet, notes, note, noted }) => {
    on({}, () => {
      note("run");
      return { done: true };
    });
    return async () => {
      await send();
      await noted(1);
      await quiet();
      expect(notes).toEqual(["run"]);
    };
  }),
  scene("two runs of a function know nothing of each other's steps", ({ on, send, notes, note, noted }) => {
    on({}, async ({ step, event }) => {
      const mine = await step.run("mine", () => event.data.name);
      await step.sleep("both are under way", "1s");
      await step.run("tell", () => note([event.data.name, mine]));
    });
    return async () => {
      await Promise.all([send({ name: "one" }), send({ name: "two" })]);
      await noted(2);
      expect([...notes].sort()).toEqual([["one", "one"], ["two", "two"]]); // prettier-ignore
    };
  }),

  scene("parallel steps all happen once, and their results keep their places", ({ on, send, notes, note, noted }) => {
    on({}, async ({ step }) => {
      const results = await Promise.all(Array.from({ length: 12 }, (_, number) => step.run(`part ${number}`, () => (note(number), number * number))));
      await step.run("tell", () => note(results));
    });
    return async () => {
      await send();
      await noted(13);
      expect(notes.at(-1)).toEqual(Array.from({ length: 12 }, (_, number) => number * number));
      expect(new Set(notes.slice(0, -1)).size).toBe(12);
    };
  }),
  scene("parallel chains of steps go their own ways", ({ on, send, notes, note, noted }) => {
    on({}, async ({ step }) => {
      const chain = async (name: string) => {
        const first = await step.run(`${name} 1`, () => (note(`${name}1`), name));
        const second = await step.run(`${name} 2`, () => (note(`${name}2`), first + name));
        return step.run(`${name} 3`, () => second + name);
      };
      const ends = await Promise.all([chain("a"), chain("b")]);
      await step.run("tell", () => note(ends));
    });
    return async () => {
      await send();
      await noted(5);
      expect(notes.at(-1)).toEqual(["aaa", "bbb"]);
      expect(notes.slice(0, 4).sort()).toEqual(["a1", "a2", "b1", "b2"]);
    };
  }),
  scene("parallel steps really run beside each other", ({ on, send, notes, note, noted }) => {
    let arrived = 0;
    let bothAreHere: () => void = () => undefined;
    const meeting = new Promise<void>((resolve) => (bothAreHere = resolve));
    const meet = async () => {
      arrived += 1;
      if (arrived === 2) bothAreHere();
      await meeting;
      note("met");
    };
    on({}, async ({ step }) => {
      await Promise.all([step.run("one", meet), step.run("two", meet)]);
    });
    return async () => {
      await send();
      await noted(2);
      expect(notes).toEqual(["met", "met"]);
    };
  }),
  scene("of parallel steps one may fail without the others", ({ on, send, notes, note, noted }) => {
    on({ retries: 0 }, async ({ step }) => {
      const results = await Promise.allSettled([
        step.run("good", () => "good"),
        step.run("bad", () => {
          throw new Error("bad luck");
        }),
      ]);
      await step.run("tell", () => note(results.map((result) => (result.status === "fulfilled" ? result.value : String(result.reason.message)))));
    });
    return async () => {
      await send();
      await noted(1);
      expect(notes).toEqual([["good", "bad luck"]]);
    };
  }),
  scene("a race goes to who is done first", ({ on, send, notes, note, noted }) => {
    on({}, async ({ step, group }) => {
      // Said to be a race: a server's executor otherwise asks on only when all have ended.
      const winner = await group.parallel({ mode: "race" }, () => Promise.race([step.run("quick", () => "quick"), step.sleep("slow", "1h").then(() => "slow")]));
      await step.run("tell", () => note(winner));
    });
    return async () => {
      await send();
      await noted(1);
      expect(notes).toEqual(["quick"]);
    };
  }),

  scene("a function invoked gives its result back", ({ on, send, slug, notes, note, noted }) => {
    const half = on({ triggers: [{ event: `${slug}/half` }] }, async ({ event, step }) => step.run("halve", () => event.data.number / 2));
    on({}, async ({ step }) => {
      const result: unknown = await step.invoke("call", { function: half, data: { number: 42 } });
      await step.run("tell", () => note(result));
    });
    return async () => {
      await send();
      await noted(1);
      expect(notes).toEqual([21]);
    };
  }),
  scene("the error of a function invoked arrives where it was invoked", ({ on, send, slug, notes, note, noted }) => {
    const broken = on({ triggers: [{ event: `${slug}/broken` }], retries: 0 }, () => {
      throw new Error("broken inside");
    });
    on({ retries: 0 }, async ({ step }) => {
      const message = await step.invoke("call", { function: broken, data: {} }).then(() => "none", (error: Error) => error.message); // prettier-ignore
      await step.run("tell", () => note(message));
    });
    return async () => {
      await send();
      await noted(1);
      expect(notes[0]).toContain("broken inside");
    };
  }),
  scene("a function invoked may take longer than its caller waits", ({ on, send, slug, notes, note, noted }) => {
    const slow = on({ triggers: [{ event: `${slug}/slow` }] }, async ({ step }) => step.sleep("long", "1h"));
    on({ retries: 0 }, async ({ step }) => {
      const end = await step.invoke("call", { function: slow, data: {}, timeout: "2s" }).then(() => "came", () => "timed out"); // prettier-ignore
      await step.run("tell", () => note(end));
    });
    return async () => {
      await send();
      await noted(1);
      expect(notes).toEqual(["timed out"]);
    };
  }),
];
