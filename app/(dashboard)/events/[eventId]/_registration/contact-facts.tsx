import type { z } from "zod";
import { ExternalLink } from "lucide-react";
import { Breakable } from "@/components/breakable";
import type { Contact } from "@/lib/contacts/schema";
import { Facts, type Fact } from "./facts";

type ContactValue = z.output<typeof Contact>;

/** Name as it is written on an envelope; what stands in for it when there is none. */
export function fullName(contact: ContactValue | null): string {
  if (!contact) return "Without a name";
  const { title, firstName, firstInitials, lastNamePrefix, lastName, suffix, email, company } = contact;
  return [title, firstName ?? firstInitials, lastNamePrefix, lastName, suffix].filter(Boolean).join(" ") || email || company || "Without a name";
}

export function ContactFacts({ contact }: { contact: ContactValue }) {
  const { email, phone1, phone2, fax, company, department, jobFunction, website, gender, firstInitials, dateOfBirth, vatNumber, cocNumber, type, reference, comments, addresses, socialMedia } = contact;
  const facts: Fact[] = [
    ["E-mail", email && <a href={`mailto:${email.trim()}`} className={linkClass}><Breakable text={email} /></a>],
    ["Company", company],
    ["Phone", phone1 && <a href={`tel:${phone1}`} className={linkClass}>{phone1}</a>],
    ["Phone 2", phone2 && <a href={`tel:${phone2}`} className={linkClass}>{phone2}</a>],
    ["Function", jobFunction],
    ["Department", department],
    ["Website", website && <WebLink url={website} />],
    ...addresses.map((address): Fact => [addressWords[address.type], addressLines(address)]),
    ...socialMedia.map(({ type: network, url }): Fact => [network ?? "Social media", url && <WebLink url={url} />]),
    ["Initials", firstInitials],
    ["Gender", gender && (genderWords.get(gender) ?? gender)],
    ["Date of birth", dateOfBirth],
    ["Fax", fax],
    ["VAT number", vatNumber],
    ["Chamber of commerce number", cocNumber],
    ["Contact type", type],
    ["Contact reference", reference],
    ["Comments", comments],
  ];
  return <Facts facts={facts} empty="Nothing is known but that there is a contact." />;
}

/** Only where the address leads to the web: whatever else was sent is shown as text. */
function WebLink({ url }: { url: string }) {
  const href = /^https?:\/\//i.test(url) ? url : `https://${url}`;
  if (!URL.canParse(href)) return url;
  return (
    <a href={href} target="_blank" rel="noreferrer noopener" className={linkClass}>
      <Breakable text={url} />
      <span className="whitespace-nowrap">
        {wordJoiner}
        <ExternalLink aria-hidden className="ml-1 inline size-3.5" />
      </span>
      <span className="sr-only"> (opens in a new tab)</span>
    </a>
  );
}

function addressLines({ name, address, houseNumber, houseNumberSuffix, postalCode, city, state, country }: ContactValue["addresses"][number]): string {
  const street = [address, [houseNumber, houseNumberSuffix].filter(Boolean).join("")].filter(Boolean).join(" ");
  return [name, street, [postalCode, city].filter(Boolean).join(" "), state, country].filter(Boolean).join("\n");
}

const addressWords = { postal: "Postal address", visit: "Visiting address", invoice: "Invoice address" } as const;
/** Of the two that forms send; what a program sent otherwise is shown as it is. */
const genderWords: ReadonlyMap<string, string> = new Map([["male", "Male"], ["female", "Female"]]);
/** Keeps the arrow on the line of the address's end. */
const wordJoiner = "\u2060";
const linkClass = "rounded-sm text-primary underline decoration-border-strong underline-offset-4 hover:decoration-current";
