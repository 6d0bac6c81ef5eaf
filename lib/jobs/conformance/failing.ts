import { NonRetriableError, RetryAfterError } from "inngest";
import { expect } from "vitest";
import { scene } from "./scene";

/** Soon: an engine's own pause between tries would make the suite long. */
const later = (message: string) => new RetryAfterError(message, 1000);

export const failing = [
  scene("a step that fails is tried again, and the tries are counted from 0", ({ on, send, notes, note, noted }) => {
    on({ retries: 3 }, async ({ step, attempt }) => {
      await step.run("unsteady", () => {
        note(attempt);
        if (attempt < 2) throw later("not yet");
      });
      await step.run("tell", () => note("through"));
    });
    return async () => {
      await send();
      await noted(4);
      expect(notes).toEqual([0, 1, 2, "through"]);
    };
  }),
  scene("an error without more words is tried again as well", ({ on, send, notes, note, noted }) => {
    on({ retries: 1 }, async ({ step, attempt }) => {
      await step.run("unsteady", () => {
        note(attempt);
        if (attempt === 0) throw new Error("not yet");
      });
    });
    return async () => {
      await send();
      await noted(2);
      expect(notes).toEqual([0, 1]);
    };
  }),
  scene("each step has its tries for itself", ({ on, send, notes, note, noted }) => {
    on({ retries: 1 }, async ({ step, attempt }) => {
      for (const name of ["one", "two"]) {
        await step.run(name, () => {
          note([name, attempt]);
          if (attempt === 0) throw later("not yet");
        });
      }
    });
    return async () => {
      await send();
      await noted(4);
      expect(notes).toEqual([["one", 0], ["one", 1], ["two", 0], ["two", 1]]); // prettier-ignore
    };
  }),
  scene("a step that failed for good throws, and what is caught is over", ({ on, send, notes, note, noted }) => {
    on({ retries: 1 }, async ({ step }) => {
      try {
        await step.run("broken", () => {
          note("try");
          throw later("broken for good");
        });
      } catch (error) {
        await step.run("rescue", () => note(error instanceof Error ? error.message : ""));
      }
    });
    return async () => {
      await send();
      await noted(3);
      expect(notes).toEqual(["try", "try", "broken for good"]);
    };
  }),
  scene("without retries there is one try", ({ on, send, quiet, notes, note, noted }) => {
    on({ retries: 0 }, async ({ step, maxAttempts }) => {
      await step.run("broken", () => {
        note(maxAttempts);
        throw new Error("broken");
      });
    });
    return async () => {
      await send();
      await noted(1);
      await quiet();
      expect(notes).toEqual([1]);
    };
  }),
  scene("a run that fails calls its onFailure, with the error and the event", ({ on, send, notes, note, noted }) => {
    on({ retries: 1, onFailure: ({ error, event }) => note([error.message, event.data.event.data]) }, () => {
      note("try");
      throw later("no use");
    });
    return async () => {
      await send({ order: 7 });
      await noted(3);
      expect(notes).toEqual(["try", "try", ["no use", { order: 7 }]]);
    };
  }),
  scene("onFailure is called when a step is what failed", ({ on, send, notes, note, noted }) => {
    on({ retries: 0, onFailure: ({ error }) => note(error.message) }, async ({ step }) => {
      await step.run("broken", () => {
        throw new Error("deep inside");
      });
    });
    return async () => {
      await send();
      await noted(1);
      expect(notes).toEqual(["deep inside"]);
    };
  }),
  scene("a run that succeeds does not call its onFailure", ({ on, send, quiet, notes, note, noted }) => {
    on({ retries: 1, onFailure: () => note("failed") }, ({ attempt }) => {
      note(attempt);
      if (attempt === 0) throw later("not yet");
    });
    return async () => {
      await send();
      await noted(2);
      await quiet();
      expect(notes).toEqual([0, 1]);
    };
  }),
  scene("a step's error that is final is not tried again", ({ on, send, notes, note, noted }) => {
    on({ retries: 3, onFailure: () => note("failed") }, async ({ step }) => {
      await step.run("wrong", () => {
        note("try");
        throw new NonRetriableError("never");
      });
    });
    return async () => {
      await send();
      await noted(2);
      expect(notes).toEqual(["try", "failed"]);
    };
  }),
  scene("a function's error that is final is not tried again", ({ on, send, notes, note, noted }) => {
    on({ retries: 3, onFailure: () => note("failed") }, () => {
      note("try");
      throw new NonRetriableError("never");
    });
    return async () => {
      await send();
      await noted(2);
      expect(notes).toEqual(["try", "failed"]);
    };
  }),
  scene("a function that fails behind its steps does not do them again", ({ on, send, notes, note, noted }) => {
    on({ retries: 2 }, async ({ step, attempt }) => {
      await step.run("once", () => note("once"));
      if (attempt < 2) throw later("not yet");
      await step.run("tell", () => note("through"));
    });
    return async () => {
      await send();
      await noted(2);
      expect(notes).toEqual(["once", "through"]);
    };
  }),
  scene("an error may say when to try again", ({ on, send, secondMs, notes, note, noted }) => {
    on({ retries: 1 }, async ({ step, attempt }) => {
      await step.run("patient", () => {
        note(Date.now());
        if (attempt === 0) throw new RetryAfterError("later", "4s");
      });
    });
    return async () => {
      await send();
      await noted(2);
      const [first, second] = notes.map(Number);
      expect(Number(second) - Number(first)).toBeGreaterThan(3 * secondMs); // an Inngest server counts in whole seconds, from the last one
    };
  }),
  scene("one of several parallel steps is tried again by itself", ({ on, send, notes, note, noted }) => {
    on({ retries: 2 }, async ({ step, attempt }) => {
      const results = await Promise.all([
        step.run("steady", () => (note("steady"), 1)),
        step.run("unsteady", () => {
          note("unsteady");
          if (attempt < 2) throw later("not yet");
          return 2;
        }),
      ]);
      await step.run("tell", () => note(results));
    });
    return async () => {
      await send();
      await noted(5);
      expect(notes.at(-1)).toEqual([1, 2]);
      expect(notes.slice(0, -1).sort()).toEqual(["steady", "unsteady", "unsteady", "unsteady"]);
    };
  }),
];
