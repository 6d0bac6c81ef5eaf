import { autocompletion, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import { linter } from "@codemirror/lint";
import type { Extension } from "@codemirror/state";
import { EditorView, hoverTooltip, type Tooltip } from "@codemirror/view";
import { type Remote, wrap } from "comlink";
import type { EventType } from "./language-service";
import type { LanguageWorker } from "./language-worker";

/**
 * Completion, documentation on hover and red lines, from a compiler in a worker of its own. The editor is usable before the
 * worker stands, and when it never does.
 * @param declarations  address of what can be called, as JSON
 * @returns the extension, and what ends the worker
 */
export function typescript({ declarations, eventType, code }: { declarations: string; eventType: EventType; code: string }): { extension: Extension; stop: () => void } {
  const worker = new Worker(new URL("./language-worker.ts", import.meta.url), { type: "module", name: "language" });
  const language = wrap<LanguageWorker>(worker);
  // Not the address as it is: a worker made from a blob has no page that it could be relative to.
  language.start(new URL(declarations, location.href).href, eventType).catch((error: unknown) => console.warn("The editor does without its compiler.", error));
  void language.update(code);
  const extension = [
    // Before whatever asks about the new text: messages arrive in the order they were sent.
    EditorView.updateListener.of(({ docChanged, state }) => void (docChanged && language.update(state.doc.toString()))),
    linter(async ({ state }) => within(await language.findings(), state.doc.length), { delay: 350 }),
    autocompletion({ override: [(context) => complete(language, context)], icons: true }),
    hoverTooltip((_, offset) => explain(language, offset), { hoverTime: 250 }),
  ];
  return { extension, stop: () => worker.terminate() };
}

type Language = Remote<LanguageWorker>;

async function complete(language: Language, { pos, explicit }: CompletionContext): Promise<CompletionResult | null> {
  const found = await language.complete(pos, explicit);
  if (!found) return null;
  const options = found.options.map(({ label, kind, rank }) => ({
    label,
    type: kind,
    boost: rank,
    info: async () => {
      const more = await language.describe(pos, label);
      return more ? explanation(more) : null;
    },
  }));
  return { from: found.from, options, validFor: /^[\w$]*$/ };
}

async function explain(language: Language, offset: number): Promise<Tooltip | null> {
  const found = await language.explain(offset);
  return found ? { pos: found.from, end: found.to, above: true, create: () => ({ dom: explanation(found) }) } : null;
}

/** What it is for comes first: a signature may be longer than the box. */
function explanation({ signature, text }: { signature: string; text: string }): HTMLElement {
  const [summary, ...more] = text.split("\n\n").filter(Boolean);
  const box = document.createElement("div");
  box.className = "cm-explanation";
  const add = (tag: "p" | "code", content: string) => (box.appendChild(document.createElement(tag)).textContent = content);
  if (summary) add("p", summary);
  add("code", signature);
  for (const paragraph of more) add("p", paragraph);
  return box;
}

/** The text may have become shorter while the compiler thought. */
function within<F extends { from: number; to: number }>(findings: readonly F[], length: number): F[] {
  return findings.filter(({ from }) => from <= length).map((finding) => ({ ...finding, to: Math.min(finding.to, length) }));
}
