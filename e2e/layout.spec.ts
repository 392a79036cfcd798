import { en } from "../src/i18n/en";
import { ru } from "../src/i18n/ru";
import { toOtlp } from "./fixtures/formats.mjs";
import { createTraces, ids, spanIdOf } from "./fixtures/traces.mjs";
import { expect, prefer, rest, results, spans, test } from "./support";
import type { Locator, Page } from "@playwright/test";

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

async function boxOf(part: Locator): Promise<Box> {
  const box = await part.boundingBox();
  if (!box) throw new Error(`${String(part)} is not seen`);
  return box;
}

const boxesOf = async (parts: Locator): Promise<readonly Box[]> =>
  Promise.all((await parts.all()).map(boxOf));

/** Whether all stand on one line: that of the first. */
function expectOneLine(boxes: readonly Box[], what: string): void {
  const [first] = boxes;
  if (!first) throw new Error(`There is nothing of ${what}`);
  const middle = first.y + first.height / 2;
  for (const box of boxes) {
    expect(Math.abs(box.y + box.height / 2 - middle), what).toBeLessThan(8);
  }
}

/** Where the words inside an element end, in pixels from the left. */
const endOfWords = (part: Locator): Promise<number> =>
  part.evaluate((element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return range.getBoundingClientRect().right;
  });

