import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "@/scripts/lib/port.mjs";
import { root } from "@/scripts/lib/project.mjs";
import { serverFlags } from "@/scripts/lib/serve.mjs";

/** What the server seals with; a proof that looks into what it stored needs it too. */
export const sealingKey = "proof".repeat(8);

/** The built server as a process of its own, which can be killed and started again on the same port. */
export class ServerProcess {
  #child: ChildProcess | undefined;
  #output = "";
  readonly dataDir = mkdtempSync(join(tmpdir(), "visit-proof-"));
  private constructor(
    private readonly databaseUrl: string,
    readonly port: number,
    private readonly settings: Record<string, string>,
  ) {}

  /** @param settings  of the environment, besides its own  @throws {Error} when nothing is built yet */
  static async start(databaseUrl: string, settings: Record<string, string> = {}): Promise<ServerProcess> {
    if (!existsSync(join(root, "dist/server.js")) || !existsSync(join(root, ".next/BUILD_ID"))) throw new Error("Proofs run against the built server: npm run build first.");
    const server = new ServerProcess(databaseUrl, await freePort(), settings);
    await server.restart();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** What it has printed; an unexpected error would stand there. */
  get output(): string {
    return this.#output;
  }

  /** Starts it when it does not run, and waits until the API answers. */
  async restart(): Promise<void> {
    const env = { PATH: process.env.PATH, NODE_ENV: "production" as const, DATABASE_URL: this.databaseUrl, VISIT_SECRET: "proof ".repeat(8), VISIT_ENCRYPTION_KEY: sealingKey, VISIT_DATA_DIR: this.dataDir, PORT: String(this.port), HOST: "127.0.0.1", NEXT_TELEMETRY_DISABLED: "1", ...this.settings };
    const child = spawn(process.execPath, [...serverFlags, join(root, "dist/server.js")], { cwd: root, env, stdio: ["ignore", "pipe", "pipe", "ipc"] }); // ipc: it ends when we do
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (this.#output += chunk));
    this.#child = child;
    const deadline = Date.now() + 60_000;
    while ((await statusOf(`${this.url}/create/v2/expos`)) !== 401) {
      if (child.exitCode !== null || Date.now() > deadline) throw new Error(`The server did not start:\n${this.#output}`);
      await sleep(20);
    }
  }

  /** As when somebody pulls the plug: kill -9. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  async stop(): Promise<void> {
    await this.#end("SIGTERM");
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise((done) => child.once("exit", done));
    child.kill(signal);
    await exited;
  }
}

async function statusOf(url: string): Promise<number> {
  return fetch(url).then(({ status }) => status, () => 0); // prettier-ignore
}
