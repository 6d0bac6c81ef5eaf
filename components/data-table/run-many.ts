export type Refusal = { id: string; name: string; reason: string };

/** What a server action says of some of the records it was given. `rest`: those it had no time for. */
export type ManyAnswer<Changed> =
  | { kind: "done"; changed: Changed[]; unchanged: number; refused: Refusal[]; rest: string[] }
  /** nothing was done with these; trying again shortly may help */
  | { kind: "busy"; message: string };

export type Ran<Changed> = { changed: Changed[]; unchanged: number; refused: Refusal[]; /** not done, because it was stopped or the server failed */ rest: string[]; failure?: string };

/**
 * Has something done to any number of records, a part at a time, so that the page can say how far it is.
 * @param act     does it to some of them
 * @param report  told how many are done with; says whether to go on
 */
export async function runMany<Changed>(ids: readonly string[], act: (ids: string[]) => Promise<ManyAnswer<Changed>>, report: (done: number) => boolean): Promise<Ran<Changed>> {
  const ran: Ran<Changed> = { changed: [], unchanged: 0, refused: [], rest: [...ids] };
  let attempts = 0;
  while (ran.rest.length > 0 && report(ids.length - ran.rest.length)) {
    const answer = await act(ran.rest.slice(0, partSize)).catch((): ManyAnswer<Changed> => ({ kind: "busy", message: "Visit did not answer." }));
    if (answer.kind === "busy") {
      attempts += 1;
      if (attempts > mostAttempts) return { ...ran, failure: answer.message };
      await new Promise((resolve) => setTimeout(resolve, attempts * 1000));
      continue;
    }
    attempts = 0;
    ran.changed.push(...answer.changed);
    ran.unchanged += answer.unchanged;
    ran.refused.push(...answer.refused);
    ran.rest = [...answer.rest, ...ran.rest.slice(partSize)];
  }
  report(ids.length - ran.rest.length);
  return ran;
}

/** `1 visitor`, `4,827 visitors` */
export function counted(count: number, [one, many]: readonly [one: string, many: string]): string {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
}

const partSize = 200;
const mostAttempts = 3;
