import type { Template } from "./template";

export const erpPartners: Template = {
  id: "erp-partners",
  kind: "task",
  name: "Partner import from an ERP's XML",
  text: "Fetches the exhibitors from an ERP's XML, page by page, and creates or updates them by the ERP's number.",
  secrets: [{ name: "erpPassword", text: "user name and password for the ERP, as user:password" }],
  code: String.raw`// Partner import from an ERP's XML
//
// Reads the ERP's list of exhibitors and makes each a partner of the event, under the ERP's number: one that is there already
// is updated, never made again. What did not change in the ERP since it was imported is left alone, and so is what was changed
// in Visit meanwhile. Who is no longer in the list stays a partner; withdrawing a company is for somebody to decide.
//
// The XML looks like this. A next attribute leads to the following page:
//   <exhibitors next="https://erp.example/exhibitors?page=2">
//     <exhibitor number="10023">
//       <name>Engines Ltd</name> <email>sales@engines.example</email> <phone>+44 1 234</phone> <vat>GB123</vat>
//       <address><street>1 Mill Lane</street> <postcode>AB1 2CD</postcode> <city>Leeds</city> <country>GB</country></address>
//       <stand hall="3" size="24">A12</stand>
//     </exhibitor>
//   </exhibitors>

// The first page. While this is empty, a run imports nothing.
const address = "";
// The id of the event. While this is empty: the event that is running, or the next one to begin.
const expoId = "";

const mostPages = 40; // Visit allows 50 requests in a run
const mostWrites = 500; // what is left over waits for the next run

export default async function (event) {
  const expo = expoId || (await findExpo());
  if (!expo) return "There is no event to import for.";
  if (address === "") return "Write the address of the ERP's list at the top of this function.";

  const type = (await visit.registrationTypes.list(expo)).find((one) => one.type === "partner");
  if (!type) throw new Error("The event has no registration type for partners.");
  const imported = (await state.get(expo)) ?? {}; // by number, a digest of what was imported
  const refused = [];
  let written = 0;
  let unchanged = 0;

  let next = new URL(address).href;
  for (let pages = 0; next && pages < mostPages; pages += 1) {
    const { exhibitors, following } = await fetchPage(next);
    for (const exhibitor of exhibitors) {
      const number = exhibitor["@number"];
      const digest = crypto.sha256(JSON.stringify(exhibitor), "base64url").slice(0, 16);
      if (imported[number] === digest) unchanged += 1;
      else if (written + refused.length === mostWrites) break;
      else if (await write(expo, toPartner(exhibitor, type.id))) {
        imported[number] = digest;
        written += 1;
      } else refused.push(number ?? exhibitor.name);
    }
    next = following;
  }
  if (next) console.warn("The list goes on after", mostPages, "pages, which this run did not read.");
  await state.set(expo, imported);
  return { written, unchanged, refused };
}

/** One page of the ERP's list, and the address of the one after it. */
async function fetchPage(url) {
  const answer = await fetch(url, {
    headers: { accept: "application/xml", authorization: "Basic " + btoa(await secrets.get("erpPassword")) },
    signal: AbortSignal.timeout(20000),
  });
  if (!answer.ok) throw new Error("The ERP answered " + answer.status + " for " + url);
  const list = xml.parse(await answer.text(), { arrays: ["exhibitor"] }).exhibitors;
  if (list === undefined) throw new Error("What the ERP sent is no list of exhibitors.");
  const following = list["@next"] && new URL(list["@next"], url).href;
  // The password is for the ERP alone, wherever its list may point.
  if (following && new URL(following).origin !== new URL(address).origin) throw new Error("The next page is on another server: " + following);
  return { exhibitors: list.exhibitor ?? [], following };
}

/** An element without attributes and elements is a text; with them it is an object, its text under #text. */
function toPartner(exhibitor, registrationType) {
  const { name, email, phone, vat, address, stand } = exhibitor;
  const place = typeof stand === "object" ? { boothNumber: stand["#text"]?.trim(), hall: stand["@hall"], boothSize: stand["@size"] } : { boothNumber: stand };
  const street = address && { type: /** @type {const} */ ("visit"), address: address.street, postalCode: address.postcode, city: address.city, country: address.country };
  return {
    reference: exhibitor["@number"],
    name,
    registrationType,
    ...place,
    contact: { company: name, email, phone1: phone, vatNumber: vat, addresses: street ? [street] : [] },
  };
}

/** @returns whether Visit took it; if not, the log says why */
async function write(expo, partner) {
  try {
    if (!partner.reference) throw new TypeError("it has no number");
    await visit.partners.create(expo, partner, { match: "reference" });
    return true;
  } catch (error) {
    // One bad record does not keep the others out. What is wrong with more than the record ends the run, and the next one tries again.
    if (!(error instanceof TypeError) && !(error instanceof VisitError && [400, 409, 422].includes(error.status))) throw error;
    console.error("Not imported:", partner.reference, partner.name, error.message, error instanceof VisitError ? error.errors : "");
    return false;
  }
}

async function findExpo() {
  const now = new Date().toISOString();
  const expos = (await visit.expos.list({ limit: 1000 })).filter(({ end }) => end > now);
  expos.sort((left, right) => (left.start < right.start ? -1 : 1));
  return expos[0]?.id;
}
`,
};
