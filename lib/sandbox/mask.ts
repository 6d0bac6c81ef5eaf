/**
 * Replaces every occurrence of the secrets by `…`, also as they look inside JSON, in a URL and in base64.
 * It guards against accidents, not against an author who wants to show a secret and takes it apart.
 * @param isCut  the text was cut at its end: what begins like a secret there goes too
 */
export function mask(text: string, secrets: Iterable<string>, isCut = false): string {
  const forms = [...secrets].filter((secret) => secret !== "").flatMap(formsOf);
  forms.sort((a, b) => b.length - a.length); // a secret that contains another goes whole
  const masked = forms.reduce((rest, form) => rest.replaceAll(form, "…"), text);
  return isCut ? withoutBeginning(masked, forms) : masked;
}

function formsOf(secret: string): string[] {
  const base64 = Buffer.from(secret).toString("base64");
  return [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(Buffer.from(secret).toString()), base64, base64.replace(/=+$/, "")];
}

function withoutBeginning(text: string, forms: readonly string[]): string {
  const longest = Math.max(0, ...forms.map((form) => form.length));
  for (let length = Math.min(longest, text.length); length > 0; length--) {
    const end = text.slice(-length);
    if (forms.some((form) => form.startsWith(end))) return `${text.slice(0, -length)}…`;
  }
  return text;
}
