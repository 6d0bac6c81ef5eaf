"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { cn } from "@/components/cn";

/** Copies `text` and says so, to eyes and to screen readers. */
export function CopyButton({ text, label = "Copy", onCopied, className }: { text: string; label?: string; onCopied?: () => void; className?: string }) {
  const [outcome, setOutcome] = useState<"idle" | "copied" | "refused">("idle");

  useEffect(() => {
    if (outcome === "idle") return;
    const timer = setTimeout(() => setOutcome("idle"), 2000);
    return () => clearTimeout(timer);
  }, [outcome]);

  function copy() {
    navigator.clipboard.writeText(text).then(
      () => {
        setOutcome("copied");
        onCopied?.();
      },
      () => setOutcome("refused"), // no clipboard without https or permission; the text can still be selected
    );
  }

  const said = { idle: label, copied: "Copied", refused: "Select the text to copy it" }[outcome];
  return (
    <button type="button" onClick={copy} className={cn("inline-flex h-8 items-center gap-1.5 rounded-md px-2.5 text-xs font-medium transition-colors", className)}>
      {outcome === "copied" ? <Check aria-hidden className="size-3.5" /> : <Copy aria-hidden className="size-3.5" />}
      <span aria-live="polite">{said}</span>
    </button>
  );
}
