import { benchBulk } from "./bulk";
import { onStage, type BenchStage } from "./stage";
import { benchTables } from "./tables";
import { benchStart } from "./start";
import { benchThroughput } from "./throughput";
import { benchIdle, benchWait } from "./waiting";

const benches: Record<string, (stage: BenchStage) => Promise<void>> = {
  list: (stage) => benchThroughput(stage, "list"),
  visitor: (stage) => benchThroughput(stage, "visitor"),
  wait: benchWait,
  idle: benchIdle,
  bulk: benchBulk,
  start: benchStart,
  tables: benchTables,
};

const names = process.argv.slice(2);
const unknown = names.filter((name) => !(name in benches));
if (unknown.length > 0) throw new Error(`There is no bench ${unknown.join(", ")}; there are ${Object.keys(benches).join(", ")}.`);
await onStage(async (stage) => {
  for (const [name, bench] of Object.entries(benches)) if (names.length === 0 || names.includes(name)) await bench(stage);
});
process.exit(); // Prisma's engine may have left a timer
