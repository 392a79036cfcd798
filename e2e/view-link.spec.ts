import type { Page } from "@playwright/test";
import { ids } from "./fixtures/traces.mjs";
import { details, expect, rest, spanRow, spans, test } from "./support";

/** What is on the screen of a timeline, in words. */
async function lookOf(page: Page) {
  return {
    rows: await spans(page)
      .getByRole("row")
      .evaluateAll((rows) =>
        rows.map((row) =>
          ["aria-rowindex", "aria-level", "aria-label", "aria-expanded", "aria-selected"]
            .map((name) => row.getAttribute(name))
            .concat(
              ["data-match", "data-pale"].map((name) => (row.hasAttribute(name) ? name : null)),
            )
            .join("|"),
        ),
      ),
    count: await spans(page).getAttribute("aria-rowcount"),
    times: await page
      .getByRole("slider", { name: /^(Start|End) of range$/ })
      .evaluateAll((sliders) => sliders.map((slider) => slider.getAttribute("aria-valuetext"))),
    strips: await page
      .getByRole("region")
      .or(page.getByRole("navigation", { name: "Focused subtree" }))
      .or(page.getByRole("status"))
      .evaluateAll((all) => all.map((one) => (one as HTMLElement).innerText)),
    find: await page.getByRole("textbox", { name: "Find in trace" }).inputValue(),
    pressed: await page
      .locator('button[aria-pressed="true"]')
      .evaluateAll((all) => all.map((one) => (one as HTMLElement).innerText)),
  };
}

const press = (...keys: readonly string[]) => [
  ...keys.map((key) => async (page: Page) => {
    await page.keyboard.press(key);
    await rest(page);
  }),
];
const run = "night: run";
const onRow = (name: string, ...keys: readonly string[]) => [
  async (page: Page) => spanRow(page, name).first().focus(),
  ...press(...keys),
];
const inPanel = (key: string, change: (page: Page) => Promise<void>) => [
  ...press(key),
  async (page: Page) => {
    await change(page);
    await rest(page);
  },
  ...press("Escape"),
];
const find = async (page: Page) => {
  await page.getByRole("textbox", { name: "Find in trace" }).fill("item");
  await rest(page);
};

interface Part {
  readonly name: string;
  readonly param: string;
  readonly steps: readonly ((page: Page) => Promise<unknown>)[];
}

const parts: readonly Part[] = [
  { name: "collapsed rows", param: "collapsed", steps: onRow("mailer: report", "ArrowLeft") },
  {
    name: "folded repeats, and those that are open",
    param: "opened",
    steps: [...press("u"), ...onRow("items: SELECT price, 7 equal", "ArrowRight")],
  },
  { name: "the text to find", param: "uiFind", steps: [find] },
  { name: "only what is found", param: "only", steps: [find, ...onRow(run, "m")] },
  {
    name: "a quick filter",
    param: "filter",
    steps: inPanel("v", (page) => page.getByRole("radio", { name: /^Errors/ }).check()),
  },
  {
    name: "services out of sight, and what is below them",
    param: "svcFilter",
    steps: inPanel("v", async (page) => {
      await page.getByRole("checkbox", { name: /^items/ }).click();
      await page
        .getByRole("checkbox", { name: /^Keep what is below/ })
        .last()
        .check();
    }),
  },
  {
    name: "a shortest duration",
    param: "minSpan",
    steps: inPanel("v", (page) => page.getByLabel("Hide spans shorter than").fill("8ms")),
  },
  { name: "the time in sight", param: "range", steps: onRow("mailer: send", "z") },
  {
    name: "colours",
    param: "color",
    steps: inPanel("y", (page) => page.getByRole("radio", { name: "Kind" }).check()),
  },
  { name: "the critical path", param: "critical", steps: press("c") },
  { name: "self time", param: "self", steps: press("t") },
  { name: "time without spans", param: "gaps", steps: press("g") },
  { name: "times of day", param: "clock", steps: [...onRow("mailer: send", "q"), ...press("l")] },
  { name: "corrected clocks", param: "skew", steps: press("k") },
  { name: "a subtree alone", param: "focus", steps: onRow("mailer: report", "n") },
  { name: "the selected span and its details", param: "span", steps: onRow(run, "Enter") },
  { name: "a measured range", param: "measure", steps: onRow("mailer: send", "q") },
];

test.describe("a link to a timeline", () => {
  for (const { name, param, steps } of parts) {
    test(`has ${name}`, async ({ page, site, browser }) => {
      await site("v2.20").open(`trace/${ids.nightRun}`);
      const plain = await lookOf(page);
      for (const step of steps) await step(page);
      expect([...new URL(page.url()).searchParams.keys()]).toContain(param);
      const look = await lookOf(page);
      // Switches that only change the picture leave the words as they are.
      if (!["self", "gaps"].includes(param)) expect(look).not.toEqual(plain);

      const context = await browser.newContext();
      const elsewhere = await context.newPage();
      await elsewhere.goto(page.url());
      await rest(elsewhere);
      expect(await lookOf(elsewhere)).toEqual(look);
      expect(elsewhere.url()).toBe(page.url());
      await context.close();
    });
  }

  test("has all of it at once, and Back restores it", async ({ page, site, browser }) => {
    await site("v2.20").open(`trace/${ids.nightRun}`);
    const steps = [
      ...onRow("mailer: report", "ArrowLeft"),
      ...press("u", "c", "k"),
      ...onRow("items: SELECT item, 7 equal", "ArrowRight"),
      ...onRow("night: wait, 5 equal", "ArrowRight"),
      ...onRow("items: SELECT item", "Enter", "q"),
      ...press("+"),
      find,
    ];
    for (const step of steps) await step(page);
    await expect(details(page)).toBeVisible();
    const look = await lookOf(page);
    const url = page.url();
    const context = await browser.newContext();
    const elsewhere = await context.newPage();
    await elsewhere.goto(url);
    await rest(elsewhere);
    expect(await lookOf(elsewhere)).toEqual(look);
    await context.close();

    // A step of its own, after which more folds are closed.
    await spanRow(page, run).focus();
    await page.keyboard.press("n");
    await rest(page);
    await page.getByRole("button", { name: "Fold them again" }).click();
    await rest(page);
    await expect(page).not.toHaveURL(/opened=/);
    await page.goBack();
    await rest(page);
    expect(page.url()).toBe(url);
    expect(await lookOf(page)).toEqual(look);
    await page.goForward();
    await rest(page);
    await expect(page).not.toHaveURL(/opened=/);
    await expect(spanRow(page, "night: wait, 5 equal")).toBeVisible();
  });
});
