import { run as runWorkers, runMigrations, Logger, type Runner } from "graphile-worker";
import pg from "pg";
import { log } from "@/lib/core/log";
import { nextTime } from "./cron";
import { dispatch } from "./dispatch";
import { drive, fail, wake, type Carried, type Driver, type RunJob } from "./drive";
import { limitsOf, readFunction, type EngineFunction } from "./functions";
import { askForFunctions, type ServeHandler } from "./protocol";
import { Slots, type Limit } from "./slots";
import { addRuns, attemptsOfTheQueue, enqueue, holdRun, loadRun, type Job, type Run } from "./store";
import { WholeDatabaseLock } from "./lock";

export type EngineOptions = {
  /** not through a transaction-mode pooler: the engine listens, and holds a session's lock */
  databaseUrl: string;
  handler: ServeHandler;
  /** jobs at once; most of a job's time is waiting */
  parallel?: number;
  /** by how much everything put off is shortened; tests make a second ten milliseconds with 0.01 */
  pace?: number;
  /** before the next try after `attempt` + 1 of them */
  backoffMs?: (attempt: number) => number;
};

/**
 * Runs Inngest functions without Inngest: asks the SDK's own serve handler what each run does next and keeps what it answers in
 * PostgreSQL, with graphile-worker as the queue. It is for one machine. Where several processes share a database, one of them
 * runs the jobs and the others stand by, to take over when it goes; to spread the work is what Inngest is there for.
 */
export class EmbeddedEngine {
  readonly #options: EngineOptions;
  readonly #pool: pg.Pool;
  readonly #lock: WholeDatabaseLock;
  readonly #slots = new Slots<ParkedJob>();
  readonly #advancing = new Map<string, Promise<void>>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #functions: ReadonlyMap<string, EngineFunction> = new Map();
  #beginning: Promise<void> | undefined;
  #pausing: Promise<void> = Promise.resolve();
  #workers: Runner | undefined;
  #isWorking = false;
  #sweep: NodeJS.Timeout | undefined;
  #delivering: Promise<void> | undefined;
  #isRungAgain = false;
  #isStopping = false;

  constructor(options: EngineOptions) {
    this.#options = options;
    this.#pool = new pg.Pool({ connectionString: options.databaseUrl, max: poolSize, application_name: "visit jobs", connectionTimeoutMillis: 5000 });
    this.#pool.on("error", () => undefined); // an idle connection that the server closed; the pool opens another
    this.#lock = new WholeDatabaseLock(options.databaseUrl, { taken: () => (this.#beginning = this.#begin()), lost: () => this.#pause() });
  }

