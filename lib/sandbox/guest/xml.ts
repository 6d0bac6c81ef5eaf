import { parseXml } from "./xml-parse";

interface BuildOptions {
  /** Begin with `<?xml …?>`; default true. */
  readonly declaration?: boolean;
}

/**
 * XML as plain values: an element with nothing but text is a string, another one an object whose members are its attributes (`@name`),
 * its elements and its text (`#text`). What repeats is an array. No value is turned into a number.
 */
export const xml = {
  parse: parseXml,
  /** @param value an object with one member, the root */
  build(value: unknown, { declaration = true }: BuildOptions = {}): string {
    const [root, ...others] = typeof value === "object" && value !== null ? Object.entries(value) : [];
    if (!root || others.length > 0 || Array.isArray(root[1])) throw new TypeError("xml.build takes an object with one member, the root element");
    return (declaration ? '<?xml version="1.0" encoding="UTF-8"?>\n' : "") + buildElement(root[0], root[1], 0);
  },
};

function buildElement(name: string, value: unknown, depth: number): string {
  checkName(name);
  if (depth > 200) throw new RangeError("xml.build: deeper than 200 elements, or a cycle");
  if (value === undefined || value === null) return `<${name}/>`;
  if (typeof value !== "object" || value instanceof Date) return `<${name}>${escapeText(textOf(value))}</${name}>`;
  if (Array.isArray(value)) return value.map((item) => buildElement(name, item, depth)).join("");
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  const attributes = members.filter(([key]) => key.startsWith("@")).map(([key, member]) => ` ${checkName(key.slice(1))}="${escapeAttribute(textOf(member ?? ""))}"`);
  const content = members.filter(([key]) => !key.startsWith("@")).map(([key, member]) => (key === "#text" ? escapeText(textOf(member ?? "")) : buildElement(key, member, depth + 1)));
  const open = `<${name}${attributes.join("")}`;
  return content.length === 0 ? `${open}/>` : `${open}>${content.join("")}</${name}>`;
}

function textOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "object" || typeof value === "function" || typeof value === "symbol") throw new TypeError(`xml.build: a ${typeof value} is not text`);
  return String(value);
}

function checkName(name: string): string {
  if (!/^[\p{L}_][\p{L}\p{N}_.:-]*$/u.test(name)) throw new TypeError(`xml.build: ${JSON.stringify(name)} is not the name of an element or attribute`);
  return name;
}

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;" };

function escapeText(text: string): string {
  if (forbidden.test(text)) throw new TypeError("xml.build: XML cannot hold control characters or lone surrogates");
  return text.replace(/[&<>"\r]/g, (character) => escapes[character] ?? character);
}

/** A parser turns bare white space in attributes into spaces. */
function escapeAttribute(text: string): string {
  return escapeText(text).replace(/[\t\n]/g, (character) => escapes[character] ?? character);
}

// eslint-disable-next-line no-control-regex -- the very characters XML 1.0 forbids
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
