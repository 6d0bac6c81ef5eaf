"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { toast } from "sonner";
import { done, refused as sayRefused, undoable } from "@/components/undo";
import { Refusals } from "./refusals";
import { counted, type ManyAnswer, type Ran, type Refusal, runMany } from "./run-many";
import { useTable } from "./table-state";

type Noun = readonly [one: string, many: string];

export type Work<Changed> = {
  ids: readonly string[];
  act: (ids: string[]) => Promise<ManyAnswer<Changed>>;
  /** `3 visitors` → what became of them, as a sentence without its full stop */
  says: (counted: string) => string;
  /** takes back what was done to some of the changed; they are given in parts as large as `act` is */
  undo?: (changed: readonly Changed[]) => { ids: string[]; act: (ids: string[]) => Promise<ManyAnswer<unknown>> };
};

type Running = { done: number; total: number; stop: () => void };
type Many = {
  noun: Noun;
  running: Running | undefined;
  run: <Changed>(work: Work<Changed>) => Promise<void>;
  /** Waits for a while in which it can still be taken back, and only then does it. */
  runAfterGrace: <Changed>(work: Work<Changed>, announcement: string) => void;
};

const State = createContext<Many | null>(null);

/** Does things to many records of a table, tells how far it is, and shows what was refused. Stands inside a TableProvider. */
export function ManyProvider({ noun, children }: { noun: Noun; children: ReactNode }) {
  const router = useRouter();
  const { select, setLeaving } = useTable();
  const [running, setRunning] = useState<Running>();
  const [refusals, setRefusals] = useState<{ title: string; refusals: Refusal[] }>();
  const unsaved = useUnsavedWarning();

  async function run<Changed>({ ids, act, says, undo }: Work<Changed>): Promise<void> {
    let isStopped = false;
    const release = unsaved();
    const ran = await runMany(ids, act, (count) => {
      setRunning({ done: count, total: ids.length, stop: () => (isStopped = true) });
      return !isStopped;
    });
    release();
    setRunning(undefined);
    router.refresh();
    select([...ran.refused.map(({ id }) => id), ...ran.rest]); // what is still to be done something about
    tell(ran, says(counted(ran.changed.length, noun)), undo);
    if (ran.refused.length > 0) setRefusals({ title: `${counted(ran.refused.length, noun)} could not be changed`, refusals: ran.refused });
  }

  function tell<Changed>(ran: Ran<Changed>, message: string, undo: Work<Changed>["undo"]): void {
    const notes = [
      ran.unchanged > 0 ? `${counted(ran.unchanged, noun)} already so.` : "",
      ran.refused.length > 0 ? `${counted(ran.refused.length, noun)} refused.` : "",
      ran.rest.length > 0 ? `${counted(ran.rest.length, noun)} not done${ran.failure ? `: ${ran.failure}` : ", because you stopped it."}` : "",
    ];
    const note = notes.filter(Boolean).join(" ") || undefined;
    if (ran.failure) sayRefused(message, note);
    else if (!undo || ran.changed.length === 0) done(message, note);
    else undoable(message, () => takeBack(undo(ran.changed)), note);
  }

  /** @returns why not all could be taken back */
  async function takeBack({ ids, act }: ReturnType<NonNullable<Work<unknown>["undo"]>>): Promise<string | undefined> {
    const ran = await runMany(ids, act, () => true);
    router.refresh();
    const [first] = ran.refused;
    if (first) return `${ran.refused.length === ids.length ? "None" : counted(ran.refused.length, noun)} of ${counted(ids.length, noun)}: ${first.reason}`;
    return ran.failure;
  }

  function runAfterGrace<Changed>(work: Work<Changed>, announcement: string): void {
    const release = unsaved();
    setLeaving(new Set(work.ids));
    select([]);
    const settle = () => {
      clearTimeout(timer);
      toast.dismiss(notice);
      release();
    };
    const timer = setTimeout(() => {
      settle();
      void run(work).finally(() => setLeaving(new Set()));
    }, graceMs);
    const notice = toast(announcement, {
      duration: Number.POSITIVE_INFINITY,
      dismissible: false,
      closeButton: false,
      description: `In ${graceMs / 1000} seconds. Until then nothing is deleted.`,
      action: {
        label: "Undo",
        onClick: () => {
          settle();
          setLeaving(new Set());
          select(work.ids);
          done("Nothing was deleted");
        },
      },
    });
  }

  return (
    <State.Provider value={{ noun, running, run, runAfterGrace }}>
      {children}
      {refusals ? <Refusals {...refusals} onClose={() => setRefusals(undefined)} /> : null}
    </State.Provider>
  );
}

export function useMany(): Many {
  const state = useContext(State);
  if (!state) throw new Error("Only inside a ManyProvider.");
  return state;
}

/** While something is still to be done, the browser asks before it closes the page. */
function useUnsavedWarning(): () => () => void {
  const count = useRef(0);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (count.current > 0) event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, []);
  return () => {
    count.current += 1;
    let isHeld = true;
    return () => {
      if (isHeld) count.current -= 1;
      isHeld = false;
    };
  };
}

/** Long enough to see what is struck out, and to think again. */
const graceMs = 10_000;