  /**
   * Reads the functions and begins, or stands by while another process runs this database's jobs, or the database is not there.
   * @throws Error when a function wants what the embedded engine cannot do
   */
  async start(): Promise<void> {
    const functions = (await askForFunctions(this.#options.handler)).map(readFunction);
    this.#functions = new Map(functions.map((fn) => [fn.id, fn]));
    await this.#lock.seek();
  }

  /** Whether this process runs the jobs, or only stands by. */
  get isWorking(): boolean {
    return this.#isWorking;
  }

  /** Fetches undelivered events now. Without it that happens four times a second. */
  ring(): void {
    if (this.#isPausing) return;
    this.#isRungAgain = true;
    this.#delivering ??= this.#deliver().finally(() => (this.#delivering = undefined));
  }

  /** Lets what runs come to the end of its step, and hands the rest back to the queue. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#pause();
    await this.#lock.release();
    await this.#pool.end();
  }

  async #begin(): Promise<void> {
    if (this.#isStopping) return;
    const pgPool = this.#pool;
    const logger = new Logger(() => (level, message) => void (level === "error" && log("error", "the job queue", { detail: message })));
    await runMigrations({ pgPool, logger });
    await this.#transact(async (client) => {
      // Nobody but us works on this database: whatever is locked was by processes that are gone.
      await client.query(`SELECT graphile_worker.force_unlock_workers(ARRAY(SELECT DISTINCT locked_by FROM graphile_worker.jobs WHERE locked_by IS NOT NULL))`);
      const { rows } = await client.query<{ job: string }>("DELETE FROM engine_parked RETURNING job");
      await enqueue(client, rows.map(({ job }) => ({ job: JSON.parse(job) })));
      const crons = [...this.#functions.values()].flatMap(({ id, crons }) => crons.map(({ text, cron }) => ({ functionId: id, text, next: nextTime(cron, new Date()) })));
      await enqueue(client, crons.map(({ functionId, text, next }) => this.#cronJob(functionId, text, next)));
    });
    this.#isWorking = true;
    this.#workers = await runWorkers({
      pgPool,
      logger,
      noHandleSignals: true,
      concurrency: this.#options.parallel ?? defaultParallel,
      pollInterval: pollMs, // only for what a lost notification or timer left lying
      taskList: { job: (payload, { job }) => this.#work(payload as Job, job.attempts) }, // nobody but `enqueue` writes payloads
    });
    this.#sweep = setInterval(() => this.ring(), sweepMs).unref();
    this.ring();
  }

  /** Two may want it at once, a session that is lost and a process that stops: the second waits for the first. */
  #pause(): Promise<void> {
    const paused = this.#pausing.then(() => this.#pauseNow());
    this.#pausing = paused;
    return paused;
  }

  async #pauseNow(): Promise<void> {
    await this.#beginning?.catch(() => undefined); // said to whoever began
    this.#isWorking = false;
    clearInterval(this.#sweep);
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    const workers = this.#workers;
    this.#workers = undefined;
    // The workers first, before anything is waited for: what is handed back to the queue is not for them any more.
    const stopped = workers?.stop().catch(() => undefined); // stopped already, by a database that went away
    await this.#delivering;
    await stopped;
  }

  async #deliver(): Promise<void> {
    while (this.#isRungAgain && this.isWorking) {
      this.#isRungAgain = false;
      try {
        while (this.isWorking && (await this.#transact((client) => dispatch(client, this.#functions, batchSize))) === batchSize);
      } catch (error) {
        log("warn", "events wait for the database", { error: String(error) });
      }
    }
  }

  /** One job of the queue, and then whatever waited for the place it leaves. */
  async #work(job: Job, attempt: number): Promise<void> {
    // A worker that was asking the queue when it was told to stop still gets an answer: that goes back.
    if (this.#isPausing) return this.#transact((client) => enqueue(client, [{ job }]));
    if (job.kind === "cron") return this.#strike(job);
    if (job.kind === "wake") {
      await this.#transact((client) => wake(client, job.runId, job.stepId));
      return this.#work({ kind: "advance", runId: job.runId }, 1);
    }
    const carried = await loadRun(this.#pool, job.runId);
    if (!carried) return;
    if (attempt >= attemptsOfTheQueue) return this.#giveUp(carried.run);
    const limits = limitsOf(this.#functions.get(carried.run.functionId) ?? nothing, { event: carried.run.event });
    const parked: ParkedJob = { job, limits, row: undefined };
    if (!this.#slots.enter(limits, parked)) {
      parked.row = this.#park(job);
      await parked.row;
      return;
    }
    let next: ParkedJob | undefined = parked;
    try {
      await this.#carryOn(job, carried);
    } finally {
      next = this.#slots.leave(limits);
    }
    while (next) next = await this.#unpark(next);
  }

  /** Two at once would find and start the same next steps, so a run is carried on by one at a time; its planned steps run beside. */
  async #carryOn(job: RunJob, carried: Carried): Promise<void> {
    if (job.kind === "step") return drive(this.#driver, job, carried);
    const before = this.#advancing.get(job.runId);
    const mine = (before ?? Promise.resolve()).catch(() => undefined).then(async () => {
      const current = before ? await loadRun(this.#pool, job.runId) : carried;
      if (current) await drive(this.#driver, job, current);
    });
    this.#advancing.set(job.runId, mine);
    await mine.finally(() => this.#advancing.get(job.runId) === mine && this.#advancing.delete(job.runId));
  }

  /** Work without a place leaves the queue, so that it takes no worker away from others; a row remembers it. */
  async #park(job: Job): Promise<string> {
    const { rows } = await this.#pool.query<{ id: string }>("INSERT INTO engine_parked (job) VALUES ($1) RETURNING id", [JSON.stringify(job)]);
    return rows[0]?.id ?? "";
  }

  async #unpark({ job, limits, row }: ParkedJob): Promise<ParkedJob | undefined> {
    try {
      const carried = this.#isPausing ? undefined : await loadRun(this.#pool, job.runId);
      if (carried) await this.#carryOn(job, carried);
      if (!this.#isPausing) await this.#pool.query("DELETE FROM engine_parked WHERE id = $1", [await row]);
    } catch (error) {
      log("error", "a job waits for its next try", { job, error: String(error) });
      await this.#transact((client) => enqueue(client, [{ job, runAt: new Date(Date.now() + 1000) }])).catch(() => undefined); // the row remains for the next start
    }
    return this.#slots.leave(limits);
  }

  async #giveUp(run: Run): Promise<void> {
    const error = { name: "Error", message: "The process ended during every try" };
    await this.#transact(async (client) => (await holdRun(client, run.id)) && fail(client, run, error));
  }

  /** A schedule's moment: one run, however late we are, and the next moment from now on. */
  async #strike({ functionId, cron: text, at }: Extract<Job, { kind: "cron" }>): Promise<void> {
    const cron = this.#functions.get(functionId)?.crons.find((known) => known.text === text)?.cron;
    if (!cron) return; // an older version's
    const event = { name: "inngest/scheduled.timer", id: `${functionId} ${at}`, ts: Date.parse(at), data: { cron: text } };
    await this.#transact(async (client) => {
      await addRuns(client, [{ functionId, key: `cron ${at}`, event }]);
      await enqueue(client, [this.#cronJob(functionId, text, nextTime(cron, new Date(Math.max(Date.now(), Date.parse(at)))))]);
    });
  }

  #cronJob(functionId: string, cron: string, at: Date) {
    const job: Job = { kind: "cron", functionId, cron, at: at.toISOString() };
    return { job, runAt: this.#due(at.getTime() - Date.now()), jobKey: `cron ${functionId} ${cron}` };
  }

  /** graphile-worker looks for what has become due only now and then, so a timer tells it. */
  #due = (delayMs: number): Date => {
    const inMs = delayMs * (this.#options.pace ?? 1);
    if (inMs < longestTimerMs) {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        this.#pool.query(`SELECT pg_notify('jobs:insert', '{"count":1}')`).catch(() => undefined); // it looks anyhow, later
      }, inMs + 1).unref();
      this.#timers.add(timer);
    }
    return new Date(Date.now() + inMs);
  };

  readonly #transact = async <T>(work: (client: pg.ClientBase) => Promise<T>): Promise<T> => {
    const client = await this.#pool.connect();
    try {
      await client.query("BEGIN");
      const result = await work(client);
      await client.query("COMMIT");
      client.release();
      return result;
    } catch (error) {
      await client.query("ROLLBACK").then(() => client.release(), () => client.release(true));
      throw error;
    }
  };

  get #isPausing(): boolean {
    return this.#isStopping || !this.#isWorking;
  }

  get #driver(): Driver {
    return {
      handler: this.#options.handler,
      functions: this.#functions,
      transact: this.#transact,
      due: this.#due,
      backoffMs: this.#options.backoffMs ?? backoffMs,
      isStopping: () => this.#isPausing,
    };
  }
}

/** Work, where it counts, and the row that remembers it. */
type ParkedJob = { job: RunJob; limits: readonly Limit[]; row: Promise<string> | undefined };

/** Half a minute, a minute, two, … up to half an hour, give or take a fifth, so that what failed together does not return together. */
function backoffMs(attempt: number): number {
  return Math.min(30_000 * 2 ** attempt, 1_800_000) * (0.8 + 0.4 * Math.random());
}

const nothing: EngineFunction = { id: "", maxAttempts: 1, events: [], crons: [], key: undefined, limits: [], cancelledBy: [] };
const poolSize = 8;
const defaultParallel = 12;
const batchSize = 200;
const sweepMs = 250;
const pollMs = 5000;
const longestTimerMs = 3_600_000;
