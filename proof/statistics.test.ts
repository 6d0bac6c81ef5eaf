import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newSecret } from "@/lib/api-keys/secret";
import { newId } from "@/lib/core/ids";
import { apiKeyRows } from "@/prisma/seed/api-key";
import { copyRows } from "@/prisma/seed/copy";
import { ServerProcess } from "./server-process";
import { report, sized } from "./size";
import { foundTroupe, openStage, type Stage, type Troupe } from "./stage";

const scene: { stage?: Stage; servers: ServerProcess[]; troupe?: Troupe } = { servers: [] };

beforeAll(async () => {
  const stage = await openStage();
  scene.stage = stage;
  scene.servers = [stage.server, await ServerProcess.start(stage.url)];
  scene.troupe = await foundTroupe(stage.client, "statistics", 20);
}, 120_000);
afterAll(async () => {
  await scene.servers[1]?.stop();
  await scene.stage?.close();
});

/** What a client asks, and the class of the answer it must get. */
type Plan = { operation: string; statusClass: number; method?: string; path: string; body?: string };
/** How often a call of one key, operation, status class and minute was sent and answered; a call that may be of either of two minutes is no more than possible in both. */
type Tally = { answered: number; possible: number };

const plans = (eventId: string): Plan[] => [
  { operation: "expos.list", statusClass: 2, path: "/json/expos" },
  { operation: "visitors.list", statusClass: 2, path: `/xml/visitors/${eventId}?limit=2` },
  { operation: "visitors.get", statusClass: 4, path: `/json/visitors/${eventId}/0000000000000` },
  { operation: "visitors.list", statusClass: 4, path: `/json/visitors/${eventId}?limit=0` },
  { operation: "visitors.create", statusClass: 4, method: "POST", path: `/xml/visitors/${eventId}`, body: "<visitor><contact>7</contact></visitor>" },
];

/** Sends calls from many clients to both servers, and remembers what became of them. */
class Clients {
  readonly tallies = new Map<string, Tally>();
  sent = 0;
  lost = 0;
  /** answers that were none to the question, such as 503 of a server that has only just begun: of these some know no key, and so do not count */
  readonly odd: number[] = [];
  constructor(private readonly key: { id: string; authorization: string }, private readonly eventId: string) {}

  async send(calls: number, clients: number): Promise<void> {
    const asked = plans(this.eventId);
    const client = async (at: number) => {
      for (let turn = at; this.sent < calls; turn++) {
        this.sent++;
        await this.#call(scene.servers[(at + this.lost) % 2], asked[turn % asked.length]); // whoever lost one goes to the other server
      }
    };
    await Promise.all(Array.from({ length: clients }, (_, at) => client(at)));
  }

  async #call(server: ServerProcess | undefined, plan: Plan | undefined): Promise<void> {
    if (!server || !plan) throw new Error("There are servers and plans.");
    const sentAt = minuteNow();
    const status = await fetch(`${server.url}/create/v2${plan.path}`, { method: plan.method ?? "GET", headers: { authorization: this.key.authorization, ...(plan.body && { "content-type": "application/xml" }) }, ...(plan.body && { body: plan.body }) }).then(
      async (response) => (await response.arrayBuffer(), response.status),
      () => undefined,
    );
    const answeredAt = minuteNow();
    const isSure = status !== undefined && Math.floor(status / 100) === plan.statusClass && sentAt === answeredAt;
    for (let minute = sentAt; minute <= answeredAt; minute++) this.#tally(plan, minute, isSure);
    if (status === undefined) {
      this.lost++;
      await new Promise((done) => setTimeout(done, 50));
    } else if (Math.floor(status / 100) !== plan.statusClass) this.odd.push(status);
  }

  #tally({ operation, statusClass }: Plan, minute: number, isSure: boolean): void {
    const name = `${this.key.id} ${operation} ${statusClass} ${minute}`;
    const tally = this.tallies.get(name) ?? { answered: 0, possible: 0 };
    tally.possible++;
    if (isSure) tally.answered++;
    this.tallies.set(name, tally);
  }
}

test("calls that nobody disturbs are all counted, by key, operation, status class and minute", async () => {
  const clients = new Clients(await makeKey(), scene.troupe?.eventId ?? "");
  await clients.send(sized(50_000, 500), 16);
  expect([clients.lost, clients.odd]).toEqual([0, []]);
  const counted = await countedAtLast();
  for (const [name, { answered, possible }] of clients.tallies) {
    expect([name, counted.get(name) ?? 0]).toEqual([name, within(counted.get(name) ?? 0, answered, possible)]);
  }
  expect(sumOf(counted, clients)).toBe(clients.sent);
}, 600_000);

