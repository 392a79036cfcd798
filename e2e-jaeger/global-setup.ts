import { existsSync } from "node:fs";
import { demoParts } from "@/backend/demo/demo-parts";
import { corpusFiles, refusedFiles } from "../scripts/jaeger/corpus.mjs";
import { sendOtlp, type TracesData } from "../scripts/jaeger/otlp.mjs";
import { startJaeger } from "../scripts/jaeger/run-jaeger.mjs";
import { parseTarget } from "../scripts/lib/proxy.mjs";
import { createSpanwiseServer, listen } from "../scripts/lib/serve.mjs";
import { distFolder, jaegerProgram, publish } from "./settings";
import { system, toOtlp } from "./system";

/**
 * Starts a Jaeger that serves the build as its own page, feeds it, and starts the server of
 * `npm start` over it. The tests find all of it through the environment.
 */
export default async function setUp(): Promise<() => Promise<void>> {
  if (!existsSync(`${distFolder}/index.html`)) {
    throw new Error("There is no build to test: run `npm run build` first.");
  }
  const program = jaegerProgram();
  const jaeger = await startJaeger({ program, assetsPath: distFolder });
  const product = createSpanwiseServer({ folder: distFolder, target: parseTarget(jaeger.url) });
  const tearDown = async (): Promise<void> => {
    product.closeAllConnections();
    product.close();
    await jaeger.stop();
  };
  try {
    // The collection comes first: one of its files has a span without a trace id, and the memory
    // storage searches from the newest trace back to the first that has none.
    for (const { name, documents } of corpusFiles()) {
      if (refusedFiles.has(name)) continue;
      for (const document of documents) await sendOtlp(jaeger.otlpUrl, document);
    }
    const nowMs = Date.now();
    for (const part of demoParts(nowMs)) {
      if (part.trim() !== "") await sendOtlp(jaeger.otlpUrl, JSON.parse(part) as TracesData);
    }
    for (const trace of system) await sendOtlp(jaeger.otlpUrl, toOtlp(trace, nowMs));
    const port = await listen(product, 0, "127.0.0.1");
    const productUrl = `http://127.0.0.1:${port}`;
    publish({ jaegerUrl: jaeger.url, otlpUrl: jaeger.otlpUrl, productUrl, fedAtMs: nowMs });
  } catch (error) {
    await tearDown();
    throw error;
  }
  return tearDown;
}
