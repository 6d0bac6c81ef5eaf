import { notFound } from "next/navigation";
import { z } from "zod";
import { requireAccount } from "./session";

/**
 * A server action for who is signed in, which looks at what it was sent before it does anything. What an account may do, each asks
 * for itself.
 * @param shapes  of the arguments, in their order; what is sent beyond them is dropped
 */
export function action<const Shapes extends readonly z.ZodType[], Answer>(shapes: Shapes, run: (...sent: Outputs<Shapes>) => Promise<Answer>): (...sent: Inputs<Shapes>) => Promise<Answer> {
  const checked = openAction(shapes, run);
  return async (...sent) => {
    await requireAccount();
    return checked(...sent);
  };
}

/**
 * The same for everybody. An action is an address like any other: whoever likes can send it any JSON, whatever its types say. What no
 * page of ours would send leads nowhere: a 404.
 */
export function openAction<const Shapes extends readonly z.ZodType[], Answer>(shapes: Shapes, run: (...sent: Outputs<Shapes>) => Promise<Answer>): (...sent: Inputs<Shapes>) => Promise<Answer> {
  return async (...sent) => {
    const parsed = shapes.map((shape, at) => shape.safeParse(sent[at]));
    return parsed.every(({ success, data }) => success && isStorable(data)) ? run(...outputsOf<Shapes>(parsed)) : notFound();
  };
}

/** An id as addresses carry them; whether there is such a thing, the verb finds out. */
export const Id = z.string().regex(/^[0-9a-z]{1,13}$/);
/** What a one-time link carries. */
export const Token = z.string().max(200);
/** What is typed into a box that searches. */
export const Query = z.string().max(200);
/** What the page showed: a revision or a validator, as text. */
export const Seen = z.string().max(60);
/** The two that a form's action gets last: the state before, which nobody needs, and the fields. */
export const sentForm = [z.unknown(), z.instanceof(FormData)] as const;

/** Whether no text in it has the one character that PostgreSQL does not take, and no keyboard makes. */
function isStorable(sent: unknown, depth = 0): boolean {
  if (typeof sent === "string") return !sent.includes("\0");
  if (typeof sent !== "object" || sent === null) return true;
  const within: unknown[] = sent instanceof FormData ? [...sent.values()] : Object.values(sent);
  return depth < maximalDepth && within.every((value) => isStorable(value, depth + 1));
}

/** Forms are flat and lists in lists are few: what is deeper was not made by a page. */
const maximalDepth = 10;

type Inputs<Shapes extends readonly z.ZodType[]> = { -readonly [At in keyof Shapes]: z.input<Shapes[At]> };
type Outputs<Shapes extends readonly z.ZodType[]> = { -readonly [At in keyof Shapes]: z.output<Shapes[At]> };

/** TypeScript cannot follow a tuple through `map`: the outputs stand where their shapes do. */
function outputsOf<Shapes extends readonly z.ZodType[]>(parsed: readonly z.ZodSafeParseResult<unknown>[]): Outputs<Shapes> {
  return parsed.map(({ data }) => data) as Outputs<Shapes>;
}
