import { expectAccessible } from "./axe";
import { ru } from "../src/i18n/ru";
import { ids, spanIdOf } from "./fixtures/traces.mjs";
import {
  details,
  expect,
  networkComplaints,
  prefer,
  rest,
  resultLink,
  results,
  search,
  searchForm,
  spanRow,
  spans,
  test,
} from "./support";

const span = spanIdOf(ids.checkout, 8);
const pages: readonly (readonly [name: string, mode: string, path: string])[] = [
  ["the search page before a search", "v2.20", "search"],
  ["results", "v2.20", "search?service=storefront&lookback=1h"],
  [
    "filtered results",
    "v2.20",
    "search?service=storefront&lookback=1h&filter=errors:with&filter=min:1ms&filter=service:storefront",
  ],
  ["no results", "v2.20", "search?service=nobody&lookback=1h"],
  ["a trace", "v2.20", `trace/${ids.checkout}`],
  ["span details", "v2.20", `trace/${ids.checkout}?span=${span}`],
  ["an incomplete trace", "v2.20", `trace/${ids.incomplete}`],
  ["hostile details", "v2.20", `trace/${ids.hostile}?span=${spanIdOf(ids.hostile, 0)}`],
  ["statistics", "v2.20", `trace/${ids.checkout}?view=statistics&thenBy=name`],
  [
    "a timeline with all that it can show",
    "v2.20",
    `trace/${ids.checkout}?critical=1&self=1&gaps=1&filter=errors&color=kind&focus=${spanIdOf(ids.checkout, 2)}`,
  ],
  ["a trace that is not there", "v2.20", `trace/${"ab".repeat(16)}`],
  ["a comparison", "v2.20", `trace/${ids.checkout}...${ids.restock}`],
  ["two traces that differ", "v2.20", `trace/${ids.checkout}...${ids.slowCheckout}`],
  [
    "details of a difference",
    "v2.20",
    `trace/${ids.checkout}...${ids.slowCheckout}?span=${spanIdOf(ids.checkout, 9)}`,
  ],
  ["half a comparison", "v2.20", `trace/${ids.checkout}...`],
  ["no Jaeger", "refused", "search"],
  ["no such page", "v2.20", "nowhere"],
  ["demo data", "refused", "search?source=demo&service=api-gateway&lookback=3h"],
];

for (const theme of ["light", "dark"] as const) {
  test.describe(`in the ${theme} theme axe finds nothing wrong with`, () => {
    test.use({ colorScheme: theme });
    for (const [name, mode, path] of pages) {
      test(name, async ({ page, site, allowed }) => {
        allowed.push(networkComplaints);
        await site(mode).open(path);
        await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
        await expect(page.getByRole("heading", { level: 1 }).first()).toBeAttached();
        await expectAccessible(page, name);
      });
    }

    test("the panels and the menu of the timeline", async ({ page, site }) => {
      await site("v2.20").open(`trace/${ids.checkout}?critical=1`);
      for (const name of ["Likely cause", "Filter", "View", /sections$/]) {
        await page.getByRole("button", { name, exact: true }).click();
        await rest(page);
        await expect(page.getByRole("dialog")).toBeVisible();
        await expectAccessible(page, String(name));
        await page.keyboard.press("Escape");
        await expect(page.getByRole("dialog")).toHaveCount(0);
      }
      await spanRow(page, "stock: SELECT stock").click({ button: "right" });
      await expect(page.getByRole("menu")).toBeVisible();
      // A menu lies in a layer of its own, between guards that pass the focus on and never keep it.
      await expectAccessible(page, "the menu of a row", {
        region: { enabled: false },
        "aria-hidden-focus": { enabled: false },
      });
    });

    test("the search form with its lists open and its faults shown", async ({ page, site }) => {
      await site("v2.20").open("search");
      const form = searchForm(page);
      await form.getByLabel("Service", { exact: true }).press("ArrowDown");
      await expect(page.getByRole("listbox").getByRole("option").first()).toBeVisible();
      // A list that pops up lies in a layer of its own, outside of the page's landmarks.
      await expectAccessible(page, "the open list", { region: { enabled: false } });
      await page.keyboard.press("Escape");
      await search(page, { Service: "storefront", "Min duration": "soon" });
      await expect(form.getByLabel("Min duration", { exact: true })).toHaveAttribute(
        "aria-invalid",
        "true",
      );
      await expectAccessible(page, "the form with a fault");
    });

    test("the list of keys", async ({ page, site }) => {
      await site("v2.20").open("search");
      await page.getByRole("banner").getByRole("link").first().focus();
      await page.keyboard.press("?");
      const dialog = page.getByRole("dialog");
      await expect(dialog).toBeVisible();
      await expectAccessible(page, "the keys");
      await page.keyboard.press("Escape");
      await expect(dialog).toHaveCount(0);
    });
  });
}

