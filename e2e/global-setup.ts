import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseTarget } from "../scripts/lib/proxy.mjs";
import { createSpanwiseServer, listen } from "../scripts/lib/serve.mjs";
import { createFixtureServer } from "./fixture-server.mjs";

/**
 * Starts the fixture server, and the server of `npm start` over one of its Jaegers, below a base
 * path. The tests find both through the environment.
 */
export default async function setUp(): Promise<() => void> {
  const folder = fileURLToPath(new URL("../dist", import.meta.url));
  if (!existsSync(`${folder}/index.html`)) {
    throw new Error("There is no build to test: run `npm run build` first.");
  }
  const fixture = createFixtureServer({ folder });
  const fixtureUrl = `http://127.0.0.1:${await listen(fixture, 0, "127.0.0.1")}`;
  const target = parseTarget(`${fixtureUrl}/m/v2.20~proxied/`);
  const product = createSpanwiseServer({ folder, target });
  const productUrl = `http://127.0.0.1:${await listen(product, 0, "127.0.0.1")}`;
  process.env["SPANWISE_FIXTURE_URL"] = fixtureUrl;
  process.env["SPANWISE_PRODUCT_URL"] = productUrl;
  return () => {
    for (const server of [fixture, product]) {
      server.closeAllConnections();
      server.close();
    }
  };
}
