import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { Prisma, PrismaClient } from "@/lib/generated/prisma/client";
import { Announcer } from "./announce";
import type { Actor, Context } from "./context";
import { isVisitError, unavailable, VisitError } from "./errors";
import { runtime } from "./runtime";
import { Turnstile } from "./turnstile";

/** Prisma inside a write: every statement runs in the one transaction that holds the organisation's lock. */
export type Transaction = Prisma.TransactionClient;

/** The process's two pools and what guards them; one per runtime. */
export type Database = {
  /** reads of pages and verbs through Prisma, on the read pool */
  read: PrismaClient;
  /** hand-written hot reads: named statements, rows of text */
  query: <Row>(name: string, text: string, values: unknown[]) => Promise<Row[]>;
  /** only for `write()` and the bulk loader */
  writer: PrismaClient;
  turnstile: Turnstile;
  announcer: Announcer;
  close: () => Promise<void>;
};

/** To open a connection takes 10 to 20 ms, and its statements are to be planned anew; it is the next request that waits. */
const idleTimeoutMillis = 600_000;

export function openDatabase(url: string): Database {
  // The server cuts off what would otherwise hold an organisation's lock for ever.
  const options = "-c lock_timeout=5000 -c idle_in_transaction_session_timeout=10000 -c statement_timeout=30000 -c TimeZone=UTC";
  const readPool = new pg.Pool({ connectionString: url, max: 10, options, connectionTimeoutMillis: 5000, idleTimeoutMillis, application_name: "visit read" });
  readPool.on("error", () => undefined); // an idle connection that the server closed; the pool opens another
  const read = new PrismaClient({ adapter: new PrismaPg(readPool) });
  const writer = new PrismaClient({
    adapter: new PrismaPg({ connectionString: url, max: 6, options, connectionTimeoutMillis: 5000, idleTimeoutMillis, application_name: "visit write" }),
  });
  return {
    read,
    writer,
    query: async <Row>(name: string, text: string, values: unknown[]) => {
      try {
        return (await readPool.query({ name, text, values })).rows as Row[]; // the statement's author names the row's shape
      } catch (error) {
        throw toVisitError(error);
      }
    },
    turnstile: new Turnstile({ inside: 2, waiting: 100, patienceMs: 5000 }),
    announcer: new Announcer(readPool),
    close: async () => {
      await Promise.allSettled([read.$disconnect(), writer.$disconnect(), readPool.end()]);
    },
  };
}

/**
 * The only way to change anything: one transaction under the organisation's lock. The lock is held until the commit is
 * visible, so within an organisation commit order is revision order. Nothing but the database may be awaited in `work`.
 * A verb called inside another write (`ctx.within`) joins it: several changes, one commit.
 * @param before  runs in the transaction before the lock is waited for; it may refuse, and must change nothing
 * @throws unavailable  when the organisation's writers queue too long
 */
export async function write<T>(
  ctx: Pick<Context, "organisationId" | "within"> & Partial<Pick<Context, "actor">>,
  work: (tx: Transaction) => Promise<T>,
  before?: (tx: Transaction) => Promise<void>,
): Promise<T> {
  if (ctx.within) return work(ctx.within);
  const { database } = runtime();
  const leave = await database.turnstile.enter(ctx.organisationId);
  try {
    const { result, closed } = await database.writer.$transaction(
      async (tx) => {
        await before?.(tx);
        await tx.$executeRaw`SELECT visit_open(${ctx.organisationId}, ${actorText(ctx.actor)})`;
        const result = await work(tx);
        const [closed] = await tx.$queryRaw<{ revision: bigint | null; topics: string }[]>`SELECT revision, topics FROM visit_close()`;
        return { result, closed };
      },
      { isolationLevel: Prisma.TransactionIsolationLevel.ReadCommitted, maxWait: 5000, timeout: 15_000 },
    );
    if (closed?.revision) database.announcer.say(ctx.organisationId, closed.revision, closed.topics.trim().split(" "));
    return result;
  } catch (error) {
    throw toVisitError(error);
  } finally {
    leave();
  }
}

/** Who acts, as the history keeps it: `kind:id`. Without an actor a write leaves no history. */
export function actorText(actor: Actor | undefined): string {
  if (!actor) return "";
  if (actor.kind === "system") return "system:";
  return `${actor.kind === "key" && actor.origin === "function" ? "function" : actor.kind}:${actor.id}`;
}

/** Prisma's and PostgreSQL's codes in our words; what is not expected stays what it was. */
export function toVisitError(error: unknown): unknown {
  if (isVisitError(error)) return error;
  const text = error instanceof Error ? error.message : String(error);
  const code = sqlState(error);
  if (code === "P2028" || code === "P2024" || code === "55P03" || code === "25P03" || code === "53300" || code.startsWith("57P")) {
    return unavailable("The database is busy. Try again shortly.", 1, error);
  }
  if (code === "P1001" || code === "P1017" || code.startsWith("08") || /ECONNREFUSED|ECONNRESET|timeout exceeded when trying to connect|Connection terminated/i.test(text)) {
    return unavailable("The database cannot be reached. Try again shortly.", 2, error);
  }
  if (code === "P2002" || code === "23505") {
    return new VisitError("conflict", "Another record with this reference was saved at the same moment.", { cause: error });
  }
  return error;
}

/** Whether something was to refer to a record that is not there, or not any more. */
export function refersToNothing(error: unknown): boolean {
  return ["P2003", "23503"].includes(sqlState(error));
}

/** The SQLSTATE or Prisma code, wherever the layers between put it; empty when there is none. */
function sqlState(error: unknown): string {
  for (let at: unknown = error, depth = 0; typeof at === "object" && at !== null && depth < 4; depth++) {
    if ("originalCode" in at && typeof at.originalCode === "string") return at.originalCode;
    if ("code" in at && typeof at.code === "string" && at.code !== "P2010") return at.code;
    at = "cause" in at ? at.cause : "meta" in at ? at.meta : undefined;
  }
  return "";
}
