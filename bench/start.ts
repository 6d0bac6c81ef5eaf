import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "@/scripts/lib/port.mjs";
import { newDataDir, removeDataDir, spawnStart, untilReady } from "@/scripts/lib/test-server.mjs";
import { median } from "./throughput";

/** A start with nothing to do, from the command to the first 200 of the API's health. */
export async function benchStart(): Promise<void> {
  const dataDir = newDataDir();
  const settings = { VISIT_DATA_DIR: dataDir, PORT: String(await freePort()) };
  const times: number[] = [];
  try {
    for (let round = 0; round < 6; round++) {
      const begun = performance.now();
      const started = spawnStart(settings);
      while (!(await isAnswering(settings.PORT))) await sleep(10);
      if (round > 0) times.push(performance.now() - begun); // the first one fills the database
      await untilReady(started);
      started.kill("SIGTERM");
      await started.ended;
    }
  } finally {
    await removeDataDir(dataDir);
  }
  console.log(`\nA start with nothing to do, to its first 200, ${times.length} times`);
  console.log(`  median ${(median(times) / 1000).toFixed(2)} s   worst ${(Math.max(...times) / 1000).toFixed(2)} s   goal 3 s: ${median(times) <= 3000 ? "reached" : "missed"}`);
}

function isAnswering(port: string): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/health`).then(({ status }) => status === 200, () => false); // prettier-ignore
}
