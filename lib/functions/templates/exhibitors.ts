import type { Template } from "./template";

export const exhibitors: Template = {
  id: "exhibitors",
  kind: "endpoint",
  name: "Exhibitor list for a website",
  text: "Answers with the exhibitors of an event as JSON, which websites may show and browsers may keep for a while.",
  code: String.raw`// Exhibitor list for a website
//
// A website asks this function's address for the exhibitors of an event: all of them, or with ?hall=3 those of one hall.
// It is told how long it may keep the list, and whoever asks again with the ETag seen last gets a short 304 when nothing changed.

// The id of the event. While this is empty: the event that is running, or the next one to begin.
const expoId = "";
const keptSeconds = 300;

export default async function (event) {
  const { method, query, headers } = event.request;
  if (method !== "GET" && method !== "HEAD") return { status: 405, headers: { allow: "GET, HEAD" }, body: { error: "This list can only be read." } };

  const expo = expoId || (await findExpo());
  if (!expo) return { status: 404, body: { error: "There is no event." } };

  const exhibitors = [];
  for await (const page of visit.partners.changes(expo, { showDeleted: false })) {
    for (const partner of page) if (!query.hall || partner.hall === query.hall) exhibitors.push(toExhibitor(partner));
  }
  exhibitors.sort((left, right) => (left.name.toLowerCase() < right.name.toLowerCase() ? -1 : 1));

  const body = JSON.stringify(exhibitors);
  const etag = '"' + crypto.sha256(body, "base64url").slice(0, 22) + '"';
  const answer = {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "public, max-age=" + keptSeconds,
    "access-control-allow-origin": "*", // pages of every website may read it
    etag,
  };
  const known = (headers["if-none-match"] ?? "").split(",").map((tag) => tag.trim().replace("W/", ""));
  return known.includes(etag) ? { status: 304, headers: answer } : { status: 200, headers: answer, body };
}

/**
 * What everybody may read: no person, no telephone number, no mail address.
 * @param {Partner} partner
 */
function toExhibitor({ id, name, hall, boothNumber, contact }) {
  const [address] = contact?.addresses ?? [];
  return { id, name, hall, stand: boothNumber, website: contact?.website ?? null, country: address?.country ?? null };
}

async function findExpo() {
  const now = new Date().toISOString();
  const expos = (await visit.expos.list({ limit: 1000 })).filter(({ end }) => end > now);
  expos.sort((left, right) => (left.start < right.start ? -1 : 1));
  return expos[0]?.id;
}
`,
};
