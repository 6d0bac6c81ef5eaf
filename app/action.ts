import { notFound } from "next/navigation";
import { z } from "zod";
import { requireAccount } from "./session";

/**
 * A server action for who is signed in, which looks at what it was sent before it does anything. An action is an address like any
 * other: everybody can send it any JSON, whatever its types say. What no page of ours would send leads nowhere: a 404. What an account
 * may do, each asks for itself.
 * @param shapes  of the arguments, in their order; what is sent beyond them is dropped
 */
export function action<const Shapes extends readonly z.ZodType[], Answer>(shapes: Shapes, run: (...sent: Outputs<Shapes>) => Promise<Answer>): (...sent: Inputs<Shapes>) => Promise<Answer> {
  return async (...sent) => {
    await requireAccount();
    const parsed = shapes.map((shape, at) => shape.safeParse(sent[at]));
    return parsed.every(({ success }) => success) ? run(...outputsOf<Shapes>(parsed)) : notFound();
  };
}

/** An id as addresses carry them; whether there is such a thing, the verb finds out. */
export const Id = z.string().regex(/^[0-9a-z]{1,13}$/);
/** What is typed into a box that searches. */
export const Query = z.string().max(200);
/** What the page showed: a revision or a validator, as text. */
export const Seen = z.string().max(60);
/** The two that a form's action gets last: the state before, which nobody needs, and the fields. */
export const sentForm = [z.unknown(), z.instanceof(FormData)] as const;

type Inputs<Shapes extends readonly z.ZodType[]> = { -readonly [At in keyof Shapes]: z.input<Shapes[At]> };
type Outputs<Shapes extends readonly z.ZodType[]> = { -readonly [At in keyof Shapes]: z.output<Shapes[At]> };

/** TypeScript cannot follow a tuple through `map`: the outputs stand where their shapes do. */
function outputsOf<Shapes extends readonly z.ZodType[]>(parsed: readonly z.ZodSafeParseResult<unknown>[]): Outputs<Shapes> {
  return parsed.map(({ data }) => data) as Outputs<Shapes>;
}
