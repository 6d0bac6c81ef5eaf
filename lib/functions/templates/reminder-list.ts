import type { Template } from "./template";

export const reminderList: Template = {
  id: "reminder-list",
  kind: "task",
  name: "Invited → reminder list",
  text: "Keeps a list in a mailing tool of who is invited and has not registered yet, for reminders before the event.",
  secrets: [{ name: "mailingToken", text: "the token the mailing tool takes in its Authorization header" }],
  code: String.raw`// Invited → reminder list
//
// Replaces a list in a mailing tool by those who are invited to an event and have not finished registering. Because each run
// sends the whole list, there is nothing to remember and nothing to repair: who has registered, was deleted or has no mail
// address is simply not on the next one. Once a day is a good schedule; the mailing tool decides when it writes to them.

// The folder of lists, ending in a slash; each event's id is the name of its list. While this is empty, a run only logs the list.
const address = "";

const daysBefore = 28; // reminders are of use so long before an event begins, and not once it has begun

export default async function (event) {
  const now = Date.now();
  const lists = [];
  for (const expo of await visit.expos.list({ limit: 1000 })) {
    if (Date.parse(expo.end) < now) continue;
    const daysLeft = (Date.parse(expo.start) - now) / 86400000;
    const members = daysLeft > 0 && daysLeft <= daysBefore ? await waitingFor(expo) : [];
    await replaceList(expo, members);
    lists.push({ event: expo.name, members: members.length });
  }
  return { lists };
}

/** Who is invited and has not registered, each mail address once. */
async function waitingFor(expo) {
  const members = new Map();
  for await (const page of visit.visitors.changes(expo.id, { showDeleted: false, registrationStates: ["invited", "incomplete"] })) {
    for (const { id, contact, language, registrationState } of page) {
      const email = contact.email?.trim().toLowerCase();
      if (!email) continue;
      const hasBegun = registrationState === "incomplete"; // began to register, and stopped: they may want another reminder
      members.set(email, { reference: id, email, firstName: contact.firstName, lastName: contact.lastName, language, hasBegun });
    }
  }
  return [...members.values()];
}

async function replaceList(expo, members) {
  if (address === "") {
    console.log("Would put", members.length, "on the list of", expo.name, members[0]);
    return;
  }
  const answer = await fetch(address + expo.id, {
    method: "PUT",
    headers: { "content-type": "application/json", authorization: "Bearer " + (await secrets.get("mailingToken")) },
    body: JSON.stringify({ name: "Invited to " + expo.name, members }),
    signal: AbortSignal.timeout(30000),
  });
  if (!answer.ok) throw new Error("The list of " + expo.name + " was not taken: " + answer.status + " " + (await answer.text()).slice(0, 500));
}
`,
};
