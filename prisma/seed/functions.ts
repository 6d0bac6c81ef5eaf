import { newSecret } from "@/lib/api-keys/secret";
import { apiKeyRows } from "./api-key";
import type { Row } from "./copy";
import type { Random } from "./random";

/** Known ids: an address to show, and to test with. */
export const demoFunctions = { task: "demobackgtask", endpoint: "demoendpoint1" };

/**
 * A background task and an endpoint function, both published, and the API key they work with. The task has not run yet: its
 * first run is the engine's. Nobody knows the token of the endpoint's link, so that it is renewed before it can be called.
 */
export function functionRows(random: Random, organisationId: string, ownerId: string, now: Date): [table: string, rows: Row[]][] {
  const apiKeyId = random.id();
  const shared = { organisationId, apiKeyId, publishedVersion: 1, draftSavedAt: now, draftSavedById: ownerId, createdAt: now, createdById: ownerId, memoryBytes: 64 * 1024 * 1024, zone: "Europe/Amsterdam", mailTo: [] };
  const functions = [
    { ...shared, id: demoFunctions.task, kind: "task", name: "New registrations in the log", key: null, draft: newRegistrations, timeoutMs: 60_000, everyMinutes: 9, nextRunAt: now },
    { ...shared, id: demoFunctions.endpoint, kind: "endpoint", name: "Exhibitors for the website", key: "exhibitors", draft: exhibitors, timeoutMs: 30_000, everyMinutes: null, nextRunAt: null },
  ];
  return [
    ...apiKeyRows(apiKeyId, organisationId, newSecret(), { comments: "Functions of the demo", createdById: ownerId, isUsableByFunctions: true }),
    ["function", functions],
    ["function_version", functions.map(({ id, draft }) => ({ functionId: id, number: 1, code: draft, note: "First version", publishedAt: now, publishedById: ownerId }))],
  ];
}

const newRegistrations = `// Notes whoever has registered since the last run.
export default async function (event) {
  const expos = await visit.expos.list();
  const now = new Date().toISOString();
  const running = expos.find(({ start, end }) => start <= now && now <= end);
  if (!running) return "There is no event today.";

  let since = await state.get(running.id);
  let count = 0;
  for await (const page of visit.visitors.changes(running.id, { since, showDeleted: false, registrationStates: ["registered"] })) {
    count += page.length;
    since = page.nextRevision;
  }
  await state.set(running.id, since);
  console.log(\`\${running.name}: \${count} registrations are new or changed\`);
  return { expo: running.name, count };
}
`;

const exhibitors = `// The exhibitors of an event as a website wants them: GET …?expo=<id>
export default async function (event) {
  const { expo } = event.request.query;
  if (!expo) return { status: 400, body: { error: "Say which event: ?expo=<id>" } };

  const exhibitors = [];
  for await (const page of visit.partners.changes(expo, { showDeleted: false })) {
    for (const { name, hall, boothNumber } of page) exhibitors.push({ name, hall, stand: boothNumber });
  }
  exhibitors.sort((left, right) => (left.name < right.name ? -1 : 1));
  return exhibitors;
}
`;
