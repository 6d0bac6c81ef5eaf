import type { Row } from "./copy";
import { places, type Place } from "./places";
import type { Random } from "./random";

/** Someone of a fair: the contact's row, and what registrations of theirs want to know. */
export type Person = { contact: Row & { id: string }; language: string; company: string };

/**
 * A believable person with a company, an address and a mail address that belongs to nobody (RFC 2606).
 * @param reference  the contact's, unique in the organisation; also keeps their mail address apart from a namesake's
 */
export function makePerson(random: Random, organisationId: string, reference: number): Person {
  const place = random.weighted(byWeight);
  const isWoman = random.chance(0.46);
  const [firstName, first] = twoForms(random.pick(isWoman ? place.women : place.men));
  const [lastName, last] = twoForms(random.pick(place.families));
  const [company, domain] = twoForms(random.pick(place.companies));
  const [department, jobFunction] = random.pick(jobs);
  const email = `${first}.${last}.${reference}@${domain}.example`;
  return {
    company,
    language: place.language,
    contact: {
      id: random.id(),
      organisationId,
      reference: random.chance(0.85) ? `CRM-${String(reference).padStart(7, "0")}` : null,
      gender: random.chance(0.8) ? (isWoman ? "female" : "male") : null,
      title: random.weighted([[null, 85], ["Dr.", 7], ["Prof.", 3], ["Ir.", 5]]),
      firstInitials: place.language === "nl" ? `${firstName.charAt(0)}.` : null,
      firstName,
      lastNamePrefix: place.prefixes && random.chance(0.25) ? random.pick(place.prefixes) : null,
      lastName,
      suffix: random.chance(0.03) ? random.pick(["MSc", "Jr.", "MBA"]) : null,
      company,
      department,
      jobFunction,
      phone1: random.chance(0.8) ? `${place.dialling} ${random.digits(2)} ${random.digits(3)} ${random.digits(4)}` : null,
      email,
      emailKey: email,
      website: random.chance(0.5) ? `https://www.${domain}.example/` : null,
      comments: random.chance(0.02) ? random.pick(remarks) : null,
      addresses: JSON.stringify(random.chance(0.75) ? [makeAddress(random, place, company)] : []),
      socialMedia: JSON.stringify(random.chance(0.2) ? [{ type: "linkedin", url: `https://social.example/in/${first}-${last}-${reference}` }] : []),
    },
  };
}

function makeAddress(random: Random, place: Place, company: string) {
  const [city, postalCode] = random.pick(place.cities);
  return {
    type: random.weighted([["postal", 5], ["visit", 3], ["invoice", 1]]),
    name: random.chance(0.3) ? company : null,
    address: random.pick(place.streets),
    houseNumber: String(random.between(1, 240)),
    houseNumberSuffix: random.chance(0.1) ? random.pick(["A", "B", "bis"]) : null,
    postalCode: postalCode.replace(/[#@]/g, (mark) => (mark === "#" ? random.digits(1) : random.pick(letters))),
    city,
    state: null,
    country: place.country,
  };
}

/** What stands in the list as `written:latin`; without a colon the latin form is the written one stripped to a mail address. */
function twoForms(entry: string): [written: string, latin: string] {
  const [written = entry, latin] = entry.split(":");
  return [written, latin ?? latinOf(written)];
}

function latinOf(text: string): string {
  const spelled = text.toLowerCase().replace(/[ßæœøłđðþı]/g, (letter) => special[letter] ?? "");
  return spelled.normalize("NFD").replace(/[^a-z0-9]/g, "");
}
const special: Record<string, string> = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };

const byWeight = places.map((place) => [place, place.weight] as const);
const letters = "ABCDEFGHJKLMNPRSTUVWXZ".split("");
const jobs = [
  ["Board", "Managing director"], ["Board", "CFO"], ["Purchasing", "Head of purchasing"], ["Purchasing", "Buyer"], ["Engineering", "Process engineer"],
  ["Engineering", "Senior R&D engineer"], ["Operations", "Plant manager"], ["Operations", "Maintenance planner"], ["Sales", "Account manager"],
  ["Marketing", "Marketing & events"], ["Policy", "Policy adviser <water>"], ["IT", "Data architect"], [null, "Consultant"], [null, null],
] as const; // prettier-ignore
const remarks = ["Needs step-free access.", "Prefers to be called after 14:00.\nNever on Friday.", "Asked for an invoice \"on paper\".", "Arrives with a group of 12 & a coach."];
