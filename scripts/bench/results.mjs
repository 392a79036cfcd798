// Search results: how long 10,000 of them take to be on the screen after "Find traces" was pressed in
// an open page, against the bare fetch and JSON.parse of the same answer in the same page; how long a
// link to them takes to open; how long sorting and filtering take; and how smoothly the list scrolls
// and the chart is brushed.
/** @import { Browser, Page } from "@playwright/test" */
import http from "node:http";
import { listen } from "../lib/serve.mjs";
import { createStaticFiles } from "../lib/static-files.mjs";
import { median } from "../lib/statistics.mjs";
import { measureLoad, openPage } from "./measure.mjs";

/** An hour, of which the results are. */
const endMs = Date.UTC(2026, 0, 12, 15);
const hourMs = 3_600_000;

/** A seeded source of numbers from 0 to 1. @param {number} seed */
function shares(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** @typedef {"newest" | "none"} Order newest first, as a Jaeger's memory answers; none, as others may */

/**
 * The answer of a Jaeger 2.20 to a search: the same bytes in every run.
 * @param {number} count
 * @param {Order} order
 */
function summaries(count, order) {
  const next = shares(17);
  const list = Array.from({ length: count }, (_, n) => {
    const start = BigInt(endMs - Math.floor(next() * hourMs)) * 1_000_000n + BigInt(n);
    const duration = BigInt(Math.floor(1e6 * 10 ** (next() * 4)));
    const failed = next() < 0.05;
    const services = Array.from({ length: 2 + Math.floor(next() * 5) }, (_one, i) => ({
      name: `service-${String((n * 7 + i * 3) % 40).padStart(2, "0")}`,
      spanCount: 1 + Math.floor(next() * 30),
      ...(failed && i === 0 ? { errorSpanCount: 1 } : {}),
    }));
    return {
      traceId: (n + 1).toString(16).padStart(32, "b"),
      rootServiceName: services[0]?.name,
      rootOperationName: `GET /resource-${Math.floor(next() * 200)}/{id}`,
      minStartTimeUnixNano: String(start),
      maxEndTimeUnixNano: String(start + duration),
      spanCount: services.reduce((sum, one) => sum + one.spanCount, 0),
      ...(failed ? { errorSpanCount: 1 } : {}),
      services,
    };
  });
  if (order === "newest") {
    const start = (/** @type {(typeof list)[number]} */ one) => one.minStartTimeUnixNano;
    list.sort((a, b) => (start(a) < start(b) ? 1 : -1));
  }
  return Buffer.from(JSON.stringify({ summaries: list }));
}

/** @param {string} folder the build @param {Buffer} whole */
function createResultServer(folder, whole) {
  const files = createStaticFiles(folder);
  return http.createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://bench");
    const json = { "content-type": "application/json" };
    if (url.pathname === "/api/v3/trace-summaries") {
      // Detection asks for one trace, and must not be answered with all.
      const body =
        url.searchParams.get("query.searchDepth") === "1" ? Buffer.from(`{"summaries":[]}`) : whole;
      response.writeHead(200, { ...json, "content-length": body.length }).end(body);
    } else if (url.pathname === "/api/v3/services") {
      response.writeHead(200, json).end(`{"services":["service-00","service-01"]}`);
    } else if (url.pathname.startsWith("/api/")) {
      response.writeHead(404, { "content-type": "text/plain" }).end("404 page not found\n");
    } else {
      void files(request, response, url.pathname).catch(() => response.destroy());
    }
  });
}

const searchButton = 'form[role="search"] button[type="submit"]';
const rowLink = '[role="table"] [data-index] a';
/** Of all of them, not of those so far. */
const wholeHeading = /^[\d,]+ traces(?! so far)/;

/**
 * Milliseconds from a press of a button to the frame in which the first row in sight is another one
 * (or is there at last), and to the one from which on the heading is that of all.
 * @param {Page} page
 * @param {string} selector of the button
 */
