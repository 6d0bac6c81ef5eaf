"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { reached } from "@/app/(dashboard)/_setup/reached";
import { useLeaveGuard } from "@/components/leave-guard";
import { save, type SaveOutcome } from "../actions";
import { faultOfCode } from "./fault-of-code";
import { usePutBack } from "./put-back";

export type Stored = { code: string; revision: number };
export type Theirs = Extract<SaveOutcome, { kind: "conflict" }>["theirs"];

/**
 * The code being written and what is stored of it.
 * `opened` is what the editor begins with: it changes, with its `key`, only when other code is put in its place.
 */
export function useDraft(functionId: string, first: Stored) {
  const [stored, setStored] = useState(first);
  const [opened, setOpened] = useState({ key: 0, code: first.code });
  const [code, setCode] = useState(first.code);
  const [conflict, setConflict] = useState<Theirs>();
  const [fault, setFault] = useState<string>();
  const [isSaving, setSaving] = useState(false);
  const isUnsaved = code !== stored.code;
  useLeaveGuard(isUnsaved, "Leave without saving? What you changed in the code will be lost.");

  /** One at a time, so that each knows the revision of the one before. @returns the revision stored, undefined when nothing was */
  const queue = useRef<Promise<number | undefined>>(Promise.resolve(undefined));
  const latest = useRef(stored);
  const { code: firstCode, revision } = first;
  useEffect(() => {
    // The page was read again: publishing and settings move the revision too. Other code is left to the next save to find.
    if (firstCode === latest.current.code) latest.current = { code: firstCode, revision };
  }, [firstCode, revision]);
  const send = useCallback(
    async (text: string, seen: Stored): Promise<number | undefined> => {
      const wrong = faultOfCode(text);
      setFault(wrong);
      if (wrong !== undefined) return undefined;
      setSaving(true);
      const outcome = await reached(save(functionId, text, seen), "Your code is still here.");
      setSaving(false);
      if (outcome.kind === "conflict") return void setConflict(outcome.theirs);
      if (outcome.kind === "refused") return void setFault(outcome.message);
      latest.current = { code: text, revision: outcome.value.revision };
      setStored(latest.current);
      return outcome.value.revision;
    },
    [functionId],
  );
  const keep = useCallback(
    (text: string) => {
      queue.current = queue.current.then(() => (text === latest.current.code ? latest.current.revision : send(text, latest.current)));
      return queue.current;
    },
    [send],
  );

  const takeTheirs = useCallback(({ code: theirs, revision }: Stored) => {
    latest.current = { code: theirs, revision };
    setStored(latest.current);
    setCode(theirs);
    setOpened(({ key }) => ({ key: key + 1, code: theirs }));
    setConflict(undefined);
  }, []);

  // What is being written stays; the next save finds the other code and asks.
  usePutBack(useCallback((told) => void (told.functionId === functionId && !isUnsaved && takeTheirs(told)), [functionId, isUnsaved, takeTheirs]));

  /** Over what somebody else saved, which was looked at. */
  function keepMine(theirs: Theirs) {
    setConflict(undefined);
    void send(code, theirs);
  }

  return { code, setCode, opened, isUnsaved, isSaving, keep, fault, conflict, takeTheirs, keepMine, letBe: () => setConflict(undefined) };
}
