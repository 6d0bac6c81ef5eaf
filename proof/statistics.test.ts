import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newSecret } from "@/lib/api-keys/secret";
import { newId } from "@/lib/core/ids";
import { apiKeyRows } from "@/prisma/seed/api-key";
import { copyRows } from "@/prisma/seed/copy";
import { ServerProcess } from "./server-process";
import { isFull, report, sized } from "./size";
import { foundTroupe, openStage, type Stage, type Troupe } from "./stage";

const scene: { stage?: Stage; troupe?: Troupe } = {};

beforeAll(async () => {
  const stage = await openStage();
  scene.stage = stage;
  scene.troupe = await foundTroupe(stage.client, "statistics", 20);
}, 120_000);
afterAll(() => scene.stage?.close());

/** What a client asks, and the class of the answer it must get. */
type Plan = { operation: string; statusClass: number; method?: string; path: string; body?: string; isUntold?: boolean };
/** How often a call of one key, operation, status class and minute was sent and answered; a call that may be of either of two minutes is no more than possible in both. */
type Tally = { answered: number; possible: number };
type Key = { id: string; authorization: string };

/** @param isDisturbed  a server that has only just begun says 404 to an unknown path whether it could look up the key or not, so nobody can say whether that must be counted */
const plans = (eventId: string, isDisturbed: boolean): Plan[] => [
  { operation: "expos.list", statusClass: 2, path: "/json/expos" },
  { operation: "visitors.list", statusClass: 2, path: `/xml/visitors/${eventId}?limit=2` },
  { operation: "visitors.get", statusClass: 4, path: `/json/visitors/${eventId}/0000000000000` },
  { operation: "visitors.list", statusClass: 4, path: `/json/visitors/${eventId}?limit=0` },
  { operation: "visitors.create", statusClass: 4, method: "POST", path: `/xml/visitors/${eventId}`, body: "<visitor><contact>7</contact></visitor>" },
  { operation: "none", statusClass: 4, path: "/json/nothing", isUntold: isDisturbed },
];

/** Sends calls with several keys from many clients to both servers, and remembers what became of them. */
class Clients {
  readonly tallies = new Map<string, Tally>();
  sent = 0;
  lost = 0;
  /** answers of which nobody can say whether they must be counted */
  untold = 0;
  /** answers that were none to the question, such as 503 of a server that has only just begun: of these some know no key, and so do not count */
  readonly odd: number[] = [];
  constructor(private readonly servers: readonly ServerProcess[], private readonly keys: readonly Key[], private readonly asked: readonly Plan[]) {}

  async send(calls: number, clients: number): Promise<void> {
    const client = async (at: number) => {
      for (let turn = at; this.sent < calls; turn++) {
        await turnOfMinute();
        this.sent++;
        await this.#call(this.servers[(at + this.lost) % 2], this.keys[turn % this.keys.length], this.asked[Math.floor(turn / this.keys.length) % this.asked.length]); // whoever lost one goes to the other server
      }
    };
    await Promise.all(Array.from({ length: clients }, (_, at) => client(at)));
  }

  async #call(server: ServerProcess | undefined, key: Key | undefined, plan: Plan | undefined): Promise<void> {
    if (!server || !key || !plan) throw new Error("There are servers, keys and plans.");
    const sentAt = minuteNow();
    const status = await fetch(`${server.url}/create/v2${plan.path}`, { method: plan.method ?? "GET", headers: { authorization: key.authorization, ...(plan.body && { "content-type": "application/xml" }) }, ...(plan.body && { body: plan.body }) }).then(
      async (response) => (await response.arrayBuffer(), response.status),
      () => undefined,
    );
    const answeredAt = minuteNow();
    const isSure = status !== undefined && !plan.isUntold && Math.floor(status / 100) === plan.statusClass && sentAt === answeredAt;
    for (let minute = sentAt; minute <= answeredAt; minute++) this.#tally(key, plan, minute, isSure);
    if (status === undefined) {
      this.lost++;
      await sleep(50);
    } else if (Math.floor(status / 100) !== plan.statusClass) this.odd.push(status);
    else if (plan.isUntold) this.untold++;
  }

  #tally(key: Key, { operation, statusClass }: Plan, minute: number, isSure: boolean): void {
    const name = `${key.id} ${operation} ${statusClass} ${minute}`;
    const tally = this.tallies.get(name) ?? { answered: 0, possible: 0 };
    tally.possible++;
    if (isSure) tally.answered++;
    this.tallies.set(name, tally);
  }
}