function timeToRows(page, selector) {
  return page.evaluate(
    async ([button, link, heading]) => {
      const first = () =>
        [...document.querySelectorAll(link ?? "")]
          .find((one) => !one.closest("[inert]"))
          ?.getAttribute("href");
      const words = new RegExp(heading ?? "");
      const isWhole = () =>
        [...document.querySelectorAll("h1")].some(
          (one) => !one.closest("[inert]") && words.test(one.textContent ?? ""),
        );
      const before = first();
      const { nextFrame } = /** @type {{ nextFrame?: (then: () => void) => void }} */ (
        /** @type {unknown} */ (globalThis)
      );
      let start = 0;
      /** @param {() => boolean | undefined} is */
      const whenSeen = (is) =>
        new Promise((/** @type {(ms: number) => void} */ resolve) => {
          const observer = new MutationObserver(() => {
            if (!is()) return;
            observer.disconnect();
            // The frame that shows it.
            nextFrame?.(() => setTimeout(() => resolve(performance.now() - start)));
          });
          const all = { subtree: true, childList: true, attributes: true, characterData: true };
          observer.observe(document.body, all);
        });
      const hasRows = () => first() !== undefined && first() !== before;
      const seen = [whenSeen(hasRows), whenSeen(() => hasRows() && isWhole())];
      start = performance.now();
      /** @type {HTMLElement | null} */ (document.querySelector(button ?? ""))?.click();
      const [rowsMs = Number.NaN, wholeMs = Number.NaN] = await Promise.all(seen);
      return { rowsMs, wholeMs };
    },
    [selector, rowLink, wholeHeading.source],
  );
}

/** The bare fetch and JSON.parse of an answer, in the page. @param {Page} page @param {string} url */
function timeToParse(page, url) {
  return page.evaluate(async (address) => {
    const start = performance.now();
    const response = await fetch(address);
    const { summaries: list } = JSON.parse(await response.text());
    return list.length > 0 ? performance.now() - start : Number.NaN;
  }, url);
}

/**
 * Frames while something is done to the page.
 * @param {Page} page
 * @param {() => Promise<void>} act
 */
async function frames(page, act) {
  await page.evaluate(`(() => {
    const bench = globalThis.bench;
    bench.frames = [];
    bench.long.length = 0;
    const turn = (bench.turn ?? 0) + 1;
    bench.turn = turn;
    const count = (time) => {
      if (bench.turn !== turn) return;
      bench.frames.push(time);
      requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
  })()`);
  await act();
  const { frames: times, long } = /** @type {{ frames: number[], long: number[] }} */ (
    await page.evaluate("((globalThis.bench.turn += 1), globalThis.bench)")
  );
  const gaps = times.slice(1).map((time, i) => time - (times[i] ?? time));
  gaps.sort((a, b) => a - b);
  const total = gaps.reduce((sum, gap) => sum + gap, 0);
  return {
    framesPerSecond: (gaps.length / total) * 1000,
    p95Ms: gaps[Math.ceil(0.95 * gaps.length) - 1] ?? 0,
    maxMs: gaps.at(-1) ?? 0,
    longestTaskMs: Math.max(0, ...long),
  };
}

/** @param {Page} page @param {number} seconds */
async function scroll(page, seconds) {
  await page.mouse.move(700, 700);
  const until = Date.now() + seconds * 1000;
  for (let turn = 0; Date.now() < until; turn += 1) {
    await page.mouse.wheel(0, Math.floor(turn / 60) % 2 === 0 ? 240 : -240);
  }
}

/** Draws one window over the chart, to and fro. @param {Page} page @param {number} seconds */
async function brush(page, seconds) {
  const box = await page.getByRole("img", { name: /^Duration over time/ }).boundingBox();
  if (!box) throw new Error("There is no chart to brush");
  await page.mouse.move(box.x + 80, box.y + 20);
  await page.mouse.down();
  const until = Date.now() + seconds * 1000;
  for (let turn = 0; Date.now() < until; turn += 1) {
    const across = Math.abs(((turn / 90) % 2) - 1);
    await page.mouse.move(box.x + 90 + across * (box.width - 130), box.y + 30 + across * 40);
  }
  await page.mouse.up();
}

/**
 * Opens the form and fills it in.
 * @param {Page} page
 * @param {string} origin
 * @param {number} count
 */
