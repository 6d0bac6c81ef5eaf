import type { Template } from "./template";

export const accounting: Template = {
  id: "accounting",
  kind: "task",
  name: "Registrations to an accounting CSV",
  text: "Puts new and changed registrations as CSV files where the accounting department picks them up.",
  secrets: [{ name: "accountingPassword", text: "user name and password for that place, as user:password" }],
  code: String.raw`// Registrations to an accounting CSV
//
// Each run puts one file for each event that had registrations, changes or cancellations since the last one. A file is named
// after the revision it begins at. When a run fails, the next one begins at the same revision, and replaces the file that may
// have arrived all the same: no line is lost, and no file is there twice. A registration that changes is in a later file
// again, under the same number.

// The folder that takes files with PUT, ending in a slash. While this is empty, a run only logs what it would put there.
const address = "";

const columns = ["Number", "State", "Registered", "Company", "VAT number", "Name", "E-mail", "Street", "Postcode", "Town", "Country", "Type"];
const delimiter = ";"; // what spreadsheets expect where the comma is the decimal sign
const mostPages = 20; // of 500 registrations, in a file; the next run goes on

export default async function (event) {
  const now = new Date().toISOString();
  const files = [];

  for (const expo of await visit.expos.list({ limit: 1000 })) {
    if (expo.end < now) continue;
    const since = (await state.get(expo.id)) ?? 0;
    let next = since;
    let pages = 0;
    const rows = [];

    for await (const page of visit.visitors.changes(expo.id, { since, limit: 500 })) {
      if (pages === mostPages) break;
      rows.push(...page.filter(isForAccounting).map(toRow));
      next = page.nextRevision;
      pages += 1;
    }

    if (rows.length > 0) {
      const name = "registrations-" + expo.id + "-" + since + ".csv";
      await put(name, csv.build(rows, { columns, delimiter }));
      files.push({ name, rows: rows.length });
    }
    if (address !== "") await state.set(expo.id, next);
  }
  return { files };
}

/**
 * Whatever was a registration once, which an invitation that nobody took up never was. A deleted one does not tell any more.
 * @param {Visitor} visitor
 */
function isForAccounting({ deleted, registerTime }) {
  return deleted || registerTime !== null;
}

/**
 * Of a deleted registration only the number and the state are left.
 * @param {Visitor} visitor
 */
function toRow({ id, deleted, registrationState, registerTime, contact, registrationType }) {
  const street = contact.addresses.find(({ type }) => type === "invoice") ?? contact.addresses[0];
  return {
    Number: id,
    State: deleted ? "deleted" : registrationState,
    Registered: registerTime?.slice(0, 10),
    Company: contact.company,
    "VAT number": contact.vatNumber,
    Name: [contact.firstName, contact.lastNamePrefix, contact.lastName].filter(Boolean).join(" "),
    "E-mail": contact.email,
    Street: [street?.address, street?.houseNumber, street?.houseNumberSuffix].filter(Boolean).join(" "),
    Postcode: street?.postalCode,
    Town: street?.city,
    Country: street?.country,
    Type: registrationType.name,
  };
}

async function put(name, text) {
  if (address === "") {
    console.log("Would put " + name + ":\n" + text.slice(0, 2000));
    return;
  }
  const answer = await fetch(address + name, {
    method: "PUT",
    headers: { "content-type": "text/csv; charset=utf-8", authorization: "Basic " + btoa(await secrets.get("accountingPassword")) },
    body: text,
    signal: AbortSignal.timeout(30000),
  });
  if (!answer.ok) throw new Error(name + " was not taken: " + answer.status + " " + (await answer.text()).slice(0, 500));
}
`,
};