test("whichever process is killed, whenever: answered is never more than counted, and counted never more than sent", async () => {
  const clients = new Clients(await makeKey(), scene.troupe?.eventId ?? "");
  const killing = { isOver: false, kills: 0, minutes: new Set<number>() };
  const kill = async () => {
    while (!killing.isOver) {
      const mark = clients.sent + sized(20_000, 600) * (0.5 + Math.random());
      while (clients.sent < mark && !killing.isOver) await new Promise((done) => setTimeout(done, 5));
      if (killing.isOver) return;
      const server = scene.servers[killing.kills++ % 2];
      killing.minutes.add(minuteNow());
      await server?.kill();
      await server?.restart();
      killing.minutes.add(minuteNow());
    }
  };
  const sending = clients.send(sized(1_000_000, 2000), 32).finally(() => (killing.isOver = true));
  await Promise.all([sending, kill()]);
  const counted = await countedAtLast();
  let undisturbed = 0;
  for (const [name, { answered, possible }] of clients.tallies) {
    const count = counted.get(name) ?? 0;
    expect([name, count]).toEqual([name, within(count, answered, possible)]);
    if (answered === possible && !killing.minutes.has(Number(name.split(" ").at(-1)))) undisturbed++;
  }
  const total = sumOf(counted, clients);
  expect(total).toBeGreaterThanOrEqual(clients.sent - clients.lost - clients.odd.length);
  expect(total).toBeLessThanOrEqual(clients.sent);
  expect([killing.kills > 0, clients.lost > 0]).toEqual([true, true]);
  if (clients.odd.length > 0) report(`odd answers: ${[...new Set(clients.odd)].join(", ")}`);
  report(`${clients.sent.toLocaleString("en-GB")} calls, ${killing.kills} kills, ${clients.lost} calls without an answer, ${clients.odd.length} refused by a server that had just begun, ${total.toLocaleString("en-GB")} counted; of ${clients.tallies.size} buckets ${undisturbed} were undisturbed and equal`);
}, 3_600_000);

/** The nearest number that would be right. */
function within(count: number, least: number, most: number): number {
  return Math.min(Math.max(count, least), most);
}

function sumOf(counted: ReadonlyMap<string, number>, { tallies }: Clients): number {
  return [...tallies.keys()].reduce((sum, name) => sum + (counted.get(name) ?? 0), 0);
}

/** What is counted once every journal is, those of killed processes too. */
async function countedAtLast(): Promise<Map<string, number>> {
  await expect.poll(uncounted, { timeout: 60_000, interval: 100 }).toEqual([]);
  const { rows } = await client().query<{ name: string; calls: number }>(
    `SELECT format('%s %s %s %s', c."keyId", k.operation, k."statusClass", extract(epoch FROM c.bucket)::bigint / 60) AS name, sum(c.calls)::int AS calls
       FROM (SELECT "keyId", "kindId", bucket, calls FROM statistics_minute WHERE "keyId" <> '' UNION ALL SELECT "keyId", "kindId", bucket, calls FROM statistics_delta) c
       JOIN statistics_kind k ON k.id = c."kindId" WHERE k.operation <> '*' GROUP BY 1`,
  );
  return new Map(rows.map(({ name, calls }) => [name, calls]));
}

/** Journals that hold something that is not counted yet. */
async function uncounted(): Promise<string[]> {
  const files = scene.servers.flatMap(({ dataDir }) => (existsSync(join(dataDir, "journal")) ? readdirSync(join(dataDir, "journal")).map((name) => join(dataDir, "journal", name)) : []));
  const { rows } = await client().query<{ id: string; flushed: string }>("SELECT id, flushed FROM statistics_source");
  const flushed = new Map(rows.map((row) => [row.id, Number(row.flushed)]));
  return files.filter((file) => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > (flushed.get(file.split("/").at(-1)?.split(".")[0] ?? "") ?? 0));
}

function client() {
  if (!scene.stage) throw new Error("There is a stage.");
  return scene.stage.client;
}

async function makeKey(): Promise<{ id: string; authorization: string }> {
  const id = newId();
  const secret = newSecret();
  for (const [table, rows] of apiKeyRows(id, scene.troupe?.organisationId ?? "", secret, { limits: { parallel: 200, queued: 2000 } })) await copyRows(client(), table, rows);
  return { id, authorization: `Basic ${Buffer.from(`${secret}:`).toString("base64")}` };
}

function minuteNow(): number {
  return Math.floor(Date.now() / 60_000);
}
