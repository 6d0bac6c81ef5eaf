/**
 * Replaces every occurrence of the secrets by `…`, also as they look inside JSON, in a URL and in base64.
 * It guards against accidents, not against an author who wants to show a secret and takes it apart.
 * @param secrets  asked at each text, for they may become more
 * @returns `isCut`: the text was cut at its end, and what begins like a secret there goes too
 */
export function maskOf(secrets: Iterable<string>): (text: string, isCut?: boolean) => string {
  const known = new Map<string, readonly string[]>();
  let forms: readonly string[] = [];
  return (text, isCut = false) => {
    const fresh = [...secrets].filter((secret) => secret !== "" && !known.has(secret));
    for (const secret of fresh) known.set(secret, formsOf(secret)); // once, not for each line: they may be long and many
    if (fresh.length > 0) forms = [...known.values()].flat().sort((a, b) => b.length - a.length); // a secret that contains another goes whole
    const masked = forms.reduce((rest, form) => rest.replaceAll(form, "…"), text);
    return isCut ? withoutBeginning(masked, forms) : masked;
  };
}

function formsOf(secret: string): string[] {
  const base64 = Buffer.from(secret).toString("base64");
  return [...new Set([secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(Buffer.from(secret).toString()), base64, base64.replace(/=+$/, "")])];
}

function withoutBeginning(text: string, forms: readonly string[]): string {
  const longest = Math.max(0, ...forms.map((form) => beginningAtEnd(text, form)));
  return longest > 0 ? `${text.slice(0, -longest)}…` : text;
}

/** How many of a form's first characters the text ends with. Knuth, Morris and Pratt's way, for a guest knows texts that make the plain one slow. */
function beginningAtEnd(text: string, form: string): number {
  const fallback = new Uint32Array(form.length);
  const next = (matched: number, character: number): number => {
    let length = matched;
    while (length > 0 && form.charCodeAt(length) !== character) length = fallback[length - 1] ?? 0;
    return form.charCodeAt(length) === character ? length + 1 : length;
  };
  for (let at = 1; at < form.length; at++) fallback[at] = next(fallback[at - 1] ?? 0, form.charCodeAt(at));
  let matched = 0;
  for (let at = Math.max(0, text.length - form.length); at < text.length; at++) matched = next(matched, text.charCodeAt(at));
  return matched;
}
