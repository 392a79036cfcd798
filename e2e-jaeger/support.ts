import type { Page } from "@playwright/test";
import { test as base } from "../e2e/support";
import {
  startJaeger,
  type JaegerOptions,
  type RunningJaeger,
} from "../scripts/jaeger/run-jaeger.mjs";
import { sendOtlp } from "../scripts/jaeger/otlp.mjs";
import { parseTarget } from "../scripts/lib/proxy.mjs";
import { createSpanwiseServer, listen } from "../scripts/lib/serve.mjs";
import { startInterference, type Interference } from "./interference";
import { distFolder, jaegerProgram } from "./settings";
import { system, toOtlp } from "./system";

interface OwnJaeger extends RunningJaeger {
  /** The address of a server as `npm start` runs it, over this Jaeger. */
  readonly productUrl: string;
  /** What stands between the two. */
  readonly between: Interference;
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
      const between = await startInterference(jaeger.url);
      ends.push(() => between.stop());
      const { pathname } = new URL(jaeger.url);
      const target = parseTarget(between.url + pathname);
      const product = createSpanwiseServer({ folder: distFolder, target });
      const port = await listen(product, 0, "127.0.0.1");
      ends.push(async () => {
        product.closeAllConnections();
        product.close();
      });
      return { ...jaeger, between, productUrl: `http://127.0.0.1:${port}` };
    });
    for (const end of ends.toReversed()) await end();
  },
});

/** The number of rows of the whole trace, which is the number of its spans while all are shown. */
export async function rowCount(page: Page): Promise<number> {
  const grid = page.getByRole("treegrid", { name: "Spans" });
  return Number(await grid.getAttribute("aria-rowcount"));
}

/** Sends the traces of the system, as of now; gives the moment. */
export async function feed(otlpUrl: string, traces = system): Promise<number> {
  const nowMs = Date.now();
  for (const trace of traces) await sendOtlp(otlpUrl, toOtlp(trace, nowMs));
  return nowMs;
}
