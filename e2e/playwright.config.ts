import { defineConfig } from "@playwright/test";
import { findBrowser } from "../scripts/lib/find-browser.mjs";

// The main process finds the browser once; workers inherit the answer.
process.env["CHROMIUM_PATH"] ??= await findBrowser();
const report = process.env["PLAYWRIGHT_JSON_OUTPUT_FILE"];

export default defineConfig({
  testDir: ".",
  outputDir: "../test-results",
  globalSetup: "./global-setup.ts",
  fullyParallel: true,
  forbidOnly: process.env["CI"] !== undefined,
  // A test that passes when tried again has found something.
  retries: 0,
  workers: 2,
  // Machines may be busy: only what hangs is to fail.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: report === undefined ? [["list"]] : [["dot"], ["json"]],
  use: {
    browserName: "chromium",
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "UTC",
    colorScheme: "light",
    contextOptions: { reducedMotion: "reduce" },
    screenshot: "only-on-failure",
    launchOptions: {
      ...(process.env["CHROMIUM_PATH"] ? { executablePath: process.env["CHROMIUM_PATH"] } : {}),
      args: [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