test("calls that nobody disturbs are all counted, by key, operation, status class and minute, and the log has them or says how many it has not", async () => {
  await onServers({}, async (servers, folders) => {
    const clients = new Clients(servers, await makeKeys(3), plans(scene.troupe?.eventId ?? "", false));
    await clients.send(sized(50_000, 500), 16);
    expect([clients.lost, clients.odd]).toEqual([0, []]);
    const counted = await countedAtLast(folders);
    expect(wrongIn(counted, clients)).toEqual([]);
    expect(sumOf(counted, clients)).toBe(clients.sent);
    const logged = async () => (await client().query<{ calls: number }>(`SELECT (count(*) + sum(skipped))::int AS calls FROM logged_call WHERE "organisationId" = $1`, [scene.troupe?.organisationId])).rows[0]?.calls;
    await expect.poll(logged, { timeout: 10_000 }).toBe(clients.sent);
  });
}, 600_000);

test.each([
  { place: "each has a journal of its own", full: 1_000_000, settings: () => ({}) },
  { place: "both have their journals in one folder, and each counts what the other left", full: 400_000, settings: () => ({ VISIT_JOURNAL_DIR: folderOfAll() }) },
  { place: "there is no disk", full: 400_000, settings: () => ({ VISIT_JOURNAL_DIR: "none" }) },
])("whichever process is killed, whenever, where $place: answered is never more than counted, and counted never more than sent", async ({ place, full, settings }) => {
  await onServers(settings(), async (servers, folders) => {
    const clients = new Clients(servers, await makeKeys(5), plans(scene.troupe?.eventId ?? "", true));
    const killing = { isOver: false, kills: 0, minutes: new Set<number>() };
    const kill = async () => {
      while (!killing.isOver) {
        const mark = clients.sent + sized(20_000, 600) * (0.5 + Math.random());
        while (clients.sent < mark && !killing.isOver) await sleep(5);
        if (killing.isOver) return;
        const server = servers[killing.kills++ % 2];
        killing.minutes.add(minuteNow());
        await server?.kill();
        await server?.restart();
        killing.minutes.add(minuteNow());
        const peaceful = isFull && killing.kills % 4 === 0 ? minuteNow() + 2 : 0; // from time to time a whole minute
        while (minuteNow() < peaceful && !killing.isOver) await sleep(100);
      }
    };
    const sending = clients.send(sized(full, 1200), 32).finally(() => (killing.isOver = true));
    await Promise.all([sending, kill()]);
    const counted = await countedAtLast(folders);
    expect(wrongIn(counted, clients)).toEqual([]);
    const undisturbed = [...clients.tallies].filter(([name, { answered, possible }]) => answered === possible && !killing.minutes.has(Number(name.split(" ").at(-1)))).length;
    const total = sumOf(counted, clients);
    expect(total).toBeGreaterThanOrEqual(clients.sent - clients.lost - clients.odd.length - clients.untold);
    expect(total).toBeLessThanOrEqual(clients.sent);
    expect([killing.kills > 0, clients.lost > 0]).toEqual([true, true]);
    if (isFull) expect(undisturbed).toBeGreaterThan(0);
    if (clients.odd.length > 0) report(`odd answers: ${[...new Set(clients.odd)].join(", ")}`);
    report(`${place}: ${clients.sent.toLocaleString("en-GB")} calls, ${killing.kills} kills, ${clients.lost} calls without an answer, ${clients.odd.length} refused by a server that had just begun, ${total.toLocaleString("en-GB")} counted; of ${clients.tallies.size} buckets ${undisturbed} were undisturbed and equal`);
  });
}, 7_200_000);

