import { fillEvent } from "@/prisma/seed/fill-event";
import type { BenchStage } from "./stage";

/** `npm run demo -- --visitors N`, without the printing. */
export async function benchBulk({ client }: BenchStage): Promise<void> {
  const visitors = 200_000;
  const started = performance.now();
  await fillEvent(client, { visitors, now: new Date() });
  const rate = (visitors / (performance.now() - started)) * 1000;
  console.log(`\nBulk load of ${visitors} visitors\n  ${Math.round(rate)} a second   goal 10000: ${rate >= 10_000 ? "reached" : "missed"}`);
}
