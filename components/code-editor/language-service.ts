import { createSystem, createVirtualTypeScriptEnvironment } from "@typescript/vfs";
import ts from "typescript";

/** What the compiler says about a range of the code; offsets in UTF-16 units. */
export type Finding = { from: number; to: number; severity: "error" | "warning" | "info"; message: string };
export type Suggestion = { label: string; kind: "class" | "constant" | "function" | "interface" | "keyword" | "method" | "namespace" | "property" | "type" | "variable"; rank: number };
export type Suggestions = { from: number; options: Suggestion[] };
/** `signature`: as TypeScript writes it. `text`: its documentation, paragraphs apart by blank lines. */
export type Explanation = { from: number; to: number; signature: string; text: string };
/** What a function is given: the name of a type in the declarations. */
export type EventType = "TaskEvent" | "EndpointEvent";

/** The files the language itself is declared in, by name (`lib.es5.d.ts`), and what functions see besides. */
export type Declarations = { libraries: Readonly<Record<string, string>>; globals: string };

export type LanguageService = ReturnType<typeof createLanguageService>;

/**
 * TypeScript's opinion of one function written in JavaScript. Nobody is asked to write types: only what is certainly wrong is
 * found. The parameter of the default export is known to be the event, although the code does not say so: `annotate` slips that
 * in on the way to the compiler, and all offsets are moved accordingly.
 */
