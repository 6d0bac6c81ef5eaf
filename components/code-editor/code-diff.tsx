"use client";

import { javascript } from "@codemirror/lang-javascript";
import { MergeView, unifiedMergeView } from "@codemirror/merge";
import { EditorState } from "@codemirror/state";
import { EditorView, lineNumbers } from "@codemirror/view";
import { useEffect, useRef } from "react";
import { cn } from "@/components/cn";
import { codeSize, theme } from "./theme";

export type CodeDiffProps = { left: string; right: string; leftLabel: string; rightLabel: string };

/** Two states of the code: side by side, or on a narrow screen one in the other. Both can be read, neither written. */
export function CodeDiff({ left, right, leftLabel, rightLabel }: CodeDiffProps) {
  const place = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const parent = place.current;
    if (!parent) return;
    const isWide = matchMedia("(min-width: 56.0625rem)");
    let view: { destroy(): void } | undefined;
    const draw = () => {
      view?.destroy();
      view = isWide.matches
        ? new MergeView({ parent, a: { doc: left, extensions: reading(leftLabel) }, b: { doc: right, extensions: reading(rightLabel) }, collapseUnchanged: { margin: 3, minSize: 6 } })
        : new EditorView({ parent, doc: right, extensions: [reading(rightLabel), unifiedMergeView({ original: left, mergeControls: false, collapseUnchanged: { margin: 3, minSize: 6 } })] });
    };
    draw();
    isWide.addEventListener("change", draw);
    return () => {
      isWide.removeEventListener("change", draw);
      view?.destroy();
    };
  }, [left, right, leftLabel, rightLabel]);

  return (
    <div className="flex h-full min-h-0 flex-col bg-card">
      <div className="grid grid-cols-2 gap-4 border-b px-4 py-2 text-xs font-medium text-muted-foreground max-[56rem]:flex max-[56rem]:gap-1">
        <span>{leftLabel}</span>
        <span aria-hidden className="min-[56.0625rem]:hidden">
          →
        </span>
        <span>{rightLabel}</span>
      </div>
      <div ref={place} className={cn("min-h-0 flex-1 overflow-auto [&_.cm-mergeView]:h-full", codeSize)} />
    </div>
  );
}

function reading(label: string) {
  return [lineNumbers(), javascript(), theme, EditorState.readOnly.of(true), EditorView.lineWrapping, EditorView.contentAttributes.of({ "aria-label": label, "aria-readonly": "true", tabindex: "0" })];
}
