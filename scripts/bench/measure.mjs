/** @import { Browser, CDPSession, Page } from "@playwright/test" */

/** Runs before the page's own scripts: notes long tasks, frames and when a selector first matches. */
const probe = `(({ selector, count }) => {
  const bench = (globalThis.bench = { long: [], ready: undefined, complete: undefined, frames: [] });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) bench.long.push(entry.duration);
  }).observe({ type: "longtask", buffered: true });
  const look = () => {
    bench.ready ??= document.querySelector(selector) ? performance.now() : undefined;
    const grid = document.querySelector("[role=treegrid]");
    if (bench.complete === undefined && Number(grid?.getAttribute("aria-rowcount")) >= count &&
        bench.ready !== undefined && !document.querySelector("[role=progressbar]")) {
      bench.complete = performance.now();
    }
  };
  const watch = () => {
    new MutationObserver(look).observe(document.documentElement,
      { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-rowcount"] });
    look();
  };
  if (document.documentElement) watch();
  else document.addEventListener("readystatechange", watch, { once: true });
})`;

/** The first row of spans that our own timeline shows. */
export const ownRow = '[role="treegrid"] [role="row"][aria-level]';

/**
 * Until the browser has closed what was open before and started the processes that it keeps ready:
 * both take a second of a processor, which is no page's.
 * @param {Page} page
 */
const browserRests = (page) => page.waitForTimeout(1500);

/**
 * Opens a page afresh, in a context of its own, ready to be sent somewhere.
 * @param {Browser} browser
 * @param {{ selector: string, count: number }} wanted
 */
export async function openPage(browser, wanted) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(`${probe}(${JSON.stringify(wanted)})`);
  const session = await context.newCDPSession(page);
  /** @type {CDPSession[]} */
  const sessions = [session];
  await browserRests(page);
  return { context, page, sessions };
}

/**
 * Time from navigation to the end of a plain fetch, with JSON.parse or without, in milliseconds.
 * @param {Browser} browser
 * @param {string} origin
 * @param {string} path
 * @param {boolean} parse
 */
export async function measureFloor(browser, origin, path, parse) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await browserRests(page);
  await page.goto(`${origin}/floor#${encodeURIComponent(JSON.stringify({ url: path, parse }))}`);
  await page.waitForFunction(() => "floorMs" in globalThis, undefined, { timeout: 300_000 });
  const floor = /** @type {number} */ (await page.evaluate("globalThis.floorMs"));
  await context.close();
  return floor;
}

/**
 * Opens a trace and waits until it is whole.
 * @param {Page} page
 * @param {string} url
 * @param {boolean} wholeIsKnown false for another viewer, which shows readiness only
 */
export async function measureLoad(page, url, wholeIsKnown) {
  await page.goto(url, { waitUntil: "commit" });
  const end = wholeIsKnown ? "complete" : "ready";
  // A function, since the page's policy forbids what is evaluated from a text later on.
  await page.waitForFunction(
    (/** @type {string} */ name) => {
      const { bench } = /** @type {{ bench?: Record<string, unknown> }} */ (
        /** @type {unknown} */ (globalThis)
      );
      return bench?.[name] !== undefined;
    },
    end,
    { timeout: 300_000, polling: 100 },
  );
  const { long, ready, complete } =
    /** @type {{ long: number[], ready: number, complete?: number }} */ (
      await page.evaluate("globalThis.bench")
    );
  return {
    firstRowsMs: ready,
    completeMs: complete ?? ready,
    longestTaskMs: Math.max(0, ...long),
    blockedMs: long.reduce((sum, task) => sum + Math.max(0, task - 50), 0),
  };
}

/**
 * Bytes in use after collection, of the page and of its workers: heap, DOM's and array buffers.
 * @param {import("@playwright/test").BrowserContext} context
 * @param {Page} page
 */
