import { createFixtureServer } from "../../e2e/fixture-server.mjs";
import { ids } from "../../e2e/fixtures/traces.mjs";
import { ensureBuilt } from "../lib/build.mjs";
import { ensureBrowser, noBrowserAdvice } from "../lib/find-browser.mjs";
import { root } from "../lib/run.mjs";
import { listen } from "../lib/serve.mjs";
import { checks } from "./checks.mjs";
import { ensureNginx, noNginxAdvice, startNginx } from "./nginx.mjs";

/**
 * Tests `deploy/nginx.conf` with a real nginx and a real browser, before the Jaeger of the
 * end-to-end tests.
 * @returns {Promise<import("../lib/steps.mjs").Outcome>}
 */
export async function testDeploy() {
  if (!(await ensureBuilt())) throw new Error("There is no build to test.");
  const path = await ensureBrowser();
  if (!path) throw new Error(noBrowserAdvice);
  const nginx = await ensureNginx();
  if (!nginx) throw new Error(noNginxAdvice);
  const { chromium } = await import("@playwright/test");

  const folder = `${root}dist`;
  const jaeger = createFixtureServer({ folder });
  const mode = `http://127.0.0.1:${await listen(jaeger, 0, "127.0.0.1")}/m/v2.20~nginx/`;
  const browser = await chromium.launch({ executablePath: path, args: ["--disable-gpu"] });
  const server = await startNginx({ nginx, folder, api: `${mode}api/` });
  const outcome = { passed: 0, failed: 0 };
  try {
    const site = { url: server.url, folder, mode, traceId: ids.checkout, browser };
    for (const [name, check] of Object.entries(checks)) {
      try {
        await check(site);
        outcome.passed += 1;
      } catch (error) {
        outcome.failed += 1;
        console.log(`not ok: ${name}\n${error instanceof Error ? error.stack : String(error)}`);
      }
    }
  } finally {
    await server.stop();
    await browser.close();
    jaeger.closeAllConnections();
    jaeger.close();
  }
  return outcome;
}
