// `npm run bench`: how long a deep link takes until its rows stand, against a blank page that
// fetches and parses the same answer, in turns, in the same browser; what is held in memory after
// that; and how smoothly the timeline scrolls and zooms. Figures, not tests: read them beside each
// other, since both sides of a ratio come from the same run on the same machine.
//
//   npm run bench -- --spans 1000,100000 --formats v1,otlp --runs 7
import { mkdirSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { requireNode } from "./lib/node-version.mjs";

requireNode();
const { ensureInstalled } = await import("./lib/install.mjs");
const { ensureBuilt } = await import("./lib/build.mjs");
const { root } = await import("./lib/run.mjs");
if (!(await ensureInstalled()) || !(await ensureBuilt())) process.exit(1);

const { chromium } = await import("@playwright/test");
const { ensureBrowser, noBrowserAdvice } = await import("./lib/find-browser.mjs");
const { listen } = await import("./lib/serve.mjs");
const { median } = await import("./lib/statistics.mjs");
const { benchTraceId, largeTraceFile } = await import("./bench/large-trace.mjs");
const { measureFloor, measureHeap, measureLoad, measureWheel, openPage, ownRow } =
  await import("./bench/measure.mjs");
const { createBenchServer, tracePath } = await import("./bench/server.mjs");

const { values: options } = parseArgs({
  options: {
    spans: { type: "string", default: "1000,100000" },
    formats: { type: "string", default: "v1,otlp" },
    runs: { type: "string", default: "7" },
  },
});
const runs = Math.max(1, Number(options.runs));
const sizes = options.spans.split(",").map(Number);
const formats = /** @type {("v1" | "otlp")[]} */ (
  options.formats.split(",").filter((format) => format === "v1" || format === "otlp")
);
/** The longest text that the browser's engine holds: past it a floor with JSON.parse is no more. */
const longestText = 536_870_888;

const executablePath = await ensureBrowser();
if (!executablePath) {
  console.error(noBrowserAdvice);
  process.exit(1);
}
const browser = await chromium.launch({ executablePath, args: ["--disable-gpu"] });
const oneDecimal = (/** @type {number} */ value) => Math.round(value * 10) / 10;
const twoDecimals = (/** @type {number} */ value) => Math.round(value * 100) / 100;

/**
 * @param {"v1" | "otlp"} format
 * @param {number} spans
 */
async function benchmark(format, spans) {
  const { file, bytes } = await largeTraceFile({ format, spans, folder: `${root}.cache/bench` });
  const trace = { format, file, spans };
  const server = createBenchServer(`${root}dist`, trace);
  const origin = `http://127.0.0.1:${await listen(server, 0, "127.0.0.1")}`;
  const parse = bytes < longestText;
  const floor = () => measureFloor(browser, origin, tracePath(trace, benchTraceId), parse);
  const load = async () => {
    const { context, page } = await openPage(browser, { selector: ownRow, count: spans });
    const figures = await measureLoad(page, `${origin}/trace/${benchTraceId}`, true);
    return { context, page, figures };
  };

  // The first of each warms up the server, the disk's cache and the browser.
  await floor();
  await (await load()).context.close();
  const floors = [];
  const loads = [];
  for (let run = 0; run < runs; run += 1) {
    floors.push(await floor());
    const { context, figures } = await load();
    loads.push(figures);
    await context.close();
  }
  const { context, page } = await load();
  const heap = await measureHeap(context, page);
  const scroll = await measureWheel(page, { seconds: 3 });
  const zoom = await measureWheel(page, { seconds: 3, ctrl: true });
  await context.close();
  server.closeAllConnections();
  server.close();

  const floorMs = median(floors);
  const firstRowsMs = median(loads.map((one) => one.firstRowsMs));
  const completeMs = median(loads.map((one) => one.completeMs));
  return {
    format,
    spans,
    megabytes: oneDecimal(bytes / 1e6),
    runs,
    floor: parse ? "fetch + decode + JSON.parse" : "fetch",
    floorMs: oneDecimal(floorMs),
    firstRowsMs: oneDecimal(firstRowsMs),
    completeMs: oneDecimal(completeMs),
    firstRowsToFloor: twoDecimals(firstRowsMs / floorMs),
    completeToFloor: twoDecimals(completeMs / floorMs),
    longestTaskMs: median(loads.map((one) => one.longestTaskMs)),
    blockedMs: oneDecimal(median(loads.map((one) => one.blockedMs))),
    heapBytesPerSpan: Math.round(heap.bytes / spans),
    heapMegabytes: oneDecimal(heap.bytes / 1e6),
    workers: heap.workers,
    scroll,
    zoom,
  };
}

const results = [];
for (const format of formats) {
  for (const spans of sizes) {
    const one = await benchmark(format, spans);
    results.push(one);
    console.log(
      `${format.padEnd(4)} ${String(spans).padStart(8)} spans  ${one.megabytes} MB  ` +
        `floor ${one.floorMs.toFixed(0)} ms  rows ${one.firstRowsMs.toFixed(0)} ms ` +
        `(${one.firstRowsToFloor} x)  whole ${one.completeMs.toFixed(0)} ms ` +
        `(${one.completeToFloor} x)  longest task ${one.longestTaskMs.toFixed(0)} ms  ` +
        `heap ${one.heapMegabytes} MB  scroll ${one.scroll.framesPerSecond.toFixed(0)} fps  ` +
        `zoom ${one.zoom.framesPerSecond.toFixed(0)} fps`,
    );
  }
}
const about = {
  date: new Date().toISOString(),
  node: process.version,
  browser: browser.version(),
  results,
};
await browser.close();
mkdirSync(`${root}bench-results`, { recursive: true });
writeFileSync(`${root}bench-results/latest.json`, `${JSON.stringify(about, null, 2)}\n`);
console.log("saved in bench-results/latest.json");
