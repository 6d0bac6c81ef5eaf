import { benchBulk } from "./bulk";
import { benchEndpoint } from "./endpoint";
import { onStage, type BenchStage } from "./stage";
import { benchStatistics } from "./statistics";
import { benchTables } from "./tables";
import { benchStart } from "./start";
import { benchThroughput } from "./throughput";
import { benchIdle, benchWait } from "./waiting";

const benches: Record<string, (stage: BenchStage, count?: number) => Promise<void>> = {
  list: (stage) => benchThroughput(stage, "list"),
  visitor: (stage) => benchThroughput(stage, "visitor"),
  wait: benchWait,
  idle: benchIdle,
  bulk: benchBulk,
  start: benchStart,
  tables: benchTables,
  statistics: benchStatistics,
  endpoint: benchEndpoint,
};

const words = process.argv.slice(2);
const names = words.filter((word) => !/^\d+$/.test(word));
const [count] = words.filter((word) => /^\d+$/.test(word)).map(Number); // for those that take one
const unknown = names.filter((name) => !(name in benches));
if (unknown.length > 0) throw new Error(`There is no bench ${unknown.join(", ")}; there are ${Object.keys(benches).join(", ")}.`);
await onStage(async (stage) => {
  for (const [name, bench] of Object.entries(benches)) if (names.length === 0 || names.includes(name)) await bench(stage, count);
});
process.exit(); // Prisma's engine may have left a timer
