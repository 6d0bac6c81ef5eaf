import type { RunError } from "./schema";

type About = { functionId: string; name: string; failuresInRow: number; error: RunError | undefined; url: string };
type Words = { subject: string; text: string };

/** A function fails, as often in a row as somebody wanted to be told. */
export function failureMail(about: About): Words {
  return { subject: `${about.name} fails`, text: `The function “${about.name}” failed ${times(about.failuresInRow)}.\n\n${reason(about)}You will hear of it again when it works.\n\nIts runs: ${runs(about)}\n` };
}

/** It failed so often that Visit stopped running it. */
export function pausedMail(about: About): Words {
  return { subject: `${about.name} is paused`, text: `The function “${about.name}” failed ${times(about.failuresInRow)} and is paused: it does not run until somebody switches it on again.\n\n${reason(about)}Its runs: ${runs(about)}\n` };
}

export function recoveryMail(about: About): Words {
  return { subject: `${about.name} works again`, text: `The function “${about.name}” works again.\n\nIts runs: ${runs(about)}\n` };
}

function times(count: number): string {
  return count === 1 ? "once" : `${count} times in a row`;
}

function reason({ error }: About): string {
  if (!error) return "";
  const place = error.line === undefined ? "" : ` (line ${error.line})`;
  return `The last time: ${error.name}: ${error.message.slice(0, 500)}${place}\n\n`;
}

function runs({ url, functionId }: About): string {
  return `${url}/organisation/api/advanced/${functionId}/runs`;
}
