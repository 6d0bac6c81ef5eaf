import { telling, type Telling } from "@/lib/history/tell-changes";
import { targetsOf } from "@/lib/imports/targets";
import { contactTexts } from "./schema";

/** How the columns of a contact are told, under the labels they have everywhere. */
export function contactTellings(): Record<string, Telling> {
  const texts = contactTexts.map((name): [string, Telling] => [`contacts.${name}`, telling(labels.get(`contact.${name}`) ?? name)]);
  return { ...Object.fromEntries(texts), "contacts.addresses": telling("Addresses", entries), "contacts.socialMedia": telling("Social media", entries) };
}

/** `postal, Kade 3, Delft; …` */
function entries(list: unknown): string {
  if (!Array.isArray(list)) return "";
  return list.map((entry: unknown) => (typeof entry === "object" && entry !== null ? Object.values(entry).filter(Boolean).join(", ") : "")).join("; ");
}

const labels = new Map(targetsOf("partners").map(({ key, label }) => [key, label]));
