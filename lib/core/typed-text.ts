import { z } from "zod";

/**
 * Text as people type it into the pages: blanks around it dropped, line ends as LF, nothing that XML 1.0 cannot hold,
 * for whatever is stored here may be asked for in XML.
 */
function typed(max: number) {
  return z
    .string()
    .nullish()
    .transform((text) => (text ?? "").replace(/\r\n?/g, "\n").trim())
    .pipe(z.string().max(max, `must be at most ${max} characters`).regex(fitForXml, "holds a character that cannot be shown"));
}

export function requiredText(max: number) {
  return typed(max).pipe(z.string().min(1, "cannot be empty"));
}

/** What is left empty is null. */
export function optionalText(max: number) {
  return typed(max).transform((text) => text || null);
}

const fitForXml = /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u;

/** A tick box: a form leaves it out when it is not ticked. */
export const Ticked = z
  .union([z.boolean(), z.literal("on").transform(() => true)])
  .default(false);

/** The revision the page was made from, so that a save which would undo somebody else's is noticed. */
export const SeenRevision = z.string().regex(/^\d{1,19}$/).optional();
