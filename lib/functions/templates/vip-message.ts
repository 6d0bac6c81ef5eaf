import type { Template } from "./template";

export const vipMessage: Template = {
  id: "vip-message",
  kind: "task",
  name: "Chat message on a VIP",
  text: "Tells a chat channel when a visitor tagged as VIP registers, and when they have come in.",
  secrets: [{ name: "chatUrl", text: "the address of the channel's incoming webhook, as Slack, Mattermost or Teams show it" }],
  code: String.raw`// Chat message on a VIP
//
// Looks at what changed since the last run. A VIP who registered, and one who came in, is told to a chat channel, each once.
// All that a run has to tell is one message: either it arrives and is remembered, or the next run tells it.
// Set this function's schedule to every minute when the greeting should be quick.

const tag = "vip";
const mostLines = 20; // in a message
const mostPages = 40; // of 500 changes, in a run; the next one goes on

export default async function (event) {
  // Until the secret is there, a run only logs what it would tell.
  const chatUrl = await secrets.get("chatUrl").catch(() => undefined);
  const now = new Date().toISOString();
  const lines = [];

  for (const expo of await visit.expos.list({ limit: 1000 })) {
    if (expo.end < now) continue;
    const { since, told = {} } = (await state.get(expo.id)) ?? {}; // told: what was told last, by the visitor's id
    let next = since;
    let pages = 0;

    for await (const page of visit.visitors.changes(expo.id, { since, limit: 500 })) {
      if (pages === mostPages) break;
      for (const visitor of page) {
        const news = newsOf(visitor);
        if (!news) delete told[visitor.id]; // cancelled, deleted, or no VIP any more
        else if (told[visitor.id] !== news) {
          told[visitor.id] = news;
          lines.push("*" + nameOf(visitor) + "* " + news + " (" + expo.name + ")");
        }
      }
      next = page.nextRevision;
      pages += 1;
    }
    if (chatUrl !== undefined) await state.set(expo.id, { since: next, told });
  }

  if (lines.length > 0) await tell(chatUrl, lines);
  return { told: lines.length };
}

/**
 * What there is to tell about a visitor at the moment; undefined when nothing.
 * @param {Visitor} visitor
 */
function newsOf({ deleted, tags, registrationState, attendanceState }) {
  if (deleted || registrationState !== "registered" || !tags.some((name) => name.toLowerCase() === tag)) return undefined;
  return attendanceState === "show" ? "is here" : "has registered";
}

/** @param {Visitor} visitor */
function nameOf({ contact }) {
  const name = [contact.firstName, contact.lastNamePrefix, contact.lastName].filter(Boolean).join(" ");
  return [name || contact.email, contact.company].filter(Boolean).join(", ");
}

async function tell(chatUrl, lines) {
  const more = lines.length > mostLines ? ["… and " + (lines.length - mostLines) + " more"] : [];
  const text = [...lines.slice(0, mostLines), ...more].join("\n");
  if (chatUrl === undefined) {
    console.log("Would tell:\n" + text);
    return;
  }
  const answer = await fetch(chatUrl, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ text }),
    signal: AbortSignal.timeout(20000),
  });
  if (!answer.ok) throw new Error("The chat answered " + answer.status + ": " + (await answer.text()).slice(0, 500));
}
`,
};