const filters = (page: Page, words: typeof en | typeof ru): Locator =>
  page.getByRole("group", { name: words.search.filters.name });

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("what opens and closes a row is large enough to be pressed", async ({ page, site }) => {
    await site("v2.20").open(`trace/${ids.checkout}`);
    const [first] = await boxesOf(spans(page).getByRole("button", { name: "Collapse" }).first());
    expect(first?.width).toBeGreaterThanOrEqual(24);
    expect(first?.height).toBeGreaterThanOrEqual(24);
    expect(first?.x).toBeGreaterThanOrEqual(0);
  });

  for (const [locale, words] of [
    ["en", en],
    ["ru", ru],
  ] as const) {
    test(`results begin soon, below one line of heads: ${locale}`, async ({ page, site }) => {
      await prefer(page, { locale });
      await site("v2.20").open("search?source=demo&lookback=3h&limit=1000");
      const list = results(page, words.search.results.name);
      const heads = list.getByRole("columnheader").getByRole("button");
      expectOneLine(await boxesOf(heads), "the heads");
      // What the list is put in order by is in sight.
      const sorted = await boxOf(list.locator("[aria-sort]"));
      expect(sorted.x).toBeGreaterThanOrEqual(0);
      expect(sorted.x + sorted.width).toBeLessThanOrEqual(390);
      const menus = [words.search.download.button, words.search.view.button].map((name) =>
        filters(page, words).getByRole("button", { name, exact: true }),
      );
      expectOneLine(await Promise.all(menus.map(boxOf)), "the menus");
      const [first] = await boxesOf(list.getByRole("checkbox").first());
      expect(first?.y).toBeLessThan(520);
    });

    test(`a trace's buttons stand beside the way back: ${locale}`, async ({ page, site }) => {
      await prefer(page, { locale });
      await site("v2.20").open(`trace/${ids.checkout}`);
      const back = page.getByRole("link", { name: words.trace.backShort });
      const refresh = page.getByRole("button", { name: words.trace.refresh.button });
      const save = page.getByRole("button", { name: words.traceExport.button });
      const boxes = await Promise.all([back, refresh, save].map(boxOf));
      expectOneLine(boxes, "the line");
      const [left, right] = boxes;
      expect((left?.x ?? 0) + (left?.width ?? 0)).toBeLessThanOrEqual(right?.x ?? 0);
      for (const box of boxes) expect(box.x + box.width).toBeLessThanOrEqual(390);
    });

    test(`figures of the critical path are not cut: ${locale}`, async ({ page, site }) => {
      await prefer(page, { locale });
      await site("v2.20").open(`trace/${ids.checkout}?critical=1`);
      const { path } = words.timeline;
      const strip = page.getByRole("region", { name: path.label });
      await strip.getByRole("button", { name: /\d/ }).click();
      const table = page.getByRole("dialog", { name: path.label }).getByRole("table");
      await expect(table).toBeVisible();
      const names = table.getByRole("columnheader", { name: path.section });
      expect((await boxOf(names)).width).toBeGreaterThan(100);
      // All but the names of spans, which may be.
      const cut = await table
        .locator("th:not(:first-child), td:not(:first-child)")
        .evaluateAll((cells) => cells.filter((cell) => cell.scrollWidth > cell.clientWidth).length);
      expect(cut).toBe(0);
    });

    test(`the tools of the JSON take two lines: ${locale}`, async ({ page, site }) => {
      await prefer(page, { locale });
      await site("v2.20").open(`trace/${ids.checkout}?view=json`);
      const { copy, save } = words.views.json;
      const buttons = [copy, save].map((name) => page.getByRole("button", { name, exact: true }));
      expectOneLine(await Promise.all(buttons.map(boxOf)), "the buttons");
      const counts = page.getByRole("status").filter({ hasText: words.trace.summary.spans(11) });
      expect((await boxOf(counts)).height).toBeLessThan(24);
    });

    test(`strips above the timeline are seen whole: ${locale}`, async ({ page, site }) => {
      await prefer(page, { locale });
      await site("v2.20").open(`trace/${ids.checkout}?critical=1&color=kind`);
      const { path, legend } = words.timeline;
      const hide = await boxOf(page.getByRole("button", { name: path.off }));
      expect(hide.x + hide.width).toBeLessThanOrEqual(390);
      const entries = page.getByRole("region", { name: legend.label }).getByRole("listitem");
      expect(await entries.count()).toBeGreaterThan(1);
      const first = await boxOf(entries.first());
      expect(first.x + first.width).toBeLessThanOrEqual(390);
    });
  }

  test("traces that a link names are not behind the form", async ({ page, site }) => {
    await site("v2.20").open(`search?traceID=${ids.checkout}&traceID=${ids.restock}`);
    await expect(results(page).getByRole("checkbox").first()).toBeInViewport();
  });

  test("a box to tick stands beside its words", async ({ page, site }) => {
    await prefer(page, { locale: "ru" });
    await site("v2.20").open("search");
    const buffer = Buffer.from(JSON.stringify(toOtlp(createTraces(Date.now()).slice(0, 1))));
    await page
      .locator("input[type=file]")
      .setInputFiles({ name: "a.json", mimeType: "application/json", buffer });
    await rest(page);
    const { keep } = ru.app.files;
    const box = await boxOf(page.getByRole("checkbox", { name: keep }));
    const words = await boxOf(page.getByText(keep));
    expect(box.x + box.width).toBeLessThan(words.x);
    expect(box.y).toBeGreaterThan(words.y - 4);
    expect(box.y + box.height).toBeLessThan(words.y + words.height + 4);
  });

  test("a service graph has room to be read", async ({ page, site }) => {
    await site("v2.20").open("dependencies?source=demo");
    await rest(page);
    const nodes = page.getByRole("group", { name: en.graph.drawing.nodes });
    expect((await boxOf(nodes)).height).toBeGreaterThan(180);
  });

  test("the last row of the table of calls can be reached", async ({ page, site }) => {
    await site("v2.20").open("dependencies?source=demo&graphShow=within,messages,peers");
    await rest(page);
    const last = page.getByRole("table", { name: "Service calls" }).getByRole("row").last();
    await last.evaluate((row) => row.scrollIntoView());
    await rest(page);
    const isSeen = await last.evaluate((row) => {
      const { left, top, bottom } = row.getBoundingClientRect();
      return row.contains(document.elementFromPoint(left + 20, (top + bottom) / 2));
    });
    expect(isSeen).toBe(true);
    await last.getByRole("button").tap();
    await expect(page.getByRole("region", { name: "Selection" })).toBeVisible();
  });
});

test.describe("filters of results", () => {
  test("leave the menus where they are", async ({ page, site }) => {
    await site("v2.20").open("search?source=demo&lookback=3h&limit=1000");
    const view = filters(page, en).getByRole("button", { name: "View", exact: true });
    const before = await boxOf(view);
    await site("v2.20").open(
      "search?source=demo&lookback=3h&limit=1000&filter=errors:with&filter=min:10ms&filter=service:gpu-worker&filter=service:video-processor",
    );
    const after = await boxOf(view);
    expect(Math.abs(after.x - before.x)).toBeLessThan(2);
    expect(Math.abs(after.y - before.y)).toBeLessThan(6);
  });
});

