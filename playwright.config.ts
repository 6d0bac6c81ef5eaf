import { defineConfig, devices } from "@playwright/test";
import { installedChromium } from "./scripts/lib/chromium.mjs";

export default defineConfig({
  testDir: "e2e",
  globalSetup: "./test/e2e-setup.ts",
  outputDir: "test-results",
  fullyParallel: true,
  workers: 2,
  timeout: 30_000,
  forbidOnly: true,
  reporter: "list",
  use: {
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: installedChromium(),
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [], // Chromium's sandbox refuses to work for root
    },
  },
  projects: [{ name: "chromium", use: { ...devices["Desktop Chrome"] } }],
});
