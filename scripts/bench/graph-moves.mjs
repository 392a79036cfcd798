// Large service graphs in the page: how long they take to be laid out and for how long they block
// the page when they appear, are looked at and change; and how smoothly they move.
import { dependencyLinks } from "./large-trace.mjs";
import { measureDrag, measureLoad, measureWheel, openPage } from "./measure.mjs";

/** @import { Browser, ElementHandle, Locator, Page } from "@playwright/test" */

export const drawnNode = "[data-node]";

/** Notes tasks with when they began, and how long workers that lay graphs out take to answer. */
const layoutProbe = `(() => {
  const tasks = (globalThis.tasks = []);
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) tasks.push([startTime, duration]);
  }).observe({ type: "longtask", buffered: true });
  const layouts = (globalThis.layouts = []);
  const Plain = globalThis.Worker;
  globalThis.Worker = class extends Plain {
    constructor(url, options) {
      super(url, options);
      if (options?.name !== "graph layout") return;
      this.addEventListener("message", () => layouts.push(performance.now() - this.asked));
    }
    postMessage(...question) {
      this.asked = performance.now();
      super.postMessage(...question);
    }
  };
})()`;

/** A service that so many of the others call. */
const hub = "hub";

/** @param {number} value */
const round = (value) => Number(value.toFixed(1));

/**
 * A server's own count of many services, one of them called by most: laid out, panned, zoomed, and
 * nodes of it dragged.
 * @param {Browser} browser
 * @param {{ services: number, edges: number, calls: number, runs: number }} size `calls`: of the hub
 * @param {(dependencies: readonly object[]) => Promise<{ origin: string, close: () => void }>} serve
 */
export async function layoutAndMoves(browser, { services, edges, calls, runs }, serve) {
  const links = dependencyLinks({ services, edges: edges - calls });
  const callers = [...new Set(links.map(({ parent }) => parent))].slice(0, calls);
  const ofHub = callers.map((parent, at) => ({ parent, child: hub, callCount: 1 + at * 97 }));
  const { origin, close } = await serve([...links, ...ofHub]);
  /** @type {{ layers: number[], forces: number[], longest: number[] }} */
  const measured = { layers: [], forces: [], longest: [] };
  /** @type {Record<string, object>} */
  const moves = {};
  /** @type {Record<string, number>} */
  let changes = {};
  for (let run = 0; run < runs; run += 1) {
    for (const way of /** @type {const} */ (["forces", "layers"])) {
      const { context, page } = await openPage(browser, { selector: drawnNode, count: 0 });
      await page.addInitScript(layoutProbe);
      const query = way === "forces" ? "?graphLayout=force" : "";
      await measureLoad(page, `${origin}/dependencies${query}`, false);
      const [layoutMs = 0] = /** @type {number[]} */ (await page.evaluate("globalThis.layouts"));
      measured[way].push(layoutMs);
      await settled(page);
      measured.longest.push(await longestOfAppearance(page));
      if (run === runs - 1 && way === "layers") {
        const at = /** @type {const} */ ([700, 320]);
        moves["zoom"] = rounded(await measureWheel(page, { seconds: 3, at }));
        await page.getByRole("button", { name: "Fit the drawing" }).click();
        moves["pan"] = rounded(await measureDrag(page, { seconds: 3, at: await emptyPlace(page) }));
        await page.getByRole("button", { name: "Fit the drawing" }).click();
        await settled(page);
        moves["drag"] = rounded(await measureDrag(page, { seconds: 3, at: await nodeAt(page) }));
        await settled(page);
        moves["dragHub"] = rounded(
          await measureDrag(page, { seconds: 3, at: await nodeAt(page, hub) }),
        );
        await settled(page);
        changes = await measureChanges(page);
      }
      await context.close();
    }
  }
  close();
  return {
    services: services + 1,
    edges: links.length + ofHub.length,
    edgesOfHub: ofHub.length,
    runs,
    layersMs: round(middle(measured.layers)),
    forcesMs: round(middle(measured.forces)),
    longestTaskOfAppearanceMs: round(Math.max(...measured.longest)),
    ...moves,
    longestTaskOfChangesMs: changes,
  };
}