test.describe("figures stand below the ends of their heads", () => {
  test("in the results and in the table of calls", async ({ page, site }) => {
    const server = site("v2.20");
    await server.open("search?source=demo&lookback=3h&limit=1000");
    const list = results(page);
    for (const [name, column] of [
      ["Spans", 3],
      ["Errors", 5],
      ["Start", 7],
    ] as const) {
      const head = list.getByRole("columnheader", { name }).getByRole("button");
      const cell = list.getByRole("row").nth(1).getByRole("cell").nth(column);
      expect(Math.abs((await endOfWords(head)) - (await endOfWords(cell))), name).toBeLessThan(3);
    }
    await server.open("dependencies?source=demo");
    await rest(page);
    const table = page.getByRole("table", { name: "Service calls" });
    for (const [name, column] of [
      ["Calls", 1],
      ["Errors", 2],
      ["Max", 5],
    ] as const) {
      const head = table.getByRole("columnheader", { name }).getByRole("button");
      const end = await endOfWords(head);
      for (const row of (await table.getByRole("row").all()).slice(1, 6)) {
        const cell = row.getByRole("cell").nth(column);
        expect(Math.abs((await endOfWords(cell)) - end), name).toBeLessThan(3);
      }
    }
  });
});

for (const [locale, words] of [
  ["en", en],
  ["ru", ru],
] as const) {
  test.describe(`in ${locale}`, () => {
    test.beforeEach(({ page }) => prefer(page, { locale, detailPanelPx: 320, timeZone: "utc" }));

    test("names tell traces apart on a small screen", async ({ page, site }) => {
      await page.setViewportSize({ width: 1280, height: 720 });
      await site("v2.20").open("search?source=demo&lookback=3h&limit=1000");
      const link = results(page, words.search.results.name)
        .getByRole("link", { name: /matches\/\{id\}\/highlights/ })
        .first();
      const cut = await link.evaluate((element) => element.scrollWidth - element.clientWidth);
      expect(cut).toBeLessThanOrEqual(0);
    });

    test("the head of saved searches is one line", async ({ page, site }) => {
      await site("v2.20").open("search?service=storefront&lookback=1h");
      const { memory } = words.search;
      const heading = page.getByRole("heading", { name: memory.saved });
      expect((await boxOf(heading)).height).toBeLessThan(24);
      const save = page.getByRole("button", { name: memory.save });
      expectOneLine(await Promise.all([heading, save].map(boxOf)), "the head");
    });

    test("tools of a comparison are one line below the tabs", async ({ page, site }) => {
      const { compare, timeline } = words;
      await site("v2.20").open(`trace/${ids.checkout}...${ids.slowCheckout}`);
      const tools = page.getByRole("group", { name: compare.tools.label, exact: true });
      const tabs = page.getByRole("tab");
      const button = (name: string) => tools.getByRole("button", { name, exact: true });
      for (const width of [1280, 1440]) {
        await page.setViewportSize({ width, height: 800 });
        await rest(page);
        const line = [
          tools.getByRole("combobox").first(),
          tools.getByRole("combobox").last(),
          button(timeline.look.critical),
          button(timeline.look.self),
        ];
        expectOneLine(await Promise.all(line.map(boxOf)), `the tools at ${width}`);
        const above = [
          tabs.first(),
          tabs.last(),
          button(compare.tools.expandAll),
          button(compare.tools.csv),
        ];
        const boxes = await Promise.all(above.map(boxOf));
        expectOneLine(boxes, `the tabs at ${width}`);
        const [, last, expand, csv] = boxes;
        expect((last?.x ?? 0) + (last?.width ?? 0)).toBeLessThan(expand?.x ?? 0);
        expect((csv?.x ?? 0) + (csv?.width ?? 0)).toBeLessThanOrEqual(width);
      }
      await button(compare.tools.collapseAll).click();
    });

    test("numbers of the details stay with their units", async ({ page, site }) => {
      await site("v2.20").open(`trace/${ids.checkout}?span=${spanIdOf(ids.checkout, 0)}`);
      const panel = page.getByRole("region", { name: words.spanDetail.title });
      const parts = panel.locator("dd > span");
      const broken = await parts.evaluateAll((spans) =>
        spans
          .filter((span) => /^[\d\s,.]+[nн][sс]$/.test(span.textContent))
          .filter((span) => span.getClientRects().length > 1)
          .map((span) => span.textContent),
      );
      expect(broken).toEqual([]);
      const copy = panel.getByRole("button", { name: words.spanDetail.copy.start });
      const zone = panel.getByText(words.spanDetail.facts.utc, { exact: true });
      expectOneLine([await boxOf(zone), await boxOf(copy)], "the zone");
    });
  });
}
