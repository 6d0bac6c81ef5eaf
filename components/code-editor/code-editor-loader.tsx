"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import type { CodeEditorProps } from "./code-editor";

const Loaded = dynamic(() => import("./code-editor").then(({ CodeEditor }) => CodeEditor), { ssr: false, loading: () => null });

/** The editor, fetched when it is needed. Until then the code stands where it will: readable at once, and nothing jumps. */
export function CodeEditorLoader(props: Omit<CodeEditorProps, "onReady">) {
  const [isReady, setReady] = useState(false);
  return (
    <div className="relative h-full min-h-0 bg-card">
      {isReady ? null : (
        <pre aria-hidden className="absolute inset-0 overflow-hidden py-3 pl-[3.375rem] font-mono text-xs leading-[1.6] text-muted-foreground">
          {props.initial}
        </pre>
      )}
      <div className="absolute inset-0">
        <Loaded {...props} onReady={() => setReady(true)} />
      </div>
    </div>
  );
}
