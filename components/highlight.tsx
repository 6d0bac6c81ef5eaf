import type { ReactNode } from "react";

export type Language = "json" | "xml" | "shell" | "javascript" | "text";

/**
 * Source text with its names and values marked, by one pattern per language. Not a parser: what no pattern knows stays plain,
 * and the text of the result is the text that came in.
 */
export function highlight(source: string, language: Language): ReactNode[] {
  const pattern = patterns[language];
  if (!pattern) return [source];
  const parts: ReactNode[] = [];
  let end = 0;
  for (const match of source.matchAll(pattern)) {
    const kind = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined)?.[0];
    if (match.index > end) parts.push(source.slice(end, match.index));
    parts.push(
      <span key={match.index} className={kind ? colours[kind] : undefined}>
        {match[0]}
      </span>,
    );
    end = match.index + match[0].length;
  }
  parts.push(source.slice(end));
  return parts;
}

const patterns: Record<Language, RegExp | undefined> = {
  json: /(?<name>"(?:[^"\\]|\\.)*"(?=\s*:))|(?<value>"(?:[^"\\]|\\.)*"|\b-?\d+(?:\.\d+)?\b|\b(?:true|false|null)\b)|(?<mark>[{}[\],:])/g,
  xml: /(?<mark><\?[^>]*\?>)|(?<name><\/?[\w-]+|\/?>)|(?<value>"[^"]*")/g,
  shell: /(?<mark>#[^\n]*|\\$)|(?<name>\bcurl\b|(?<=\s)--?[\w-]+)|(?<value>'[^']*'|"[^"]*")/gm,
  javascript:
    /(?<mark>\/\/[^\n]*|\/\*[\s\S]*?\*\/)|(?<value>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\b\d[\d_.]*\b|\b(?:true|false|null|undefined)\b)|(?<name>\b(?:async|await|break|catch|const|continue|default|delete|else|export|for|function|if|in|instanceof|let|new|of|return|throw|try|typeof|while)\b)/g,
  text: undefined,
};
const colours: Record<string, string> = { name: "text-code-name", value: "text-code-value", mark: "text-code-muted" };