export async function measureHeap(context, page) {
  const root = await context.newCDPSession(page);
  let bytes = await heapOf((method) => root.send(/** @type {never} */ (method)));
  /** @type {{ sessionId: string }[]} */
  const workers = [];
  root.on("Target.attachedToTarget", ({ sessionId, targetInfo }) => {
    if (targetInfo.type === "worker") workers.push({ sessionId });
  });
  await root.send("Target.setAutoAttach", {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  for (const { sessionId } of workers) bytes += await heapOf(workerSender(root, sessionId));
  await root.detach();
  return { bytes, workers: workers.length };
}

/** @param {(method: string) => Promise<unknown>} send */
async function heapOf(send) {
  await send("HeapProfiler.collectGarbage");
  await send("HeapProfiler.collectGarbage");
  const usage =
    /** @type {{ usedSize: number, embedderHeapUsedSize?: number, backingStorageSize?: number }} */ (
      await send("Runtime.getHeapUsage")
    );
  return usage.usedSize + (usage.embedderHeapUsedSize ?? 0) + (usage.backingStorageSize ?? 0);
}

/**
 * Speaks to a worker through the page's session.
 * @param {CDPSession} root
 * @param {string} sessionId
 */
function workerSender(root, sessionId) {
  let last = 0;
  return (/** @type {string} */ method) =>
    new Promise((resolve, reject) => {
      const id = (last += 1);
      /** @param {{ sessionId: string, message: string }} event */
      const listener = (event) => {
        const answer = JSON.parse(event.message);
        if (event.sessionId !== sessionId || answer.id !== id) return;
        root.off("Target.receivedMessageFromTarget", listener);
        if (answer.error) reject(new Error(answer.error.message));
        else resolve(answer.result);
      };
      root.on("Target.receivedMessageFromTarget", listener);
      const message = JSON.stringify({ id, method });
      void root.send("Target.sendMessageToTarget", { sessionId, message }).catch(reject);
    });
}

/**
 * Frames while the wheel turns over the timeline for some seconds.
 * @param {Page} page
 * @param {{ seconds: number, ctrl?: boolean, at?: readonly [number, number] }} options ctrl: zoom in
 *   place of scrolling; at: where the pointer is
 */
export async function measureWheel(page, { seconds, ctrl = false, at = [900, 600] }) {
  await page.mouse.move(...at);
  return countFrames(page, async () => {
    if (ctrl) await page.keyboard.down("Control");
    const until = Date.now() + seconds * 1000;
    for (let turn = 0; Date.now() < until; turn += 1) {
      const down = Math.floor(turn / 60) % 2 === 0 ? 1 : -1;
      await page.mouse.wheel(0, 120 * down);
    }
    if (ctrl) await page.keyboard.up("Control");
  });
}

/**
 * Frames while the pointer drags in circles for some seconds, from where it is pressed.
 * @param {Page} page
 * @param {{ seconds: number, at: readonly [number, number] }} options
 */
export async function measureDrag(page, { seconds, at: [x, y] }) {
  await page.mouse.move(x, y);
  return countFrames(page, async () => {
    await page.mouse.down();
    const until = Date.now() + seconds * 1000;
    for (let turn = 0; Date.now() < until; turn += 1) {
      await page.mouse.move(x + 120 * Math.sin(turn / 20), y + 90 * Math.sin(turn / 13));
    }
    await page.mouse.up();
  });
}

/**
 * @param {Page} page
 * @param {() => Promise<void>} during
 */
async function countFrames(page, during) {
  await page.evaluate(`(() => {
    const bench = globalThis.bench;
    bench.frames = [];
    bench.long.length = 0;
    bench.counting = true;
    const count = (time) => { bench.frames.push(time); if (bench.counting) requestAnimationFrame(count); };
    requestAnimationFrame(count);
  })()`);
  await during();
  const { frames, long } = /** @type {{ frames: number[], long: number[] }} */ (
    await page.evaluate("(globalThis.bench.counting = false, globalThis.bench)")
  );
  const gaps = frames.slice(1).map((time, i) => time - (frames[i] ?? time));
  gaps.sort((a, b) => a - b);
  const rank = (/** @type {number} */ share) =>
    gaps[Math.min(gaps.length - 1, Math.ceil(share * gaps.length) - 1)] ?? 0;
  const total = gaps.reduce((sum, gap) => sum + gap, 0);
  return {
    framesPerSecond: (gaps.length / total) * 1000,
    p50Ms: rank(0.5),
    p95Ms: rank(0.95),
    maxMs: rank(1),
    longestTaskMs: Math.max(0, ...long),
  };
}
