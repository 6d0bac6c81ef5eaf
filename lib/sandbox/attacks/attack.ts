import { type Outcome } from "../job";

/** A guest program that means harm, and how it must end under `attackLimits`. */
export interface Attack {
  readonly name: string;
  /** The whole module. */
  readonly code: string;
  /** The ways it may end; several where it depends on which limit comes first. */
  readonly ends: readonly Outcome["kind"][];
  /** What it must have returned, where it ends by returning. */
  readonly returns?: unknown;
}

/** A program whose function has this body. */
export function attack(name: string, body: string, ...ends: Outcome["kind"][]): Attack {
  return { name, code: `export default async function (event) {\n${body}\n}`, ends };
}

/** One that finds nothing: what it returns must be this. */
export function harmless(name: string, body: string, returns: unknown): Attack {
  return { ...attack(name, body, "returned"), returns };
}

/** A program that is more than one function. */
export function program(name: string, code: string, ...ends: Outcome["kind"][]): Attack {
  return { name, code, ends };
}
