// `npm run bench`: how long a trace takes to open, against a blank page that fetches and parses the
// same bytes, in turns, in the same browser; how long the page is blocked; what is held in memory
// after that; and how smoothly the timeline scrolls and zooms. Figures, not tests: both sides of a
// ratio come from the same run on the same machine.
import { mkdirSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { requireNode } from "./lib/node-version.mjs";

requireNode();
const { ensureInstalled } = await import("./lib/install.mjs");
const { ensureBuilt } = await import("./lib/build.mjs");
if (!(await ensureInstalled()) || !(await ensureBuilt())) process.exit(1);

if (process.argv[2] === "graph") {
  const { benchGraphs } = await import("./bench/graph.mjs");
  process.exit(await benchGraphs(process.argv.slice(3)));
}

if (process.argv[2] === "compare") {
  const { benchComparison } = await import("./bench/compare.mjs");
  process.exit(await benchComparison(process.argv.slice(3)));
}

const { chromium } = await import("@playwright/test");
const { ensureBrowser, noBrowserAdvice } = await import("./lib/find-browser.mjs");
const { listen } = await import("./lib/serve.mjs");
const { median } = await import("./lib/statistics.mjs");
const { benchTraceId, largeTraceFile } = await import("./bench/large-trace.mjs");
const { measureFloor, measureHeap, measureLoad, measureWheel, openPage, ownRow } =
  await import("./bench/measure.mjs");
const { measureActions } = await import("./bench/actions.mjs");
const { createBenchServer, tracePath } = await import("./bench/server.mjs");
const { measureResults } = await import("./bench/results.mjs");

const help = `npm run bench -- [options]
  --sizes 1000,10000,100000,500000,1000000   spans per trace
  --formats v1,otlp                          what the server answers
  --runs N                                   loads per size (default: by size); medians are shown
  --results 10000                            search results to show, sort, filter and brush; 0: none
  --no-wheel                                 leaves scrolling, zooming and other actions out
  --peer URL --ready SELECTOR                measures another viewer at URL ({trace} stands for the
                                             trace id) up to the first match of SELECTOR; it has to
                                             be set up to ask --port on this machine
  --port N                                   where the traces are served (default: any free port)
The floor is a blank page that fetches the same bytes, decodes and JSON.parses them; where the text
is longer than a string may be, it fetches only. Writes bench-results/.
npm run bench -- graph --help: the same for service graphs; compare --help: for two traces.`;

const { values: options } = parseArgs({
  options: {
    sizes: { type: "string", default: "1000,10000,100000,500000,1000000" },
    formats: { type: "string", default: "v1,otlp" },
    runs: { type: "string" },
    port: { type: "string", default: "0" },
    results: { type: "string", default: "10000" },
    peer: { type: "string" },
    ready: { type: "string" },
    "no-wheel": { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (options.help) {
  console.log(help);
  process.exit(0);
}

/** V8's longest string, in characters: longer answers cannot be one text. */
const longestString = 536_870_888;

/** @param {number} value */
const round = (value, digits = 1) => Number(value.toFixed(digits));

const executablePath = await ensureBrowser({ asUsed: true });
if (!executablePath) {
  console.error(noBrowserAdvice);
  process.exit(1);
}
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking"],
});

/**
 * @param {"v1" | "otlp"} format
 * @param {number} spans
 */
async function measureSize(format, spans) {
  const { file, bytes } = await largeTraceFile({ format, spans, folder: ".cache/bench" });
  const trace = { format, file, spans };
  const server = createBenchServer("dist", trace);
  const origin = `http://127.0.0.1:${await listen(server, Number(options.port), "127.0.0.1")}`;
  const parse = bytes < longestString;
  const runs = Number(options.runs ?? (spans <= 10_000 ? 9 : spans <= 100_000 ? 5 : 3));
  const url = options.peer
    ? options.peer.replaceAll("{trace}", benchTraceId)
    : `${origin}/trace/${benchTraceId}`;
  const wanted = { selector: options.ready ?? ownRow, count: spans };
  const floors = [];
  const loads = [];
  let heap;
  let scroll;
  let zoom;
  let actions;
  for (let run = 0; run < runs; run += 1) {
    // In turns, so that a slow minute of the machine is in both.
    floors.push(await measureFloor(browser, origin, tracePath(trace, benchTraceId), parse));
    const { context, page } = await openPage(browser, wanted);
    loads.push(await measureLoad(page, url, !options.peer));
    if (run === runs - 1) {
      heap = await measureHeap(context, page);
      if (!options["no-wheel"]) {
        scroll = await measureWheel(page, { seconds: 4 });
        if (!options.peer) {
          zoom = await measureWheel(page, { seconds: 4, ctrl: true });
          actions = await measureActions(page);
        }
      }
    }
    await context.close();
  }
  server.close();
  server.closeAllConnections();
  const floorMs = median(floors);
  const firstRowsMs = median(loads.map((load) => load.firstRowsMs));
  const completeMs = median(loads.map((load) => load.completeMs));
  return {
    format,
    spans,
    megabytes: round(bytes / 1e6),
    runs,
    floor: parse ? "fetch + decode + JSON.parse" : "fetch",
    floorMs: round(floorMs),
    firstRowsMs: round(firstRowsMs),
    completeMs: round(completeMs),
    firstRowsToFloor: round(firstRowsMs / floorMs, 2),
    completeToFloor: round(completeMs / floorMs, 2),
    longestTaskMs: round(Math.max(...loads.map((load) => load.longestTaskMs))),
    blockedMs: round(median(loads.map((load) => load.blockedMs))),
    heapBytesPerSpan: Math.round((heap?.bytes ?? 0) / spans),
    heapMegabytes: round((heap?.bytes ?? 0) / 1e6),
    workers: heap?.workers ?? 0,
    scroll,
    zoom,
    actions,
  };
}

/** @param {string} what @param {Awaited<ReturnType<typeof measureWheel>> | undefined} wheel */
function wheelText(what, wheel) {
  if (!wheel) return "";
  const { framesPerSecond, p50Ms, p95Ms, maxMs, longestTaskMs } = wheel;
  return (
    `\n  ${what}: ${round(framesPerSecond)} frames/s, p50 ${round(p50Ms)}, p95 ${round(p95Ms)}, ` +
    `max ${round(maxMs)} ms; longest task ${round(longestTaskMs)} ms`
  );
}

/** @param {Awaited<ReturnType<typeof measureActions>> | undefined} actions */
const actionsText = (actions = []) =>
  actions
    .map(
      ({ name, firstMs, lastMs, longestTaskMs }) =>
        `\n  ${name}: answered after ${round(firstMs)} ms, last change after ${round(lastMs)} ms; ` +
        `longest task ${round(longestTaskMs)} ms`,
    )
    .join("");

const results = [];
for (const format of options.formats.split(",")) {
  if (format !== "v1" && format !== "otlp") throw new Error(`No such format: ${format}\n${help}`);
  for (const size of options.sizes.split(",").map(Number)) {
    const one = await measureSize(format, size);
    results.push(one);
    console.log(
      `${format}, ${size} spans, ${one.megabytes} MB: floor ${one.floorMs} ms (${one.floor}); ` +
        `first rows ${one.firstRowsMs} ms = ${one.firstRowsToFloor} ×; ` +
        `complete ${one.completeMs} ms = ${one.completeToFloor} ×; longest task ` +
        `${one.longestTaskMs} ms, blocked ${one.blockedMs} ms; heap ${one.heapMegabytes} MB, ` +
        `${one.heapBytesPerSpan} B a span` +
        wheelText("scroll", one.scroll) +
        wheelText("zoom", one.zoom) +
        actionsText(one.actions),
    );
  }
}
const count = options.peer ? 0 : Number(options.results);
const search =
  count > 0 ? await measureResults(browser, { folder: "dist", count, runs: 3 }) : undefined;
for (const one of search?.orders ?? []) {
  console.log(
    `${count} results, ${one.order === "newest" ? "newest first" : "in no order"}, ` +
      `${round(one.megabytes)} MB: floor ${round(one.floorMs)} ms (fetch + JSON.parse); asked in an ` +
      `open page, on the screen ${round(one.resultsMs)} ms = ${round(one.resultsToFloor, 2)} ×, all ` +
      `of them ${round(one.wholeMs)} ms; a link to them ${round(one.linkMs)} ms; ` +
      `sort ${round(one.sortMs)}, filter ${round(one.filterMs)} ms`,
  );
  if (one.scroll && one.brush) {
    const [scroll, brush] = [one.scroll, one.brush].map((each) => round(each.framesPerSecond));
    console.log(`  scroll ${scroll}, brush ${brush} frames/s`);
  }
}
await browser.close();
mkdirSync("bench-results", { recursive: true });
const file = `bench-results/${options.peer ? "peer" : "latest"}.json`;
writeFileSync(
  file,
  `${JSON.stringify({ date: new Date().toISOString(), results, search }, null, 2)}\n`,
);
console.log(`Written to ${file}.`);
