import type { Kind } from "@/lib/functions/schema";

/** Whole functions, as the page shows them; its test holds them to what functions really see. */
export const examples = {
  task: example(
    "task",
    `export default async function (event) {
  const [expo] = await visit.expos.list({ reference: "water-2027" });
  const visitor = await visit.visitors.create(expo.id, {
    reference: "crm-4711",
    contact: { email: "ada@lovelace.example", firstName: "Ada" },
  }, { match: "reference" });
  console.log("Now", visitor.registrationState, visitor.id);
  return { scheduledAt: event.scheduledAt };
}`,
  ),
  errors: example(
    "task",
    `export default async function (event) {
  const [expo] = await visit.expos.list();
  try {
    await visit.partners.create(expo.id, { name: "Engines Ltd", registrationType: { reference: "exhibitor" } });
  } catch (error) {
    if (!(error instanceof VisitError) || error.status !== 422) throw error;
    for (const { field, description } of error.errors) console.warn(field, description);
  }
}`,
  ),
  fetch: example(
    "task",
    `export default async function (event) {
  const answer = await fetch("https://crm.example/api/contacts?changed=today", {
    headers: { authorization: "Bearer " + (await secrets.get("crmToken")) },
    signal: AbortSignal.timeout(10000),
  });
  if (!answer.ok) throw new Error("The CRM answered " + answer.status);
  const { contacts } = await answer.json();
  return contacts.length;
}`,
  ),
  cursor: example(
    "task",
    `export default async function (event) {
  const [expo] = await visit.expos.list({ reference: "water-2027" });
  let since = (await state.get("since")) ?? 0; // 0 in the first run
  for await (const page of visit.visitors.changes(expo.id, { since })) {
    await copy(page);
    since = page.nextRevision;
  }
  await state.set("since", since);
}

async function copy(visitors) {
  const answer = await fetch("https://data.example/visitors", {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(visitors),
  });
  if (!answer.ok) throw new Error("The copy was not taken: " + answer.status);
}`,
  ),
  endpoint: example(
    "endpoint",
    `export default async function (event) {
  const { method, query } = event.request;
  if (method !== "GET") return { status: 405, headers: { allow: "GET" } };

  const [expo] = await visit.expos.list({ reference: query.expo });
  if (!expo) return { status: 404, body: { error: "There is no such event." } };

  return { name: expo.name, from: expo.start, until: expo.end };
}`,
  ),
};

function example(kind: Kind, code: string): { kind: Kind; code: string } {
  return { kind, code };
}
