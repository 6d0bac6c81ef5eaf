import { wallTime } from "@/lib/core/wall-time";

/** What happened to a key, as its contact person is told. `expires`: in so many days, rounded up. */
export type KeyHappening = { kind: "disabled" } | { kind: "deleted" } | { kind: "rotated"; oldSecretsEnd: Date } | { kind: "expires"; at: Date; days: number };

/** What every such mail names. `by`: empty when it was nobody with an account; `url`: the key's page, empty when it has none any more. */
export type KeyMailFacts = { contact: string | null; key: string; organisation: string; zone: string; at: Date; by: string; url: string };
export type KeyMail = { subject: string; text: string };

/** The mails to a key's contact person, by language. A further language is a further member with the same functions. */
export const keyMails = {
  en: (happening: KeyHappening, facts: KeyMailFacts): KeyMail => {
    const { contact, key, organisation, zone, at, by, url } = facts;
    const when = (instant: Date) => `${wallTime(zone, instant).replace("T", " ")} (${zone})`;
    const done = (what: string) => `The API key “${key}” of ${organisation} was ${what} on ${when(at)}${by ? ` by ${by}` : ""}.`;
    const mail = (subject: string, ...paragraphs: string[]): KeyMail => ({
      subject: `${subject}: ${key}`,
      text: [contact ? `Dear ${contact},` : "", ...paragraphs, url && `The key's page: ${url}`, `You receive this because you are the contact person of this key at ${organisation}.`].filter(Boolean).join("\n\n"), // prettier-ignore
    });
    if (happening.kind === "disabled") return mail("API key disabled", done("disabled"), "Software that uses it is refused until the key is enabled again.");
    if (happening.kind === "deleted") return mail("API key deleted", done("deleted"), "Software that uses it is refused for good, and needs another key.");
    if (happening.kind === "rotated") {
      const end = happening.oldSecretsEnd > at ? `The secret it had works until ${when(happening.oldSecretsEnd)}. Give your software the new one before.` : "The secret it had is refused from now on: your software needs the new one.";
      return mail("API key has a new secret", done("given a new secret"), end);
    }
    const { days } = happening;
    return mail(
      days <= 1 ? "API key expires within a day" : `API key expires in ${days} days`,
      `The API key “${key}” of ${organisation} expires on ${when(happening.at)}.`,
      "Software that uses it is refused from then on. If it is still needed, ask whoever manages the keys for a later end or a new key.",
    );
  },
};