/** Two servers on the stage's database. `folders`: where their journals lie. */
async function onServers(settings: Record<string, string>, work: (servers: readonly ServerProcess[], folders: readonly string[]) => Promise<void>): Promise<void> {
  const url = scene.stage?.url ?? "";
  const servers = [await ServerProcess.start(url, settings), await ServerProcess.start(url, settings)];
  try {
    await Promise.all(servers.map(warm));
    await work(servers, settings.VISIT_JOURNAL_DIR ? [settings.VISIT_JOURNAL_DIR] : servers.map(({ dataDir }) => join(dataDir, "journal")));
  } finally {
    for (const server of servers) await server.stop();
    if (settings.VISIT_JOURNAL_DIR?.startsWith(tmpdir())) rmSync(settings.VISIT_JOURNAL_DIR, { recursive: true });
  }
}

/** Calls of nobody, until the server has its connections to the database: what comes too early on a busy machine is refused. */
async function warm({ url }: ServerProcess): Promise<void> {
  const status = async () => (await fetch(`${url}/create/v2/expos`, { headers: { authorization: `Bearer ${newSecret()}` } })).status;
  while (new Set(await Promise.all(Array.from({ length: 16 }, status))).size > 1) await sleep(100);
}

function folderOfAll(): string {
  return mkdtempSync(join(tmpdir(), "visit-proof-journals-"));
}

/** Buckets in which more was answered than counted, or counted than sent. */
function wrongIn(counted: ReadonlyMap<string, number>, { tallies }: Clients): string[] {
  return [...tallies].flatMap(([name, { answered, possible }]) => {
    const count = counted.get(name) ?? 0;
    return answered <= count && count <= possible ? [] : [`${name}: ${answered} answered, ${count} counted, ${possible} sent`];
  });
}

function sumOf(counted: ReadonlyMap<string, number>, { tallies }: Clients): number {
  return [...tallies.keys()].reduce((sum, name) => sum + (counted.get(name) ?? 0), 0);
}

/** What is counted once every journal is, those of killed processes too. */
async function countedAtLast(folders: readonly string[]): Promise<Map<string, number>> {
  await expect.poll(() => uncounted(folders), { timeout: 60_000, interval: 100 }).toEqual([]);
  const { rows } = await client().query<{ name: string; calls: number }>(
    `SELECT format('%s %s %s %s', c."keyId", k.operation, k."statusClass", extract(epoch FROM c.bucket)::bigint / 60) AS name, sum(c.calls)::int AS calls
       FROM (SELECT "keyId", "kindId", bucket, calls FROM statistics_minute WHERE "keyId" <> '' UNION ALL SELECT "keyId", "kindId", bucket, calls FROM statistics_delta) c
       JOIN statistics_kind k ON k.id = c."kindId" WHERE k.operation <> '*' GROUP BY 1`,
  );
  return new Map(rows.map(({ name, calls }) => [name, calls]));
}

/** Journals that hold something that is not counted yet. */
async function uncounted(folders: readonly string[]): Promise<string[]> {
  const files = folders.filter((folder) => existsSync(folder)).flatMap((folder) => readdirSync(folder).map((name) => join(folder, name))); // prettier-ignore
  const { rows } = await client().query<{ id: string; flushed: string }>("SELECT id, flushed FROM statistics_source");
  const flushed = new Map(rows.map((row) => [row.id, Number(row.flushed)]));
  return files.filter((file) => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > (flushed.get(file.split("/").at(-1)?.split(".")[0] ?? "") ?? 0));
}

function client() {
  if (!scene.stage) throw new Error("There is a stage.");
  return scene.stage.client;
}

async function makeKeys(count: number): Promise<Key[]> {
  const keys: Key[] = [];
  while (keys.length < count) {
    const id = newId();
    const secret = newSecret();
    for (const [table, rows] of apiKeyRows(id, scene.troupe?.organisationId ?? "", secret, { limits: { parallel: 200, queued: 2000 } })) await copyRows(client(), table, rows);
    keys.push({ id, authorization: `Basic ${Buffer.from(`${secret}:`).toString("base64")}` });
  }
  return keys;
}

/** In full the last second of a minute has no calls, so that most minutes have only such as are surely theirs. */
async function turnOfMinute(): Promise<void> {
  const leftMs = 60_000 - (Date.now() % 60_000);
  if (isFull && leftMs < 1000) await sleep(leftMs);
}

function minuteNow(): number {
  return Math.floor(Date.now() / 60_000);
}

function sleep(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
