import { Forms, headCharacters } from "./mask-forms";

/** Replaces what must not be read by `…`. @param isCut  the text was cut at its end, and what begins like a secret there goes too */
export type Mask = (text: string, isCut?: boolean) => string;

/**
 * Hides secrets in whatever text they come by, in each of their forms (`formsOf`), also where they overlap.
 * It guards against accidents, not against an author who wants to show a secret and takes it apart.
 * @param secrets  looked at for each text, for they may become more
 */
export function maskOf(secrets: ReadonlySet<string>): Mask {
  const known = new Set<string>();
  const forms = new Forms();
  return (text, isCut = false) => {
    for (const secret of secrets.size > known.size ? secrets : []) {
      if (!known.has(secret)) forms.add(formsOf(secret)); // once, not for each line: they may be long and many
      known.add(secret);
    }
    return forms.hide(text, isCut);
  };
}

/**
 * In which texts a secret may hide: as it is, and as it stands in JSON, in XML, in URLs and in base64. One shorter than four characters has none,
 * for hiding it would hide half of every text.
 */
export function formsOf(secret: string): readonly string[] {
  if (secret.length < headCharacters) return [];
  const encoded = encodeURIComponent(Buffer.from(secret).toString()); // without lone surrogates, which it refuses
  const field = new URLSearchParams({ s: secret }).toString().slice(2);
  const element = secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const urls = [encoded, field].flatMap((text) => [text, text.replaceAll(/%[0-9A-F]{2}/g, (byte) => byte.toLowerCase())]);
  return [...new Set([secret, JSON.stringify(secret).slice(1, -1), element, element.replaceAll('"', "&quot;"), ...urls, ...base64Forms(secret)])];
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
