// `npm run bench -- compare`: two large traces side by side. How long their alignment takes once both
// are loaded, how long the page is blocked meanwhile, and how smoothly the rows scroll and zoom.
import { mkdirSync, writeFileSync } from "node:fs";
import { readFile, rename, stat, writeFile } from "node:fs/promises";
import http from "node:http";
import path from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { ensureBrowser, noBrowserAdvice } from "../lib/find-browser.mjs";
import { listen } from "../lib/serve.mjs";
import { createStaticFiles } from "../lib/static-files.mjs";
import { median } from "../lib/statistics.mjs";
import { benchTraceId, largeTraceFile } from "./large-trace.mjs";
import { measureLoad, measureWheel, openPage, ownRow } from "./measure.mjs";

/** @import { Browser, Page } from "@playwright/test" */

const help = `npm run bench -- compare [options]
  --spans 100000    of each trace; B is A with some spans renamed, slower, failed or gone
  --runs N          medians are shown (default 3)
  --build dist      the build to measure
Writes bench-results/compare.json.`;

const folder = ".cache/bench";
const otherTraceId = `${benchTraceId.slice(0, -1)}e`;

/** Notes when both traces are there and their alignment begins. */
const alignProbe = `(() => {
  new MutationObserver(() => {
    if (globalThis.aligningAt !== undefined) return;
    const status = [...document.querySelectorAll("[role=status]")];
    if (status.some(({ textContent }) => textContent === "Comparing")) {
      globalThis.aligningAt = performance.now();
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
})()`;

/** @param {number} value */
const round = (value) => Number(value.toFixed(1));

/** @param {string[]} args */
export async function benchComparison(args) {
  const { values } = parseArgs({
    args,
    options: {
      spans: { type: "string", default: "100000" },
      runs: { type: "string", default: "3" },
      build: { type: "string", default: "dist" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const executablePath = await ensureBrowser({ asUsed: true });
  if (!executablePath) {
    console.error(noBrowserAdvice);
    return 1;
  }
  const spans = Number(values.spans);
  const { file } = await largeTraceFile({ format: "otlp", spans, folder });
  const edited = await editedTraceFile(file, spans);
  const server = serve(values.build, { [benchTraceId]: file, [otherTraceId]: edited });
  const origin = `http://127.0.0.1:${await listen(server, 0, "127.0.0.1")}`;
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking"],
  });
  const url = `${origin}/trace/${benchTraceId}...${otherTraceId}`;
  const results = await measure(browser, url, Number(values.runs));
  await browser.close();
  server.close();
  server.closeAllConnections();
  console.log(`${spans} and ${spans} spans: ${JSON.stringify(results, undefined, 2)}`);
  mkdirSync("bench-results", { recursive: true });
  const text = JSON.stringify({ date: new Date().toISOString(), spans, ...results }, undefined, 2);
  writeFileSync("bench-results/compare.json", `${text}\n`);
  return 0;
}

/**
 * @param {Browser} browser
 * @param {string} url
 * @param {number} runs
 */
async function measure(browser, url, runs) {
  const aligned = [];
  const longest = [];
  const complete = [];
  /** @type {Record<string, object>} */
  const moves = {};
  for (let run = 0; run < runs; run += 1) {
    const { context, page } = await openPage(browser, { selector: ownRow, count: 0 });
    await page.addInitScript(alignProbe);
    const { firstRowsMs, longestTaskMs } = await measureLoad(page, url, false);
    const aligningAt = await page.evaluate(() =>
      Number(Reflect.get(globalThis, "aligningAt") ?? Number.NaN),
    );
    complete.push(firstRowsMs);
    aligned.push(firstRowsMs - aligningAt);
    longest.push(longestTaskMs);
    if (run === runs - 1) {
      moves["scroll"] = await wheel(page, false);
      moves["zoom"] = await wheel(page, true);
      await page.getByRole("tab", { name: "Side by side" }).click();
      moves["scroll side by side"] = await wheel(page, false);
    }
    await context.close();
  }
  return {
    completeMs: round(median(complete)),
    alignedMs: round(median(aligned)),
    longestTaskMs: round(Math.max(...longest)),
    moves,
  };
}

/**
 * @param {Page} page
 * @param {boolean} ctrl
 */
async function wheel(page, ctrl) {
  const frames = await measureWheel(page, { seconds: 4, ctrl, at: [760, 700] });
  return Object.fromEntries(Object.entries(frames).map(([name, value]) => [name, round(value)]));
}

/**
 * A server of a build and of some traces, as Jaeger 2.20 answers.
 * @param {string} build
 * @param {Record<string, string>} traces files by trace id
 */
function serve(build, traces) {
  const files = createStaticFiles(build);
  const json = { "content-type": "application/json" };
  return http.createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://bench");
    const file = traces[/^\/api\/v3\/traces\/([0-9a-f]+)$/.exec(pathname)?.[1] ?? ""];
    if (file !== undefined) {
      void readFile(file).then(
        (bytes) => response.writeHead(200, json).end(bytes),
        () => response.destroy(),
      );
    } else if (pathname === "/api/v3/trace-summaries") {
      response.writeHead(200, json).end(`{"summaries":[]}`);
    } else if (pathname === "/api/v3/services") {
      response.writeHead(200, json).end(`{"services":["service-00"]}`);
    } else if (pathname.startsWith("/api/")) {
      response.writeHead(404, { "content-type": "text/plain" }).end("404 page not found\n");
    } else {
      void files(request, response, pathname).catch(() => response.destroy());
    }
  });
}

/**
 * The trace of a file with some of its spans renamed, slower, failed or gone, under another id.
 * @param {string} file
 * @param {number} spans
 */
async function editedTraceFile(file, spans) {
  const edited = path.join(folder, `otlp-${spans}-edited.json`);
  if (await stat(edited).catch(() => undefined)) return edited;
  /** @type {{ result: { resourceSpans: { scopeSpans: { spans: EditedSpan[] }[] }[] } }} */
  const trace = JSON.parse(await readFile(file, "utf8"));
  const lists = trace.result.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans);
  const parents = new Set(lists.flatMap((list) => list.spans.map((span) => span.parentSpanId)));
  let row = 0;
  for (const list of lists) {
    list.spans = list.spans.filter((span) => {
      row += 1;
      span.traceId = otherTraceId;
      if (row % 97 === 0) span.name += " v2";
      if (row % 31 === 0) {
        const end = BigInt(span.endTimeUnixNano);
        span.endTimeUnixNano = String(end + (end - BigInt(span.startTimeUnixNano)) / 2n);
      }
      if (row % 499 === 0) span.status = { code: 2, message: "failed" };
      return row % 211 !== 0 || parents.has(span.spanId);
    });
  }
  await writeFile(`${edited}.part`, JSON.stringify(trace));
  await rename(`${edited}.part`, edited);
  return edited;
}

/**
 * @typedef {object} EditedSpan
 * @property {string} traceId
 * @property {string} spanId
 * @property {string} [parentSpanId]
 * @property {string} name
 * @property {string} startTimeUnixNano
 * @property {string} endTimeUnixNano
 * @property {object} status
 */
