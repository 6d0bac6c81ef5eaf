"use client";

import { useEffect, useRef, useState } from "react";
import { CopyButton } from "@/components/copy-button";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";

type ShownOnceProps = {
  title: string;
  text: string;
  /** what is shown, each with a button that copies it */
  parts: readonly { label: string; text: string; copyLabel: string }[];
  /** said to whoever leaves without having copied anything */
  warning: { title: string; text: string };
  onLeave: () => void;
};

/**
 * Shows a secret, the only time there is. Who wants to leave without having copied it is asked first: by the cross, Escape, the back
 * button, and when the tab is closed. The dialog has an entry of the history of its own, which is gone when it closes: back never
 * leads to it again. `onLeave` is called on the entry the dialog opened over.
 */
export function ShownOnce({ title, text, parts, warning, onLeave }: ShownOnceProps) {
  const [isCopied, setCopied] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const panel = useRef<HTMLDivElement>(null);
  const leave = useOwnEntry((mayLeave) => (mayLeave ? onLeave() : setAsking(true)), isCopied);

  useEffect(() => {
    if (isCopied) return;
    const beforeUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const noPalette = (event: KeyboardEvent) => (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k" && event.stopPropagation();
    addEventListener("beforeunload", beforeUnload);
    addEventListener("keydown", noPalette, { capture: true });
    return () => {
      removeEventListener("beforeunload", beforeUnload);
      removeEventListener("keydown", noPalette, { capture: true });
    };
  }, [isCopied]);

  const close = () => (isCopied ? leave() : setAsking(true));
  const copied = () => {
    setCopied(true);
    setAsking(false);
  };
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && close()}>
      <DialogContent
        title={title}
        text={text}
        onInteractOutside={(event) => event.preventDefault()}
        onOpenAutoFocus={(event) => {
          event.preventDefault();
          panel.current?.querySelector("button")?.focus(); // the one that copies, not the cross
        }}
        className="max-w-xl"
      >
        <div ref={panel} onCopy={copied} className="grid gap-4">
          {parts.map((part) => (
            <Copyable key={part.label} {...part} onCopied={copied} />
          ))}
        </div>
        {isAsking ? (
          <Alert tone="destructive">
            <p className="font-medium">{warning.title}</p>
            <p className="mt-1">{warning.text}</p>
            <div className="mt-3 flex flex-wrap gap-2">
              <Button variant="outline" size="sm" onClick={() => setAsking(false)}>
                Stay here
              </Button>
              <Button variant="ghost" size="sm" onClick={leave}>
                Leave without copying
              </Button>
            </div>
          </Alert>
        ) : (
          <Button onClick={close} className="justify-self-start">
            Done
          </Button>
        )}
      </DialogContent>
    </Dialog>
  );
}

/**
 * An entry of the history above the page's, so that the back button comes here first. Pressed while `mayLeave` is false, the entry
 * is put back.
 * @param onBack  told what became of it, when the entry is gone or put back
 * @returns takes the entry away, as the back button would, whether or not one may leave
 */
function useOwnEntry(onBack: (isGone: boolean) => void, mayLeave: boolean): () => void {
  const state = useRef({ hasEntry: false, isLeaving: false, mayLeave, onBack });
  useEffect(() => void Object.assign(state.current, { mayLeave, onBack }));

  useEffect(() => {
    const own = state.current;
    const enter = () => history.pushState(history.state, "", location.href);
    const back = () => {
      const isGone = own.isLeaving || own.mayLeave;
      if (!isGone) enter();
      own.onBack(isGone);
    };
    if (!own.hasEntry) enter();
    own.hasEntry = true;
    addEventListener("popstate", back);
    return () => removeEventListener("popstate", back);
  }, []);

  return () => {
    if (state.current.isLeaving) return; // pressed twice
    state.current.isLeaving = true;
    history.back();
  };
}

function Copyable({ label, text, copyLabel, onCopied }: ShownOnceProps["parts"][number] & { onCopied: () => void }) {
  return (
    <figure className="min-w-0 overflow-hidden rounded-lg border border-code-border bg-code text-code-foreground">
      <figcaption className="flex items-center justify-between gap-3 border-b border-code-border py-1 pr-1.5 pl-4 text-xs font-medium text-code-muted">
        {label}
        <CopyButton text={text} label={copyLabel} onCopied={onCopied} className="text-code-muted hover:bg-code-border hover:text-code-foreground" />
      </figcaption>
      <code tabIndex={0} role="group" aria-label={label} className="block px-4 py-3 font-mono text-xs leading-relaxed [overflow-wrap:anywhere] select-all focus-visible:outline-offset-[-2px]">
        {text}
      </code>
    </figure>
  );
}
