"use client";

import { closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { javascript } from "@codemirror/lang-javascript";
import { bracketMatching, foldKeymap, indentOnInput, indentUnit } from "@codemirror/language";
import { lintKeymap } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension, Prec } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from "@codemirror/view";
import { useEffect, useRef } from "react";
import { cn } from "@/components/cn";
import { type Fault, faultField, setFault } from "./fault";
import type { EventType } from "./language-service";
import { codeSize, theme } from "./theme";
import { typescript } from "./typescript";

export type CodeEditorProps = {
  label: string;
  /** Id of the text that tells how to leave the field by keyboard. */
  describedBy: string;
  /** What is there at first. To put in something else, mount anew with another `key`. */
  initial: string;
  /** Address of what the code can call; see `language-service.ts`. */
  declarations: string;
  eventType: EventType;
  fault: Fault | null;
  isReadOnly?: boolean;
  onChange: (code: string) => void;
  onSave: () => void;
  onRun: () => void;
  /** The code can be written from now on. */
  onReady?: () => void;
};

/** A field for JavaScript. Heavy: load it with `code-editor-loader.tsx`. */
export function CodeEditor({ label, describedBy, initial, declarations, eventType, fault, isReadOnly = false, onChange, onSave, onRun, onReady }: CodeEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView>(undefined);
  const heard = useRef({ onChange, onSave, onRun, onReady });
  useEffect(() => {
    heard.current = { onChange, onSave, onRun, onReady };
  });

  useEffect(() => {
    if (!place.current) return;
    const { extension, stop } = typescript({ declarations, eventType, code: initial });
    const press = (act: "onSave" | "onRun") => () => {
      heard.current[act]();
      return true;
    };
    const view = new EditorView({
      parent: place.current,
      doc: initial,
      extensions: [
        Prec.highest(keymap.of([{ key: "Mod-s", run: press("onSave"), preventDefault: true }, { key: "Mod-Enter", run: press("onRun"), preventDefault: true }])),
        writing,
        extension,
        EditorState.readOnly.of(isReadOnly),
        EditorView.contentAttributes.of({ "aria-label": label, "aria-describedby": describedBy, tabindex: "0" }),
        EditorView.updateListener.of(({ docChanged, state }) => void (docChanged && heard.current.onChange(state.doc.toString()))),
      ],
    });
    editor.current = view;
    void document.fonts.ready.then(() => view.requestMeasure()); // a font that came late has lines of another height
    heard.current.onReady?.();
    return () => {
      stop();
      view.destroy();
      editor.current = undefined;
    };
  }, [label, describedBy, initial, declarations, eventType, isReadOnly]);

  useEffect(() => {
    const view = editor.current;
    if (!view) return;
    const isInside = fault !== null && fault.line <= view.state.doc.lines;
    view.dispatch({ effects: [setFault.of(fault), ...(isInside ? [EditorView.scrollIntoView(view.state.doc.line(fault.line).from, { y: "center" })] : [])] });
  }, [fault]);

  return <div ref={place} className={cn("h-full min-h-0", codeSize)} />;
}

/** Escape, then Tab leaves the field: CodeMirror's own way. */
const writing: Extension = [
  lineNumbers(),
  highlightActiveLineGutter(),
  history(),
  drawSelection(),
  EditorState.allowMultipleSelections.of(true),
  indentOnInput(),
  indentUnit.of("  "),
  bracketMatching(),
  closeBrackets(),
  highlightActiveLine(),
  highlightSelectionMatches(),
  javascript(),
  faultField,
  theme,
  keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap, ...completionKeymap, ...lintKeymap, indentWithTab]),
];
