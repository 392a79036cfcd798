// `npm run bench -- graph`: service graphs. How long a large trace takes to become one, how long one
// of many services takes to be laid out and how smoothly it then moves, and the traces of a search
// counted while they arrive, against a blank page that fetches and parses the same bytes.
import { mkdirSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { ensureBrowser, noBrowserAdvice } from "../lib/find-browser.mjs";
import { listen } from "../lib/serve.mjs";
import { median } from "../lib/statistics.mjs";
import { drawnNode, layoutAndMoves, longestTask } from "./graph-moves.mjs";
import { benchTraceId, largeTraceFile, searchAnswerFile } from "./large-trace.mjs";
import { measureFloor, measureLoad, openPage, ownRow } from "./measure.mjs";
import { createBenchServer } from "./server.mjs";

/** @import { Browser } from "@playwright/test" */

const help = `npm run bench -- graph [options]
  --parts trace,layout,search   what is measured
  --spans 1000000               of the trace
  --services 500 --edges 2000   of the graph that is laid out and moved
  --hub 400                     of those edges lead to one service
  --traces 1000 --each 100      traces of the search, and spans of each
  --runs N                      medians are shown (default 3)
Writes bench-results/graph.json.`;

const folder = ".cache/bench";
const callRow = 'table[aria-label="Service calls"] tbody tr';

/** @param {number} value */
const round = (value) => Number(value.toFixed(1));
/** @param {string[]} args */
export async function benchGraphs(args) {
  const { values } = parseArgs({
    args,
    options: {
      parts: { type: "string", default: "trace,layout,search" },
      spans: { type: "string", default: "1000000" },
      services: { type: "string", default: "500" },
      edges: { type: "string", default: "2000" },
      hub: { type: "string", default: "400" },
      traces: { type: "string", default: "1000" },
      each: { type: "string", default: "100" },
      runs: { type: "string", default: "3" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const executablePath = await ensureBrowser();
  if (!executablePath) {
    console.error(noBrowserAdvice);
    return 1;
  }
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking"],
  });
  const runs = Number(values.runs);
  /** @type {Record<string, object>} */
  const results = {};
  for (const part of values.parts.split(",")) {
    if (part === "trace") {
      results["trace"] = await graphOfTrace(browser, { spans: Number(values.spans), runs });
    } else if (part === "layout") {
      const [services, edges] = [Number(values.services), Number(values.edges)];
      const size = { services, edges, calls: Number(values.hub), runs };
      const { file } = await largeTraceFile({ format: "otlp", spans: 1000, folder });
      const trace = /** @type {const} */ ({ format: "otlp", file, spans: 1000 });
      results["layout"] = await layoutAndMoves(browser, size, (dependencies) =>
        serve(trace, { dependencies }),
      );
    } else if (part === "search") {
      const size = { traces: Number(values.traces), spans: Number(values.each) };
      results["search"] = await graphOfSearch(browser, { ...size, runs });
    } else throw new Error(`No such part: ${part}\n${help}`);
    console.log(`${part}: ${JSON.stringify(results[part], undefined, 2)}`);
  }
  await browser.close();
  mkdirSync("bench-results", { recursive: true });
  const text = JSON.stringify({ date: new Date().toISOString(), results }, undefined, 2);
  writeFileSync("bench-results/graph.json", `${text}\n`);
  return 0;
}

/**
 * From the press of the tab to the drawing, of a trace that is open.
 * @param {Browser} browser
 * @param {{ spans: number, runs: number }} options
 */
async function graphOfTrace(browser, { spans, runs }) {
  const { file, bytes } = await largeTraceFile({ format: "otlp", spans, folder });
  const { origin, close } = await serve({ format: "otlp", file, spans });
  const drawn = [];
  const longest = [];
  for (let run = 0; run < runs; run += 1) {
    const { context, page } = await openPage(browser, { selector: ownRow, count: spans });
    await measureLoad(page, `${origin}/trace/${benchTraceId}`, true);
    await page.evaluate("globalThis.bench.long.length = 0");
    drawn.push(
      await page.evaluate(
        async ([tab = "", node = "", row = ""]) => {
          const begin = performance.now();
          for (const one of document.querySelectorAll("[role=tab]")) {
            if (one.textContent === tab && one instanceof HTMLElement) one.click();
          }
          const isThere = () => document.querySelector(node) && document.querySelector(row);
          while (!isThere()) await new Promise((resolve) => setTimeout(resolve, 5));
          return performance.now() - begin;
        },
        ["Graph", drawnNode, callRow],
      ),
    );
    longest.push(await longestTask(page));
    await context.close();
  }
  close();
  return {
    spans,
    megabytes: round(bytes / 1e6),
    runs,
    openToDrawnMs: round(median(drawn)),
    longestTaskMs: round(Math.max(...longest)),
  };
}

/** Notes when the traces of a search are asked for, and when the page has the graph of all of them. */
const countProbe = `(() => {
  const Plain = globalThis.Worker;
  globalThis.Worker = class extends Plain {
    postMessage(...question) {
      const { method, id } = question[0] ?? {};
      if (method === "serviceGraphOf") {
        globalThis.countAskedMs = performance.now();
        this.addEventListener("message", ({ data }) => {
          if (data.id === id && data.type === "result") globalThis.countedMs = performance.now();
        });
      }
      super.postMessage(...question);
    }
  };
})()`;

/**
 * From the opening of the page to the first rows of the table and to the whole of it, in turns with
 * the floor; and of that the time from the question to the page's having the figures of all traces,
 * without the start of the page before and the drawing after. The floor is whole: a page that is
 * opened, fetches and parses.
 * @param {Browser} browser
 * @param {{ traces: number, spans: number, runs: number }} options
 */
async function graphOfSearch(browser, { traces, spans, runs }) {
  const { file, bytes } = await searchAnswerFile({ traces, spans, folder });
  const one = await largeTraceFile({ format: "otlp", spans: 1000, folder });
  const { origin, close } = await serve(
    { format: "otlp", file: one.file, spans: 1000 },
    { search: file },
  );
  const floors = [];
  const first = [];
  const shown = [];
  const counted = [];
  const longest = [];
  for (let run = 0; run < runs; run += 1) {
    floors.push(await measureFloor(browser, origin, "/api/v3/traces", true));
    const { context, page } = await openPage(browser, { selector: callRow, count: 0 });
    await page.addInitScript(countProbe);
    const query = "from=search&service=service-00&start=1767225600000000&end=1767229200000000";
    const url = `${origin}/dependencies?${query}&limit=${traces}`;
    const { firstRowsMs } = await measureLoad(page, url, false);
    first.push(firstRowsMs);
    // What is shown first may be of some of them.
    const whole = await page.waitForFunction((wanted) => {
      const isWhole = document.body.textContent.includes(`From ${wanted} traces`);
      return isWhole && performance.now();
    }, traces.toLocaleString("en"));
    shown.push(Number(await whole.jsonValue()));
    counted.push(Number(await page.evaluate("globalThis.countedMs - globalThis.countAskedMs")));
    await page.waitForTimeout(500);
    longest.push(await longestTask(page));
    await context.close();
  }
  close();
  const [floorMs, shownMs, countedMs] = [median(floors), median(shown), median(counted)];
  return {
    traces,
    spans: traces * spans,
    megabytes: round(bytes / 1e6),
    runs,
    floorMs: round(floorMs),
    firstMs: round(median(first)),
    countedMs: round(countedMs),
    countedToFloor: Number((countedMs / floorMs).toFixed(2)),
    shownMs: round(shownMs),
    shownToFloor: Number((shownMs / floorMs).toFixed(2)),
    longestTaskMs: round(Math.max(...longest)),
  };
}

/**
 * @param {import("./server.mjs").ServedTrace} trace
 * @param {import("./server.mjs").ServedBeside} [beside]
 */
async function serve(trace, beside) {
  const server = createBenchServer("dist", trace, beside);
  const origin = `http://127.0.0.1:${await listen(server, 0, "127.0.0.1")}`;
  return {
    origin,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
