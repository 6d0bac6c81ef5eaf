import { defineConfig, devices } from "@playwright/test";
import { installedChromium } from "./scripts/lib/chromium.mjs";

export default defineConfig({
  testDir: "e2e",
  globalSetup: "./test/e2e-setup.ts",
  outputDir: "test-results",
  fullyParallel: true,
  workers: 2,
  timeout: 120_000, // a machine that does much else is slow, and no test waits for a clock
  expect: { timeout: 10_000 }, // a shared machine has slow moments; what is right is right a little later too
  forbidOnly: true,
  reporter: "list",
  use: {
    trace: { mode: "retain-on-failure", screenshots: false }, // a film of every test takes a tenth of the machine
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: installedChromium(),
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [], // Chromium's sandbox refuses to work for root
    },
  },
  projects: [{ name: "chromium", use: { ...devices["Desktop Chrome"] } }],
});
