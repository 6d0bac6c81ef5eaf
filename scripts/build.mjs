// `npm run build`: what `npm start` would build, when sources changed.
import { build } from "./lib/build.mjs";
import { generateClient } from "./lib/generate.mjs";

await generateClient();
console.log((await build()) ? "built" : "up to date");
