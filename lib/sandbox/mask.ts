/** Replaces what must not be read by `…`. @param isCut  the text was cut at its end, and what begins like a secret there goes too */
export type Mask = (text: string, isCut?: boolean) => string;

/**
 * Hides secrets in whatever text they come by, in each of their forms (`formsOf`).
 * It guards against accidents, not against an author who wants to show a secret and takes it apart.
 * @param secrets  looked at for each text, for they may become more
 */
export function maskOf(secrets: ReadonlySet<string>): Mask {
  const known = new Map<string, readonly string[]>();
  let forms: readonly string[] = [];
  let hide = (text: string): string => text;
  return (text, isCut = false) => {
    if (secrets.size > known.size) {
      for (const secret of secrets) if (!known.has(secret)) known.set(secret, formsOf(secret)); // once, not for each line: they may be long and many
      forms = [...known.values()].flat().sort((one, other) => other.length - one.length); // a secret that contains another goes whole
      hide = hiding(forms);
    }
    const hidden = hide(text);
    return isCut ? withoutBeginning(hidden, forms) : hidden;
  };
}

/**
 * In which texts a secret may hide: as it is, and as it stands in JSON, in URLs and in base64. One shorter than four characters has none, for
 * hiding it would hide half of every text.
 */
export function formsOf(secret: string): readonly string[] {
  if (secret.length < 4) return [];
  const encoded = encodeURIComponent(Buffer.from(secret).toString()); // without lone surrogates, which it refuses
  const field = new URLSearchParams({ s: secret }).toString().slice(2);
  return [...new Set([secret, JSON.stringify(secret).slice(1, -1), encoded, field, ...base64Forms(secret)])];
}

/** Base64 of a text depends on where in a longer text it stands: three ways, without the characters that its neighbours share. */
function base64Forms(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const texts = [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64").replace(/=+$/, "");
    const first = [0, 2, 3][before] ?? 0;
    const isWhole = (before + bytes.length) % 3 === 0;
    return encoded.slice(first, isWhole ? undefined : -1);
  });
  return texts.flatMap((text) => [text, text.replaceAll("+", "-").replaceAll("/", "_")]).filter((text) => text.length >= 6);
}

/** One pattern for the many short forms is many times faster than one look for each; of the long ones it would be too large to be one. */
function hiding(forms: readonly string[]): (text: string) => string {
  const long = forms.filter((form) => form.length > longCharacters);
  const short = forms.slice(long.length);
  const pattern = new RegExp(short.map((form) => form.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")).join("|") || "(?!)", "g");
  return (text) => long.reduce((rest, form) => rest.replaceAll(form, "…"), text).replace(pattern, "…");
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

const longCharacters = 200;
