import { availableParallelism } from "node:os";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { engineFlags } from "./scripts/lib/serve.mjs";

const root = dirname(fileURLToPath(import.meta.url));

export default defineConfig({
  resolve: { alias: { "@": root } },
  test: {
    include: ["{app,bench,components,lib,prisma,proof,scripts,test}/**/*.test.{ts,tsx}"],
    globalSetup: "test/global-setup.ts",
    pool: "forks",
    execArgv: engineFlags, // what is measured, is measured as the server does it
    maxWorkers: Math.max(2, Math.floor(availableParallelism() * 0.75)), // most of them wait for the database
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
