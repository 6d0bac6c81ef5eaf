/** Replaces what must not be read. */
export type Mask = (text: string) => string;

/**
 * Hides secrets in whatever text they come by: as they are, and as they stand in URLs, in JSON and in base64. One shorter than four
 * characters is left, for hiding it would hide half of every text.
 */
export function maskOf(secrets: Iterable<string>): Mask {
  const forms = [...secrets].flatMap(formsOf).sort((one, other) => other.length - one.length);
  const long = forms.filter((form) => form.length > longCharacters);
  const short = forms.slice(long.length);
  if (forms.length === 0) return (text) => text;
  const pattern = new RegExp(short.map((form) => form.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")).join("|") || "(?!)", "g");
  return (text) => long.reduce((rest, form) => rest.replaceAll(form, "…"), text).replace(pattern, "…");
}

/** The same for secrets that become more: prepared anew only then. */
export function growingMask(secrets: ReadonlySet<string>): () => Mask {
  let known = 0;
  let mask: Mask = (text) => text;
  return () => {
    if (secrets.size !== known) mask = maskOf(secrets);
    known = secrets.size;
    return mask;
  };
}

/** One pattern of all would be too large to be one. */
const longCharacters = 200;

/** In which texts a secret may hide. */
export function formsOf(secret: string): string[] {
  if (secret.length < 4) return [];
  const encoded = encodeURIComponent(Buffer.from(secret).toString()) /* without lone surrogates, which it refuses */;
  const form = new URLSearchParams({ s: secret }).toString().slice(2);
  return [...new Set([secret, JSON.stringify(secret).slice(1, -1), encoded, form, ...base64Forms(secret)])];
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
