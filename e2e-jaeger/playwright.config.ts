import shared from "../e2e/playwright.config";

export default {
  ...shared,
  testDir: ".",
  outputDir: "../test-results/jaeger",
  globalSetup: "./global-setup.ts",
};
