import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = dirname(fileURLToPath(import.meta.url));

export default defineConfig({
  resolve: { alias: { "@": root } },
  test: {
    include: ["{app,components,lib,prisma,scripts,test}/**/*.test.{ts,tsx}"],
    exclude: ["test/lifecycle.test.ts"], // starts the built program: a phase of its own in `npm test`
    globalSetup: "test/global-setup.ts",
    pool: "forks",
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
