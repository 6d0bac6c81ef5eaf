import { expect, test } from "vitest";
import { suggestTargets } from "./suggest";
import { targetsOf } from "./targets";

const questions = [
  { id: "q1aaaaaaaaaaa", name: "*diet", reference: "diet", type: "radio" },
  { id: "q2aaaaaaaaaaa", name: "Company", reference: null, type: "open" },
];
const visitors = targetsOf("visitors", questions);

test.each([
  ["English", "First name,Surname,Company,E-mail address,Phone,Mobile,Street,House number,Zip code,City,Country,Job title"],
  ["Dutch", "Voornaam,Achternaam,Bedrijf,E-mailadres,Telefoon,Mobiel,Straat,Huisnummer,Postcode,Plaats,Land,Functie"],
  ["German", "Vorname,Nachname,Firma,E-Mail,Telefon,Mobil,Straße,Hausnummer,PLZ,Ort,Land,Funktion"],
  ["French", "Prénom,Nom,Société,Courriel,Téléphone,Portable,Rue,Numéro,Code postal,Ville,Pays,Fonction"],
  ["the wire's names", "contact.firstName,contact.lastName,contact.company,contact.email,contact.phone1,contact.phone2,address.postal.address,houseNumber,postalCode,city,country,jobFunction"],
])("headings in %s are known", (_, headings) => {
  expect(suggestTargets(headings.split(","), visitors, [])).toEqual([
    "contact.firstName",
    "contact.lastName",
    "contact.company",
    "contact.email",
    "contact.phone1",
    "contact.phone2",
    "address.postal.address",
    "address.postal.houseNumber",
    "address.postal.postalCode",
    "address.postal.city",
    "address.postal.country",
    "contact.jobFunction",
  ]);
});

test("every label leads back to its own target, so that an export can be imported", () => {
  for (const targets of [visitors, targetsOf("partners")]) {
    const labels = targets.map(({ label }) => label);
    expect(new Set(labels).size).toBe(labels.length);
    expect(suggestTargets(labels, targets, [])).toEqual(targets.map(({ key }) => key));
  }
});

test("a question is known by its reference, and never takes what a heading says first", () => {
  expect(suggestTargets(["Diet", "Company", "Firma"], visitors, [])).toEqual(["answers.q1aaaaaaaaaaa", "contact.company", ""]);
});

test("a name alone may be the whole name, beside a first name it is the last", () => {
  expect(suggestTargets(["Name"], visitors, [])).toEqual([""]);
  expect(suggestTargets(["Vorname", "Name"], visitors, [])).toEqual(["contact.firstName", "contact.lastName"]);
  expect(suggestTargets(["Name", "Stand"], targetsOf("partners"), [])).toEqual(["name", "boothNumber"]);
  expect(suggestTargets(["Company", "Stand"], targetsOf("partners"), [])).toEqual(["name", "boothNumber"]);
  expect(suggestTargets(["Name", "Company"], targetsOf("partners"), [])).toEqual(["name", "contact.company"]);
});

test("what no heading tells, the cells may: e-mail addresses are recognised", () => {
  const samples = [["a@b.example", "x"], ["c@d.example", "y"]];
  expect(suggestTargets(["Login", "Other"], visitors, samples)).toEqual(["contact.email", ""]);
});