test.describe("on a narrow screen", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("one can search and read a span", async ({ page, site }) => {
    await site("v2.20").open("search");
    await search(page, { Service: "storefront" });
    await expect(resultLink(page, ids.checkout)).toBeVisible();
    const width = () => page.evaluate(() => document.documentElement.scrollWidth);
    expect(await width()).toBeLessThanOrEqual(390);
    await expectAccessible(page, "results");
    await resultLink(page, ids.checkout).click();
    await rest(page);
    await spanRow(page, "storefront: POST /checkout").click();
    await rest(page);
    await expect(details(page)).toBeVisible();
    await expect(details(page)).toContainText("http.route");
    expect(await width()).toBeLessThanOrEqual(390);
    await expectAccessible(page, "span details");
  });
});

test.describe("at 1280 by 720", () => {
  test.use({ viewport: { width: 1280, height: 720 } });

  test("the main task of a page needs no scrolling of the page", async ({ page, site }) => {
    const server = site("v2.20");
    const paths = [
      "search?service=storefront&lookback=1h",
      `trace/${ids.large}?span=${spanIdOf(ids.large, 0)}`,
    ];
    for (const path of paths) {
      await server.open(path);
      const { height, width } = await page.evaluate(() => ({
        height: document.documentElement.scrollHeight,
        width: document.documentElement.scrollWidth,
      }));
      expect(height).toBeLessThanOrEqual(720);
      expect(width).toBeLessThanOrEqual(1280);
    }
  });
});

test.describe("in Russian", () => {
  test.use({ locale: "ru-RU" });

  test("the page speaks Russian all the way", async ({ page, site }) => {
    await site("v2.20").open("search");
    await expect(page.locator("html")).toHaveAttribute("lang", "ru");
    const form = page.getByRole("search");
    await form.getByLabel(ru.search.form.service, { exact: true }).fill("storefront");
    await form.getByRole("button", { name: ru.search.form.find }).click();
    await rest(page);
    await expectAccessible(page, "results");
    await resultLink(page, ids.checkout, ru.search.results.name).click();
    await rest(page);
    await expect(page.getByRole("treegrid").getByRole("row").nth(1)).toBeVisible();
    await page.getByRole("row", { name: /^payments: shop\.Payments/ }).click();
    await rest(page);
    await expectAccessible(page, "a trace");
    // Words of the interface that would show that a catalogue was passed by.
    const text = await page.locator("body").innerText();
    for (const word of [
      "Attributes",
      "Events",
      "Search",
      "Duration",
      "Errors",
      "Find",
      "Loading",
    ]) {
      expect(text).not.toMatch(new RegExp(String.raw`\b${word}\b`));
    }
  });

  test("the language is chosen by a switch and kept", async ({ page, site }) => {
    await prefer(page, { locale: "en" });
    await site("v2.20").open(`trace/${ids.checkout}`);
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await expect(spans(page)).toBeVisible();
    await expect(results(page)).toHaveCount(0);
  });
});
