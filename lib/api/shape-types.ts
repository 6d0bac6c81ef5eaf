import type { Member, ObjectShape, Shape } from "@/lib/codec/shape";

/** A shape as a TypeScript type, with what is said of each member as its doc comment. `indent`: of the line it begins on. */
export function typeOf(shape: Shape, indent = ""): string {
  const bare = bareTypeOf(shape, indent);
  return shape.nullable && shape.kind !== "any" ? `${bare} | null` : bare;
}

/** The members of an object, a line each, without the braces around them. */
export function membersText(members: Readonly<Record<string, Member>>, indent: string): string {
  return Object.entries(members)
    .map(([name, { shape, required, description }]) => `${docOf(description === undefined ? [] : [description], indent)}${indent}${keyOf(name)}${required ? "" : "?"}: ${typeOf(shape, indent)};\n`)
    .join("");
}

/** A doc comment, or nothing where there is nothing to say. */
export function docOf(lines: readonly string[], indent: string): string {
  const safe = lines.flatMap((line) => line.replaceAll("*/", "*\\/").split("\n"));
  if (safe.length === 0) return "";
  if (safe.length === 1) return `${indent}/** ${safe.join("")} */\n`;
  return `${indent}/**\n${safe.map((line) => `${indent} * ${line}\n`).join("")}${indent} */\n`;
}

function bareTypeOf(shape: Shape, indent: string): string {
  switch (shape.kind) {
    case "object":
      return objectType(shape, indent);
    case "map":
      return `Record<string, ${typeOf(shape.value, indent)}>`;
    case "array":
      return `Array<${typeOf(shape.item, indent)}>`;
    case "union":
      return [...new Set(shape.options.map((option) => typeOf({ ...option, nullable: false }, indent)))].join(" | ");
    case "any":
      return "any"; // not unknown: people who write JavaScript have no way to narrow it
    default:
      return shape.enum ? shape.enum.map((value) => JSON.stringify(value)).join(" | ") : shape.kind === "integer" ? "number" : shape.kind;
  }
}

function objectType({ members, open, rest }: ObjectShape, indent: string): string {
  const inner = `${indent}  `;
  return `{\n${membersText(members, inner)}${open ? `${inner}[name: string]: ${typeOf(rest, inner)};\n` : ""}${indent}}`;
}

function keyOf(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