async function openForm(page, origin, count) {
  await page.addInitScript("globalThis.nextFrame = (then) => requestAnimationFrame(then);");
  await page.goto(`${origin}/search`);
  await page.getByRole("button", { name: "Find traces" }).waitFor();
  await page.getByLabel("Limit", { exact: true }).fill(String(count));
  await page.getByLabel("Lookback", { exact: true }).selectOption("custom");
  await page.getByLabel("From", { exact: true }).fill("2026-01-12T14:00:00");
  await page.getByLabel("To", { exact: true }).fill("2026-01-12T15:00:00");
}

/** Sorts by every column of some, and filters to and fro. @param {Page} page */
async function timeSortAndFilter(page) {
  const sorts = [];
  const filters = [];
  for (const column of ["Duration", "Trace", "Spans", "Start"]) {
    await page.evaluate(
      ([name]) => {
        const button = [...document.querySelectorAll('[role="columnheader"] button')].find((one) =>
          one.textContent?.startsWith(name ?? ""),
        );
        button?.setAttribute("data-bench", name ?? "");
      },
      [column],
    );
    sorts.push((await timeToRows(page, `[data-bench="${column}"]`)).rowsMs);
  }
  for (let press = 0; press < 2; press += 1) {
    const errors = page.getByRole("button", { name: /^With errors / });
    await errors.evaluate((button) => button.setAttribute("data-bench", "errors"));
    filters.push((await timeToRows(page, '[data-bench="errors"]')).rowsMs);
  }
  return { sorts, filters };
}

/**
 * Answers in one order: an open page that is asked, and a link that is opened.
 * @param {Browser} browser
 * @param {{ folder: string, count: number, runs: number, order: Order, withMotion: boolean }} options
 */
async function measureOrder(browser, { folder, count, runs, order, withMotion }) {
  const whole = summaries(count, order);
  const server = createResultServer(folder, whole);
  const origin = `http://127.0.0.1:${await listen(server, 0, "127.0.0.1")}`;
  const [start, end] = [(endMs - hourMs) * 1000, endMs * 1000];
  const range = `start=${start}&end=${end}&lookback=custom&limit=${count}`;
  const floors = [];
  const presses = [];
  const links = [];
  const sorts = [];
  const filters = [];
  let motion;
  for (let run = 0; run < runs; run += 1) {
    const { context, page } = await openPage(browser, { selector: rowLink, count: 0 });
    await openForm(page, origin, count);
    floors.push(await timeToParse(page, `/api/v3/trace-summaries?${range}`));
    presses.push(await timeToRows(page, searchButton));
    const changes = await timeSortAndFilter(page);
    sorts.push(...changes.sorts);
    filters.push(...changes.filters);
    if (withMotion && run === runs - 1) {
      motion = {
        scroll: await frames(page, () => scroll(page, 3)),
        brush: await frames(page, () => brush(page, 3)),
      };
    }
    await context.close();
    const opened = await openPage(browser, { selector: rowLink, count: 0 });
    links.push((await measureLoad(opened.page, `${origin}/search?${range}`, false)).firstRowsMs);
    await opened.context.close();
  }
  server.close();
  server.closeAllConnections();
  const floorMs = median(floors);
  const resultsMs = median(presses.map(({ rowsMs }) => rowsMs));
  return {
    order,
    megabytes: whole.length / 1e6,
    floorMs,
    resultsMs,
    resultsToFloor: resultsMs / floorMs,
    wholeMs: median(presses.map(({ wholeMs }) => wholeMs)),
    linkMs: median(links),
    sortMs: median(sorts),
    slowestSortMs: Math.max(...sorts),
    filterMs: median(filters),
    slowestFilterMs: Math.max(...filters),
    ...motion,
  };
}

/**
 * @param {Browser} browser
 * @param {{ folder: string, count: number, runs: number }} options
 */
export async function measureResults(browser, options) {
  return {
    count: options.count,
    runs: options.runs,
    orders: [
      await measureOrder(browser, { ...options, order: "newest", withMotion: true }),
      await measureOrder(browser, { ...options, order: "none", withMotion: false }),
    ],
  };
}
