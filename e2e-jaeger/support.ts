import type { Page } from "@playwright/test";
import { test as base } from "../e2e/support";
import {
  startJaeger,
  type JaegerOptions,
  type RunningJaeger,
} from "../scripts/jaeger/run-jaeger.mjs";
import { parseTarget } from "../scripts/lib/proxy.mjs";
import { createSpanwiseServer, listen } from "../scripts/lib/serve.mjs";
import { distFolder, jaegerProgram } from "./settings";

interface OwnJaeger extends RunningJaeger {
  /** The address of a server as `npm start` runs it, over this Jaeger. */
  readonly productUrl: string;
}

interface Fixtures {
  /** Starts a Jaeger for this test alone, without traces. */
  readonly ownJaeger: (options?: Omit<JaegerOptions, "program">) => Promise<OwnJaeger>;
}

export const test = base.extend<Fixtures>({
  // The smallest search, which finds out what a server can do, mostly finds nothing: a 404.
  allowed: async ({}, use) => use([/^Failed to load resource: .* 404/]),
  ownJaeger: async ({}, use) => {
    const ends: (() => Promise<void>)[] = [];
    await use(async (options = {}) => {
      const jaeger = await startJaeger({ program: jaegerProgram(), ...options });
      ends.push(() => jaeger.stop());
      const target = parseTarget(jaeger.url);
      const product = createSpanwiseServer({ folder: distFolder, target });
      const port = await listen(product, 0, "127.0.0.1");
      ends.push(async () => {
        product.closeAllConnections();
        product.close();
      });
      return { ...jaeger, productUrl: `http://127.0.0.1:${port}` };
    });
    for (const end of ends.toReversed()) await end();
  },
});

/** The number of rows of the whole trace, which is the number of its spans while all are shown. */
export async function rowCount(page: Page): Promise<number> {
  const grid = page.getByRole("treegrid", { name: "Spans" });
  return Number(await grid.getAttribute("aria-rowcount"));
}
