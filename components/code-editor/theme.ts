import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/**
 * Size and line height of code, for the element an editor is put into. Not in `theme`: they must hold before the editor is there, because it
 * measures its lines as soon as it is.
 */
export const codeSize = "text-[0.8125rem] leading-[1.6]";

/** The editor in the colours of the page, by role: light and dark come from the same names. */
export const theme = [
  EditorView.theme({
    "&": { height: "100%", color: "var(--foreground)", backgroundColor: "var(--card)" },
    "&.cm-focused": { outline: "none" },
    ".cm-scroller": { fontFamily: 'ui-monospace, "SF Mono", "Cascadia Code", "JetBrains Mono", "DejaVu Sans Mono", monospace', lineHeight: "inherit" },
    ".cm-content": { caretColor: "var(--primary)", padding: "0.75rem 0" },
    ".cm-line": { padding: "0 1rem 0 0.5rem" },
    ".cm-cursor": { borderLeftColor: "var(--primary)", borderLeftWidth: "2px" },
    ".cm-gutters": { backgroundColor: "var(--card)", color: "var(--muted-foreground)", border: "none" },
    ".cm-lineNumbers .cm-gutterElement": { minWidth: "2.5rem", padding: "0 0.375rem 0 0.5rem" },
    ".cm-activeLine": { backgroundColor: "color-mix(in oklab, var(--muted) 55%, transparent)" },
    ".cm-activeLineGutter": { backgroundColor: "color-mix(in oklab, var(--muted) 55%, transparent)", color: "var(--foreground)" },
    ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": { backgroundColor: "color-mix(in oklab, var(--accent) 32%, transparent)" },
    ".cm-selectionMatch": { backgroundColor: "color-mix(in oklab, var(--accent) 18%, transparent)" },
    "&.cm-focused .cm-matchingBracket": { backgroundColor: "color-mix(in oklab, var(--primary) 18%, transparent)", outline: "none" },
    "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "var(--destructive-muted)", outline: "none" },
    ".cm-foldPlaceholder": { backgroundColor: "var(--muted)", border: "none", color: "var(--muted-foreground)", padding: "0 0.375rem" },

    ".cm-panels": { backgroundColor: "var(--muted)", color: "var(--foreground)" },
    ".cm-panels.cm-panels-bottom": { borderTop: "1px solid var(--border)" },
    ".cm-panel.cm-search": { padding: "0.5rem 0.75rem", fontFamily: "inherit" },
    ".cm-textfield": { backgroundColor: "var(--card)", border: "1px solid var(--border-strong)", borderRadius: "0.25rem", color: "var(--foreground)" },
    ".cm-button": { backgroundImage: "none", backgroundColor: "var(--card)", border: "1px solid var(--border-strong)", borderRadius: "0.25rem", color: "var(--foreground)" },
    ".cm-searchMatch": { backgroundColor: "color-mix(in oklab, var(--accent) 35%, transparent)" },
    ".cm-searchMatch-selected": { backgroundColor: "color-mix(in oklab, var(--accent) 70%, transparent)" },

    ".cm-tooltip": { backgroundColor: "var(--popover)", color: "var(--foreground)", border: "1px solid var(--border)", borderRadius: "0.5rem", boxShadow: "0 8px 24px var(--scrim)" },
    ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "inherit", maxHeight: "16rem", borderRadius: "inherit" },
    ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "0.1875rem 0.75rem 0.1875rem 0.375rem" },
    ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--primary)", color: "var(--primary-foreground)" },
    ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
    ".cm-completionIcon": { color: "var(--muted-foreground)", opacity: "1" },
    "li[aria-selected] .cm-completionIcon": { color: "inherit" },
    ".cm-tooltip.cm-completionInfo": { padding: "0", maxWidth: "26rem", marginInline: "0.25rem" },
    ".cm-explanation": { maxWidth: "34rem", maxHeight: "20rem", overflow: "auto", padding: "0.625rem 0.75rem" },
    ".cm-explanation code": { display: "block", whiteSpace: "pre-wrap", overflowWrap: "anywhere", color: "var(--primary)", fontSize: "0.8125rem", lineHeight: "1.25rem" },
    ".cm-explanation > * + *": { marginTop: "0.5rem" },
    ".cm-explanation p": { whiteSpace: "pre-wrap", fontFamily: '"Instrument Sans Variable", ui-sans-serif, system-ui, sans-serif', fontSize: "0.8125rem", lineHeight: "1.25rem" },

    ".cm-diagnostic": { padding: "0.375rem 0.75rem", fontFamily: '"Instrument Sans Variable", ui-sans-serif, system-ui, sans-serif', whiteSpace: "pre-wrap" },
    ".cm-diagnostic-error": { borderLeft: "4px solid var(--destructive)" },
    ".cm-diagnostic-warning": { borderLeft: "4px solid var(--warning)" },
    ".cm-diagnostic-info": { borderLeft: "4px solid var(--info)" },
    ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--destructive)", textUnderlineOffset: "3px" },
    ".cm-lintRange-warning, .cm-lintRange-info": { backgroundImage: "none", textDecoration: "underline wavy var(--warning)", textUnderlineOffset: "3px" },

    ".cm-faultLine": { backgroundColor: "var(--destructive-muted)" },
    ".cm-fault": { color: "var(--destructive)", backgroundColor: "var(--destructive-muted)", padding: "0 1rem 0.375rem 0.5rem", fontFamily: '"Instrument Sans Variable", ui-sans-serif, system-ui, sans-serif', whiteSpace: "pre-wrap", overflowWrap: "anywhere" },

    ".cm-changedText": { background: "color-mix(in oklab, var(--accent) 14%, transparent) !important", boxShadow: "inset 0 -1px var(--accent)" },
    ".cm-deletedText": { background: "var(--destructive-muted) !important" },
    ".cm-changedLine": { backgroundColor: "color-mix(in oklab, var(--accent) 8%, transparent) !important" },
    ".cm-collapsedLines": { backgroundImage: "none", backgroundColor: "var(--muted)", color: "var(--muted-foreground)" },
  }),
  syntaxHighlighting(
    HighlightStyle.define([
      { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: "var(--primary)", fontWeight: "600" },
      { tag: [tags.string, tags.special(tags.string), tags.regexp], color: "var(--success)" },
      { tag: [tags.number, tags.bool, tags.null, tags.atom], color: "var(--warning)" },
      { tag: [tags.comment], color: "var(--muted-foreground)", fontStyle: "italic" },
      { tag: [tags.function(tags.variableName), tags.function(tags.propertyName), tags.className], color: "var(--info)" },
      { tag: tags.invalid, color: "var(--destructive)" },
    ]),
  ),
];
