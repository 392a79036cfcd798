// oxlint-disable no-restricted-globals -- frames are measured here, not drawn
/** @import { Page } from "@playwright/test" */

/**
 * @typedef {object} Action
 * @property {string} name
 * @property {(page: Page) => Promise<void>} act makes one input: a key, a click, a text
 * @property {string} selector of what answers it
 * @property {string} attribute of it that changes; "" for its text
 * @property {string} pattern of the attribute or text that is the answer
 */

/** @param {string} key */
const press = (key) => (/** @type {Page} */ page) => page.keyboard.press(key);

/** @param {number} row */
const clickRow = (row) => (/** @type {Page} */ page) =>
  page
    .getByRole("treegrid", { name: "Spans" })
    .locator('[role="row"][aria-level]')
    .nth(row)
    .click();

const rows = { selector: '[role="treegrid"]', attribute: "aria-rowcount", pattern: "." };
const details = { selector: '[role="region"] h2, section h2', attribute: "", pattern: "." };

/** What somebody does in a timeline, in an order in which each has something to do. @type {readonly Action[]} */
const actions = [
  { name: "details of a span", act: clickRow(10), ...details },
  { name: "details of the next", act: clickRow(14), ...details },
  { name: "collapse all", act: press("]"), ...rows },
  { name: "expand all", act: press("["), ...rows },
  {
    name: "find",
    act: async (page) => {
      await page.getByRole("textbox", { name: "Find in trace" }).focus();
      await page.keyboard.insertText("operation-17");
    },
    selector: '[role="status"]',
    attribute: "",
    pattern: "^\\d.*[1-9]",
  },
];

/**
 * How long the page takes to answer what somebody does: from the input's own time to the first
 * frame in which the answer stands, and to the last change that comes of it; and the longest task
 * of the page's thread until then. Milliseconds.
 * @param {Page} page that shows a timeline
 */
export async function measureActions(page) {
  const results = [];
  for (const { name, act, ...answer } of actions) {
    await page.evaluate(watch, answer);
    await act(page);
    results.push({ name, ...(await page.evaluate(answered)) });
  }
  return results;
}

/**
 * In the page: notes the input that comes next and what changes after it.
 * @param {Pick<Action, "selector" | "attribute" | "pattern">} answer
 */
function watch({ selector, attribute, pattern }) {
  const read = () =>
    [...document.querySelectorAll(selector)]
      .map((element) => (attribute ? element.getAttribute(attribute) : element.textContent) ?? "")
      .filter((text) => new RegExp(pattern, "u").test(text))
      .join("|");
  const before = read();
  /** @type {{ from?: number, first?: number, last?: number, long: number }} */
  const seen = { long: 0 };
  const began = (/** @type {Event} */ event) => (seen.from ??= event.timeStamp);
  // The click itself, not the press before it: how long a button is held is no answer's time.
  const inputs = ["click", "keydown", "beforeinput"];
  for (const type of inputs) addEventListener(type, began, { capture: true });
  const mutations = new MutationObserver(() => {
    if (seen.from === undefined) return;
    const text = read();
    seen.last = performance.now();
    if (seen.first === undefined && text !== "" && text !== before) {
      seen.first = Number.NaN;
      requestAnimationFrame(() => setTimeout(() => (seen.first = performance.now())));
    }
  });
  const what = { subtree: true, childList: true, attributes: true, characterData: true };
  mutations.observe(document.body, what);
  const long = new PerformanceObserver((list) => {
    if (seen.from === undefined) return;
    for (const entry of list.getEntries()) seen.long = Math.max(seen.long, entry.duration);
  });
  long.observe({ type: "longtask" });
  Object.assign(globalThis, {
    benchAnswered: async () => {
      while (!(seen.first !== undefined && seen.first > 0)) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      await /** @type {{ spanwise: { idle(): Promise<void> } }} */ (
        /** @type {unknown} */ (globalThis)
      ).spanwise.idle();
      mutations.disconnect();
      long.disconnect();
      for (const type of inputs) removeEventListener(type, began, { capture: true });
      const { from = 0, first = 0, last = first } = seen;
      return { firstMs: first - from, lastMs: last - from, longestTaskMs: seen.long };
    },
  });
}

/** In the page. */
function answered() {
  return /** @type {{ benchAnswered(): Promise<{ firstMs: number, lastMs: number, longestTaskMs: number }> }} */ (
    /** @type {unknown} */ (globalThis)
  ).benchAnswered();
}
