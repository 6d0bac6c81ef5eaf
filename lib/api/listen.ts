import pg from "pg";
import { channel } from "@/lib/core/announce";
import { log } from "@/lib/core/log";

type Ears = { heard: (payload: string) => void; /** also after every reconnection */ connected: () => void };

/** Keeps one connection listening for announcements, and opens another, ever more patiently, whenever it breaks. */
export function listenTo(url: string, ears: Ears): { stop: () => Promise<void> } {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let delayMs = firstDelayMs;

  async function open(): Promise<void> {
    const opening = new pg.Client({ connectionString: url, application_name: "visit feed", keepAlive: true, connectionTimeoutMillis: 5000 });
    client = opening;
    opening.on("notification", ({ payload }) => payload && ears.heard(payload));
    opening.on("error", (error) => again(opening, error));
    opening.on("end", () => again(opening, "the connection ended"));
    try {
      await opening.connect();
      await opening.query(`LISTEN ${channel}`);
      delayMs = firstDelayMs;
      ears.connected();
    } catch (error) {
      again(opening, error);
    }
  }

  function again(broken: pg.Client, reason: unknown): void {
    if (isStopped || broken !== client) return;
    client = undefined;
    broken.end().catch(() => undefined); // it is broken already
    log("warn", "The feed's connection is gone; trying again.", { reason: String(reason), delayMs });
    timer = setTimeout(() => void open(), delayMs);
    delayMs = Math.min(delayMs * 2, lastDelayMs);
  }

  void open();
  return {
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined); // stopping anyway
    },
  };
}

const firstDelayMs = 200;
const lastDelayMs = 5000;
