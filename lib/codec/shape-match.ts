import { isRecord } from "@/lib/codec/decoded";
import type { ObjectShape, Shape } from "@/lib/codec/shape";

/**
 * The option of a union that a value was most likely meant for: one of its own kind, and among objects the one that knows
 * most of its members, misses fewest required ones and contradicts none of its fixed values (`kind: "a"`).
 * @returns undefined when no option is of the value's kind
 */
export function matchingOption(value: unknown, options: readonly Shape[]): Shape | undefined {
  if (Array.isArray(value)) return options.find((option) => option.kind === "array") ?? anyOf(options);
  if (isRecord(value)) {
    const objects = options.filter((option): option is ObjectShape => option.kind === "object");
    const map = options.find((option) => option.kind === "map");
    const best = bestOption(value, objects);
    const knowsSome = best !== undefined && Object.keys(value).some((name) => Object.hasOwn(best.members, name));
    return (knowsSome || !map ? best : map) ?? anyOf(options);
  }
  const kind = Number.isInteger(value) ? "integer" : typeof value;
  return options.find((option) => option.kind === kind || option.kind === typeof value) ?? anyOf(options);
}

/** The object shape that fits a value's members best; of equals the first. */
export function bestOption(value: Readonly<Record<string, unknown>>, options: readonly ObjectShape[]): ObjectShape | undefined {
  let best: ObjectShape | undefined;
  let bestScore = -Infinity;
  for (const option of options) {
    const score = scoreOf(value, option);
    if (score > bestScore) [best, bestScore] = [option, score];
  }
  return best;
}

function scoreOf(value: Readonly<Record<string, unknown>>, option: ObjectShape): number {
  let score = 0;
  for (const name of Object.keys(value)) score += Object.hasOwn(option.members, name) ? 1 : -1;
  for (const [name, { shape, required }] of Object.entries(option.members)) {
    if (required && !Object.hasOwn(value, name)) score -= 1;
    if (shape.kind === "string" && shape.enum && Object.hasOwn(value, name) && !shape.enum.includes(value[name])) score -= 1000;
  }
  return score;
}

function anyOf(options: readonly Shape[]): Shape | undefined {
  return options.find((option) => option.kind === "any");
}
