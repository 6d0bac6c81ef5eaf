import type { RunError } from "./schema";

/** What became of a function: `failed` as often in a row as somebody wanted to be told; `paused`: so often that Visit stopped running it; `recovered`. */
export type FunctionHappening = "failed" | "paused" | "recovered";

/** What such mails tell of. `error`: of the run that gave rise to it; `url`: Visit's. */
export type FunctionMailFacts = { functionId: string; name: string; failuresInRow: number; error: RunError | undefined; url: string };
export type FunctionMail = { subject: string; text: string };

/** The mails about functions, by language. A further language is a further member with the same function. */
export const functionMails = {
  en: (happening: FunctionHappening, { functionId, name, failuresInRow, error, url }: FunctionMailFacts): FunctionMail => {
    const times = failuresInRow === 1 ? "once" : `${failuresInRow} times in a row`;
    const place = error?.line === undefined ? "" : ` (line ${error.line})`;
    const reason = error && `The last time: ${error.name}: ${error.message.slice(0, 500)}${place}`;
    const mail = (subject: string, ...paragraphs: (string | undefined)[]): FunctionMail => ({
      subject: `${name} ${subject}`,
      text: [...paragraphs, `Its runs: ${url}/organisation/api/advanced/${functionId}/runs`].filter(Boolean).join("\n\n"),
    });
    if (happening === "recovered") return mail("works again", `The function “${name}” works again.`);
    if (happening === "failed") return mail("fails", `The function “${name}” failed ${times}.`, reason, "You will hear of it again when it works.");
    return mail("is paused", `The function “${name}” failed ${times} and is paused: it does not run until somebody switches it on again.`, reason);
  },
};
