// `npm run generate`: the Prisma client, when the schema changed.
import { generateClient } from "./lib/generate.mjs";

console.log((await generateClient()) ? "Prisma client written" : "Prisma client up to date");
