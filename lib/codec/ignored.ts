import { isRecord, listOf } from "@/lib/codec/decoded";
import type { Shape } from "@/lib/codec/shape";
import { matchingOption } from "@/lib/codec/shape-match";

/**
 * The dotted paths (`contact.nickname`, `addresses.0.colour`) of members the shape does not know, in the value's order.
 * Only closed objects have such members; of a union the option counts that matches best. A member of the wrong type
 * is none of these: the schema refuses it.
 */
export function unknownMembers(value: unknown, shape: Shape): string[] {
  const paths: string[] = [];
  collect(value, shape, "", paths);
  return paths;
}

function collect(value: unknown, shape: Shape, path: string, paths: string[]): void {
  if (shape.kind === "union") {
    const option = matchingOption(value, shape.options);
    if (option) collect(value, option, path, paths);
  } else if (shape.kind === "array") {
    listOf(value)?.forEach((entry, index) => collect(entry, shape.item, join(path, `${index}`), paths));
  } else if (shape.kind === "map" && isRecord(value)) {
    for (const name of Object.keys(value)) {
      if (name === "__proto__") paths.push(join(path, name)); // zod leaves it out of a record
      else collect(value[name], shape.value, join(path, name), paths);
    }
  } else if (shape.kind === "object" && isRecord(value)) {
    for (const name of Object.keys(value)) {
      const member = Object.hasOwn(shape.members, name) ? shape.members[name] : undefined;
      if (member) collect(value[name], member.shape, join(path, name), paths);
      else if (shape.open) collect(value[name], shape.rest, join(path, name), paths);
      else paths.push(join(path, name));
    }
  }
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}
