import type { Reason } from "./alert-reason";

/** What such mails tell of. `minutes`: the span that was looked at; `at`: when that was, on the organisation's clock; `key`: null for all; `url`: Visit's. */
export type AlertMailFacts = { reason: Reason; minutes: number; key: { id: string; label: string } | null; organisation: string; at: string; url: string };
export type AlertMail = { subject: string; text: string };

/** The mails of alerts, by language. A further language is a further member with the same function. */
export const alertMails = {
  en: ({ reason, minutes, key, organisation, at, url }: AlertMailFacts): AlertMail => {
    const who = key === null ? "all API keys" : `the API key “${key.label}”`;
    const only = key === null ? "" : `?key=${key.id}`;
    return {
      subject: `${subjects[reason.kind]}: ${who}`,
      text: [
        sentence(reason, span(minutes)),
        `This is about ${who} of ${organisation}, looked at on ${at.replace("T", " at ")}.`,
        `Statistics: ${url}/organisation/api/statistics${only}\nRequest log: ${url}/organisation/api/log${only}`,
        "You are told again when it has ceased and begins anew. Alerts are set under Organisation, API, Statistics.",
      ].join("\n\n"),
    };
  },
};

const subjects = { errors: "Unusually many errors", volume: "Unusual number of calls", change: "Unusual number of calls", rare: "Unusual number of calls", quiet: "No calls" } as const satisfies Record<Reason["kind"], string>;

function sentence(reason: Reason, last: string): string {
  switch (reason.kind) {
    case "quiet":
      return `There was no call in the last ${last}.`;
    case "errors":
      return `${shown(reason.percent)} percent of the calls of the last ${last} were answered with an error (${reason.errors} of ${reason.calls})${compared(reason.against)}.`;
    case "volume":
      return `There were ${reason.calls} calls in the last ${last}, ${reason.isBelow ? "fewer" : "more"} than ${shown(reason.limit)}.`;
    case "change":
      return `The last ${last} had ${shown(Math.abs(reason.percent))} percent ${reason.percent > 0 ? "more" : "fewer"} calls than the same time a week before: ${reason.calls} calls.`;
    case "rare":
      return `The last ${last} had ${reason.calls} calls; the same time a week before had ${reason.before === 0 ? "none" : reason.before}.`;
  }
}

function compared(against: Extract<Reason, { kind: "errors" }>["against"]): string {
  if ("limit" in against) return `, more than ${shown(against.limit)} percent`;
  return against.usual === undefined ? "; a week before there were too few calls to compare with" : `; a week before it was ${shown(against.usual)} percent`;
}

/** After “the last”. */
function span(minutes: number): string {
  if (minutes % 1440 === 0) return minutes === 1440 ? "24 hours" : `${minutes / 1440} days`;
  if (minutes % 60 === 0) return minutes === 60 ? "hour" : `${minutes / 60} hours`;
  return `${minutes} minutes`;
}

function shown(value: number): string {
  return String(Math.round(value * 10) / 10);
}
