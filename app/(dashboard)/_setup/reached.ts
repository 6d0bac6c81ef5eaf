type Refused = { kind: "refused"; message: string };

/**
 * What became of an action, also when its answer never came: a connection that is lost is one more refusal, and the page stays with all
 * that was entered. Thrown on, it would put the error page in its place.
 * @param rest  what is still there, or what to do about it
 */
export function reached<Answer>(asked: Promise<Answer>, rest = "Try again in a moment."): Promise<Answer | Refused> {
  return asked.catch((): Refused => ({ kind: "refused", message: `Visit did not answer. ${rest}` }));
}
