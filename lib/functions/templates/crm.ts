import type { Template } from "./template";

export const crm: Template = {
  id: "crm",
  kind: "task",
  name: "New registrations to a CRM",
  text: "Sends who registers, changes or cancels to a CRM, in batches, and goes on where the last run ended.",
  secrets: [{ name: "crmToken", text: "the token the CRM takes in its Authorization header" }],
  code: String.raw`// New registrations to a CRM
//
// Whoever registers, and whoever changes or cancels a registration, is sent to the CRM. Each run goes on at the revision where
// the last successful one ended. A run that fails remembers nothing, so the next one sends the same batches again: nothing is
// lost, and because the CRM files each contact under its externalId, nothing is there twice.

// Where the CRM takes contacts. While this is empty, a run only logs what it would send.
const address = "";

const batchSize = 200; // registrations in a request
const mostRequests = 40; // in a run; Visit allows 50. What is left over waits for the next run.
const mostMilliseconds = 40000; // likewise: a run that is ended by its time limit would remember nothing

// An invitation that was never taken up is not the CRM's business yet.
const states = ["registered", "cancelled", "unregistered"];

export default async function (event) {
  const now = new Date().toISOString();
  let pages = 0;
  let sent = 0;

  for (const expo of await visit.expos.list({ limit: 1000 })) {
    if (expo.end < now) continue;
    let since = (await state.get(expo.id)) ?? 0;

    for await (const page of visit.visitors.changes(expo.id, { since, limit: batchSize })) {
      if (pages === mostRequests || performance.now() > mostMilliseconds) break;
      const contacts = page.filter(({ deleted, registrationState }) => deleted || states.includes(registrationState)).map(toContact);
      if (contacts.length > 0) await send(expo, contacts);
      since = page.nextRevision;
      sent += contacts.length;
      pages += 1;
    }
    if (address !== "") await state.set(expo.id, since);
  }
  return { sent };
}

/**
 * What the CRM is told. Of a deleted registration only the ids are left.
 * @param {Visitor} visitor
 */
function toContact({ id, revision, deleted, registrationState, registrationType, contact, language, registerTime }) {
  return {
    externalId: id,
    revision, // higher than that of anything sent about this registration before
    status: deleted ? "deleted" : registrationState,
    type: registrationType.name,
    firstName: contact.firstName,
    lastName: [contact.lastNamePrefix, contact.lastName].filter(Boolean).join(" "),
    company: contact.company,
    email: contact.email,
    phone: contact.phone1,
    language,
    registeredAt: registerTime,
  };
}

async function send(expo, contacts) {
  if (address === "") {
    console.log("Would send", contacts.length, "contacts of", expo.name, contacts[0]);
    return;
  }
  const answer = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: "Bearer " + (await secrets.get("crmToken")) },
    body: JSON.stringify({ event: expo.name, contacts }),
    signal: AbortSignal.timeout(20000),
  });
  if (!answer.ok) throw new Error("The CRM answered " + answer.status + ": " + (await answer.text()).slice(0, 500));
  console.log("Sent", contacts.length, "contacts of", expo.name);
}
`,
};
