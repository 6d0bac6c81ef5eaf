import type { Template } from "./template";

export const registrationsIn: Template = {
  id: "registrations-in",
  kind: "endpoint",
  name: "External registrations into Visit",
  text: "Takes registrations from a shop, a form or another system, one or many at a time, and never makes one twice.",
  code: String.raw`// External registrations into Visit
//
// Another system posts registrations to this function's address, one or a list of them, as JSON (a form works too):
//   { "reference": "shop-20418", "email": "ada@example.org", "firstName": "Ada", "lastName": "Lovelace", "company": "Engines Ltd" }
// The reference is the sender's own. What is sent again under the same one, because an answer got lost or because something
// changed, updates that registration: it never makes a second.

// The id of the event. While this is empty: the event that is running, or the next one to begin.
const expoId = "";
const mostAtOnce = 100;

export default async function (event) {
  const { method, body } = event.request;
  if (method !== "POST") return { status: 405, headers: { allow: "POST" }, body: { error: "Send registrations with POST." } };

  const sent = Array.isArray(body) ? body : [body];
  if (sent.length > mostAtOnce) return { status: 400, body: { error: "Send at most " + mostAtOnce + " registrations at once." } };
  const faults = sent.flatMap((registration, index) => faultsOf(registration).map((fault) => ({ index, ...fault })));
  if (faults.length > 0) return { status: 400, body: { error: "Nothing was registered.", faults } };

  const expo = expoId || (await findExpo());
  if (!expo) return { status: 404, body: { error: "There is no event to register for." } };

  const results = [];
  for (const registration of sent) results.push(await register(expo, registration));
  const isRefused = results.some(({ faults }) => faults);
  return { status: isRefused ? 422 : 200, body: Array.isArray(body) ? results : results[0] };
}

/** What the sender must put right before anything is registered. */
function faultsOf(registration) {
  if (typeof registration !== "object" || registration === null) return [{ field: "", text: "must be an object with reference and email" }];
  return ["reference", "email"].filter((field) => typeof registration[field] !== "string" || registration[field].trim() === "").map((field) => ({ field, text: "must be a text that is not empty" }));
}

/** Registers somebody, or says why not. A registration that leaves mandatory questions open becomes an invitation. */
async function register(expo, { reference, email, firstName, lastName, company, phone, language, answers }) {
  const visitor = { reference, language, answers, contact: { email, firstName, lastName, company, phone1: phone } };
  try {
    const { id, registrationState } = await visit.visitors.create(expo, visitor, { match: "reference" });
    return { reference, id, state: registrationState };
  } catch (error) {
    // What is wrong with one registration does not keep the others out. Anything else is for this function's log, and a 500.
    if (!(error instanceof VisitError) || ![400, 409, 422].includes(error.status)) throw error;
    return { reference, faults: error.errors.length > 0 ? error.errors.map(({ field, description }) => ({ field: field.replace("contact.", ""), text: description })) : [{ field: "", text: error.message }] };
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
