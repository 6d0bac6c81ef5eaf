import type { Template } from "./template";

export const webhookReceiver: Template = {
  id: "webhook-receiver",
  kind: "endpoint",
  name: "Webhook receiver with signature check",
  text: "Takes a payment service's signed webhooks, refuses forged and old ones, and tags the visitor who paid.",
  secrets: [{ name: "webhookSecret", text: "the signing secret that the sending service shows for this webhook" }],
  code: String.raw`// Webhook receiver with signature check
//
// A payment service tells this function what was paid. Anybody could pretend to be that service, so it signs what it sends:
//   X-Signature: t=1798115400,v1=5257a869e7…      (v1: HMAC-SHA256 of "<t>.<body>" with a secret both know, in hexadecimal)
//   { "id": "evt_1", "type": "payment.succeeded", "data": { "reference": "shop-20418" } }
// The visitor with that reference is tagged as paid. Senders repeat what they are not sure has arrived; tagging twice is
// tagging once. (For senders that sign as Standard Webhooks do, this function's settings have the check built in.)

// The id of the event. While this is empty: the event that is running, or the next one to begin.
const expoId = "";
const paidTag = "paid";
const toleranceSeconds = 300; // an older message may be somebody's recording

export default async function (event) {
  const { method, headers, text } = event.request;
  if (method !== "POST") return { status: 405, headers: { allow: "POST" }, body: { error: "Send events with POST." } };
  if (!(await isGenuine(headers["x-signature"], text))) return { status: 401, body: { error: "The signature is not right, or too old." } };

  const message = parse(text);
  if (typeof message?.type !== "string") return { status: 400, body: { error: "The body is no event." } };
  if (message.type !== "payment.succeeded") return { status: 200, body: { ignored: message.type } };

  const reference = message.data?.reference;
  if (typeof reference !== "string" || reference === "") return { status: 400, body: { error: "data.reference must say which registration was paid." } };
  const isFound = await addTag(expoId || (await findExpo()), reference);
  // Perhaps it was paid before the registration came in: a 404 makes the sender try again later.
  return isFound ? { status: 200, body: { paid: reference } } : { status: 404, body: { error: "There is no registration " + reference + "." } };
}

/** Whether the sender knows the secret, and signed this very text a moment ago. There may be several signatures while a secret is renewed. */
async function isGenuine(header = "", text) {
  if (header === "") return false;
  const secret = await secrets.get("webhookSecret");
  const parts = header.split(",").map((part) => part.trim().split("="));
  const signedAt = parts.find(([name]) => name === "t")?.[1] ?? "";
  const isFresh = Math.abs(Date.now() / 1000 - Number(signedAt)) <= toleranceSeconds;
  const expected = crypto.hmac("sha256", secret, signedAt + "." + text);
  return isFresh && parts.some(([name, signature = ""]) => name === "v1" && crypto.timingSafeEqual(signature, expected));
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @returns whether there is such a registration */
async function addTag(expo, reference) {
  if (!expo) return false;
  for (let tries = 1; ; tries += 1) {
    const [visitor] = await visit.visitors.list(expo, { reference, showDeleted: false });
    if (!visitor) return false;
    if (visitor.tags.includes(paidTag)) return true;
    try {
      // Only if nobody changed the visitor since it was read: a list of tags is replaced as a whole.
      await visit.visitors.update(expo, visitor.id, { tags: [...visitor.tags, paidTag] }, { ifMatch: '"' + visitor.revision + '.json"' });
      return true;
    } catch (error) {
      if (!(error instanceof VisitError) || error.status !== 412 || tries === 3) throw error;
    }
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