export function createLanguageService({ libraries, globals }: Declarations, eventType: EventType) {
  const files = new Map(Object.entries(libraries).map(([name, text]) => [`/${name}`, text]));
  files.set(globalsPath, globals);
  files.set(path, " ");
  const { languageService, updateFile } = createVirtualTypeScriptEnvironment(createSystem(files), [globalsPath, path], ts, options);
  let inserted = { at: 0, length: 0 };

  const inward = (offset: number) => (offset >= inserted.at ? offset + inserted.length : offset);
  const outward = (offset: number) => (offset >= inserted.at + inserted.length ? offset - inserted.length : Math.min(offset, inserted.at));

  return {
    update(code: string): void {
      const { text, at, length } = annotate(code, eventType);
      inserted = { at, length };
      updateFile(path, text || " "); // an empty file counts as none
    },

    findings(): Finding[] {
      const all = [...languageService.getSyntacticDiagnostics(path), ...languageService.getSemanticDiagnostics(path)];
      return all.flatMap(({ start, length, category, messageText, code }) => {
        if (start === undefined || ignored.has(code)) return [];
        const from = outward(start);
        return [{ from, to: Math.max(from, outward(start + (length ?? 0))), severity: severities[category], message: ts.flattenDiagnosticMessageText(messageText, "\n") }];
      });
    },

    /** @param isAsked whether it was asked for, not just typed into */
    complete(offset: number, isAsked: boolean): Suggestions | undefined {
      const text = languageService.getProgram()?.getSourceFile(path)?.text ?? "";
      const [word = ""] = /[\w$]*$/.exec(text.slice(0, inward(offset))) ?? [];
      const before = text.charAt(inward(offset) - word.length - 1);
      if (!isAsked && word === "" && !/["'.]/.test(before)) return undefined;
      const completions = languageService.getCompletionsAtPosition(path, inward(offset), { includeCompletionsWithInsertText: false });
      const entries = completions?.entries.filter(({ kind, name, kindModifiers }) => kind !== ts.ScriptElementKind.warning && !unlikely.has(name) && !kindModifiers?.includes("deprecated")) ?? [];
      if (entries.length === 0) return undefined;
      const options = entries.map(({ name, kind, sortText }) => ({ label: name, kind: kinds.get(kind) ?? "variable", rank: (ours.has(name) ? 20 : 0) - Number.parseInt(sortText, 10) || 0 }));
      return { from: offset - word.length, options };
    },

    /** More about one of the suggestions made for this offset. */
    describe(offset: number, label: string): { signature: string; text: string } | undefined {
      const details = languageService.getCompletionEntryDetails(path, inward(offset), label, {}, undefined, {}, undefined);
      return details && { signature: ts.displayPartsToString(details.displayParts), text: textOf(details.documentation, details.tags) };
    },

    explain(offset: number): Explanation | undefined {
      const info = languageService.getQuickInfoAtPosition(path, inward(offset));
      if (!info?.displayParts) return undefined;
      const { start, length } = info.textSpan;
      return { from: outward(start), to: outward(start + length), signature: ts.displayPartsToString(info.displayParts), text: textOf(info.documentation, info.tags) };
    },
  };
}

/** The code with the type of the event written before the first parameter of its default export, where it says none itself. */
export function annotate(code: string, eventType: EventType): { text: string; at: number; length: number } {
  const [head] = /export\s+default\s+(?:async\s+)?(?:function\s*\*?\s*[\w$]*\s*\(|\()\s*(?=[\w$])(?![^)]*\/\*\*)/.exec(code) ?? [];
  const start = head === undefined ? -1 : code.indexOf(head);
  if (head === undefined || /\*\/\s*$/.test(code.slice(0, start))) return { text: code, at: 0, length: 0 };
  const comment = `/** @type {${eventType}} */ `;
  const at = start + head.length;
  return { text: code.slice(0, at) + comment + code.slice(at), at, length: comment.length };
}

function textOf(documentation: ts.SymbolDisplayPart[] | undefined, tags: ts.JSDocTagInfo[] | undefined): string {
  const told = (tags ?? []).flatMap(({ name, text }) => {
    const words = ts.displayPartsToString(text);
    if (name === "param") return [words.replace(" ", ": ")];
    return name === "throws" ? [`Throws ${words}.`] : name === "example" ? [words] : [];
  });
  return [ts.displayPartsToString(documentation), ...told].filter(Boolean).join("\n\n").replaceAll(/`([^`\n]+)`/g, "$1");
}

const path = "/function.js";
const globalsPath = "/globals.d.ts";

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  lib: ["lib.es2023.d.ts"],
  types: [],
  allowJs: true,
  checkJs: true,
  noEmit: true,
  strict: true,
  noImplicitAny: false,
  useUnknownInCatchVariables: false,
};

/** True, and of no use to whoever does not write types. 7044 to 7050: "implicitly has an any type, but …"; 80000 and up: advice. */
const ignored = new Set([7043, 7044, 7045, 7046, 7047, 7048, 7049, 7050, 80001, 80004, 80005, 80006, 80007]);
/** Of the language, but not in the sandbox; or better not used. */
const unlikely = new Set(["Atomics", "Intl", "SharedArrayBuffer", "escape", "eval", "unescape"]);
/** What one comes here for: before everything else the language has. */
const ours = new Set(["visit", "event", "state", "secrets", "fetch", "console", "xml", "csv", "crypto"]);

const severities: Record<ts.DiagnosticCategory, Finding["severity"]> = {
  [ts.DiagnosticCategory.Error]: "error",
  [ts.DiagnosticCategory.Warning]: "warning",
  [ts.DiagnosticCategory.Suggestion]: "info",
  [ts.DiagnosticCategory.Message]: "info",
};

const kinds: ReadonlyMap<ts.ScriptElementKind, Suggestion["kind"]> = new Map([
  [ts.ScriptElementKind.classElement, "class"],
  [ts.ScriptElementKind.constElement, "constant"],
  [ts.ScriptElementKind.functionElement, "function"],
  [ts.ScriptElementKind.localFunctionElement, "function"],
  [ts.ScriptElementKind.interfaceElement, "interface"],
  [ts.ScriptElementKind.keyword, "keyword"],
  [ts.ScriptElementKind.memberFunctionElement, "method"],
  [ts.ScriptElementKind.moduleElement, "namespace"],
  [ts.ScriptElementKind.memberVariableElement, "property"],
  [ts.ScriptElementKind.memberGetAccessorElement, "property"],
  [ts.ScriptElementKind.typeElement, "type"],
]);
