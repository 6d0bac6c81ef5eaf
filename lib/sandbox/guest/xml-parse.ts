interface ParseOptions {
  /** Elements that are an array also when there is only one. */
  readonly arrays?: readonly string[];
}
interface Element {
  readonly name: string;
  readonly members: Map<string, unknown>;
  text: string;
}

const depthMax = 200;
const token = /<!--([\s\S]*?)-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<\/([^\s>]+)\s*>|<([^\s/>!?<&"'=]+)((?:\s+[^\s=<>"'/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;
const attribute = /\s+([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** See xml.ts for the form. A DOCTYPE is refused, so there are no entities but XML's own. @throws SyntaxError with the line */
export function parseXml(source: unknown, { arrays = [] }: ParseOptions = {}): Record<string, unknown> {
  const text = String(source).replace(/^\ufeff/, "").replace(/\r\n?/g, "\n"); // as XML itself says
  const repeated = new Set(arrays);
  const top: Element = { name: "", members: new Map(), text: "" };
  const open: Element[] = [top];
  for (token.lastIndex = 0; token.lastIndex < text.length; ) {
    const at = token.lastIndex;
    const match = token.exec(text);
    const parent = open.at(-1) ?? top;
    if (!match) throw fault(text, at, text.startsWith("<!DOCTYPE", at) ? "a DOCTYPE is not accepted" : "this is not well-formed");
    const [, comment, cdata, closed, opened, attributes = "", isEmpty, characters] = match;
    if (cdata !== undefined) parent.text += cdata;
    else if (characters !== undefined) parent.text += decode(characters, text, at);
    else if (opened !== undefined) {
      if (open.length > depthMax) throw fault(text, at, `deeper than ${depthMax} elements`);
      if (parent === top && top.members.size > 0) throw fault(text, at, "there is a second root element");
      const element = { name: opened, members: attributesOf(attributes, text, at), text: "" };
      if (isEmpty) add(parent, element, repeated);
      else open.push(element);
    } else if (closed !== undefined) {
      if (parent.name !== closed) throw fault(text, at, `</${closed}> closes ${parent.name === "" ? "nothing" : `<${parent.name}>`}`);
      open.pop();
      add(open.at(-1) ?? top, parent, repeated);
    } else if (comment?.includes("--")) throw fault(text, at, "-- inside a comment");
    if (open.length === 1 && top.text.trim() !== "") throw fault(text, at, "text outside the root element");
  }
  if (open.length > 1) throw fault(text, text.length, `<${open.at(-1)?.name}> is not closed`);
  if (top.members.size === 0) throw fault(text, text.length, "there is no root element");
  return plain(top.members);
}

function add(parent: Element, { name, members, text }: Element, repeated: ReadonlySet<string>): void {
  const hasElements = [...members.keys()].some((key) => !key.startsWith("@"));
  if (members.size > 0 && (hasElements ? text.trim() !== "" : text !== "")) members.set("#text", text);
  const value = members.size === 0 ? text : plain(members);
  const known = parent.members.get(name);
  if (Array.isArray(known)) known.push(value);
  else if (known !== undefined) parent.members.set(name, [known, value]);
  else parent.members.set(name, repeated.has(name) ? [value] : value);
}

/** An element may be called `__proto__`; fromEntries makes it a member like any other. */
function plain(members: Map<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(members);
}

function attributesOf(source: string, text: string, at: number): Map<string, unknown> {
  const members = new Map<string, unknown>();
  for (const [, name, double, single] of source.matchAll(attribute)) {
    if (members.has(`@${name}`)) throw fault(text, at, `the attribute ${name} is there twice`);
    members.set(`@${name}`, decode((double ?? single ?? "").replace(/[\t\r\n]/g, " "), text, at));
  }
  return members;
}

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function decode(characters: string, text: string, at: number): string {
  if (!characters.includes("&")) return characters;
  return characters.replace(/&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|([a-z]+))?;?/g, (reference, decimal?: string, hex?: string, name?: string) => {
    const code = decimal ? Number(decimal) : hex ? parseInt(hex, 16) : undefined;
    const character = code !== undefined && code <= 0x10ffff ? String.fromCodePoint(code) : name !== undefined && Object.hasOwn(named, name) ? named[name] : undefined;
    if (character === undefined || !reference.endsWith(";")) throw fault(text, at, `${reference} is not an entity XML knows`);
    return character;
  });
}

function fault(text: string, at: number, why: string): SyntaxError {
  return new SyntaxError(`XML, line ${text.slice(0, at).split("\n").length}: ${why}`);
}