/** The longest task of the page's thread after each thing that somebody does. @param {Page} page */
async function measureChanges(page) {
  /** @type {Record<string, number>} */
  const longest = {};
  /** @type {(name: string, what: Locator, act: (it: ElementHandle) => Promise<unknown>) => Promise<void>} */
  const measure = async (name, what, act) => {
    await settled(page);
    // Found before it is measured: that too is done in the page's thread.
    const handle = await what.elementHandle();
    if (!handle) throw new Error(`Nothing to measure: ${name}`);
    await page.waitForTimeout(200);
    await page.evaluate("void (globalThis.bench.long.length = 0)");
    await act(handle);
    await settled(page);
    longest[name] = round(await longestTask(page));
  };
  /** @param {ElementHandle} it */
  const click = (it) => it.dispatchEvent("click");
  const nodes = page.locator(drawnNode);
  const focus = page.getByLabel("Focus", { exact: true });
  const find = page.getByLabel("Find service");
  const fewest = page.getByLabel("Fewest calls");
  const layout = page.getByLabel("Layout");
  await measure("a node selected", nodes.nth(40), click);
  await measure("the hub selected", nodes.filter({ hasText: new RegExp(`^${hub}$`) }), click);
  await measure("the selection closed", page.getByRole("button", { name: "Close" }), click);
  await measure("a service looked for", find, (it) => it.fill("service-12"));
  await measure("all services again", find, (it) => it.fill(""));
  await measure("few calls left out", fewest, (it) => it.fill("20000"));
  await measure("all calls again", fewest, (it) => it.fill(""));
  await measure("from top to bottom", layout, (it) => it.selectOption({ index: 1 }));
  await measure("by forces", layout, (it) => it.selectOption({ index: 2 }));
  await measure("focused", focus, (it) => it.fill(hub));
  await measure("the whole again", focus, (it) => it.fill(""));
  return longest;
}

/** Until nothing goes on, and what was done last has been painted. @param {Page} page */
async function settled(page) {
  // What a field says reaches the page a moment after it has been typed.
  await page.waitForTimeout(600);
  await page.evaluate("globalThis.spanwise.idle()");
  await page.waitForTimeout(300);
}

/** From the arrival of the answer that is drawn: what starts the page is not counted. @param {Page} page */
const longestOfAppearance = (page) =>
  page.evaluate(() => {
    const { tasks } = /** @type {{ tasks: [number, number][] }} */ (
      /** @type {unknown} */ (globalThis)
    );
    const answers = performance.getEntriesByType("resource");
    const answer = answers.find(({ name }) => name.includes("/api/dependencies"));
    if (!(answer instanceof PerformanceResourceTiming)) throw new Error("Nothing was answered");
    return tasks.reduce(
      (most, [start, took]) => (start + took < answer.responseEnd ? most : Math.max(most, took)),
      0,
    );
  });

/** @param {Page} page */
export const longestTask = async (page) =>
  Math.max(0, .../** @type {number[]} */ (await page.evaluate("globalThis.bench.long")));

/** @param {number[]} values */
const middle = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** @param {Awaited<ReturnType<typeof measureWheel>>} frames */
const rounded = (frames) =>
  Object.fromEntries(Object.entries(frames).map(([name, value]) => [name, round(value)]));

/** Somewhere in the drawing without a node. @param {Page} page */
const emptyPlace = (page) => place(page, undefined);
/** The middle of a node in sight, of this name if it has one. @param {Page} page */
const nodeAt = (page, name = "") => place(page, name);

/**
 * @param {Page} page
 * @param {string | undefined} name
 * @returns {Promise<readonly [number, number]>}
 */
const place = (page, name) =>
  page.evaluate((wanted) => {
    const drawing = document.querySelector('svg[data-graph="drawing"]')?.parentElement;
    const box = drawing?.getBoundingClientRect();
    if (!box) throw new Error("There is no drawing");
    for (const node of document.querySelectorAll("[data-node]")) {
      if (!wanted || node.textContent !== wanted) continue;
      const { x, y, width, height } = node.getBoundingClientRect();
      return /** @type {const} */ ([x + width / 2, y + height / 2]);
    }
    for (let y = box.top + box.height / 2; y < box.bottom - 60; y += 3) {
      for (let x = box.left + box.width / 2; x < box.right - 150; x += 3) {
        const hit = document.elementFromPoint(x, y);
        if ((wanted !== undefined) === Boolean(hit?.closest("[data-node]")))
          return /** @type {const} */ ([x, y]);
      }
    }
    throw new Error("There is no such place");
  }, name);
