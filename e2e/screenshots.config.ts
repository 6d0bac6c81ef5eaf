import config from "../playwright.config";

/** The screenshots are no test: they run on their own, and nothing fails because a page looks different. */
export default { ...config, testDir: ".", testMatch: "screenshots.ts", globalSetup: "../test/e2e-setup.ts", outputDir: "../test-results/playwright" };
