import type { Locator } from "@playwright/test";
import { expectAccessible } from "./axe";
import { ids } from "./fixtures/traces.mjs";
import { expect, rest, test } from "./support";

const slower = `trace/${ids.checkout}...${ids.slowCheckout}`;
const unlike = `trace/${ids.checkout}...${ids.statusSlow}`;

for (const theme of ["light", "dark"] as const) {
  test.describe(`in the ${theme} theme axe finds nothing wrong with a comparison`, () => {
    test.use({ colorScheme: theme });
    for (const [name, path] of [
      ["that is searched and zoomed", `${slower}?uiFind=stock&range=100000000-400000000`],
      ["side by side", `${slower}?mode=side`],
      ["as a graph", `${unlike}?mode=graph`],
    ] as const) {
      test(name, async ({ page, site }) => {
        await site("v2.20").open(path);
        await expectAccessible(page, name);
      });
    }

    test("while another trace is chosen", async ({ page, site }) => {
      await site("v2.20").open("search?service=storefront&lookback=24h");
      await site("v2.20").open(`${slower}?cohort=${ids.restock}&cohort=${ids.statusFast}`);
      await page.getByRole("button", { name: "Choose trace B" }).click();
      await rest(page);
      const dialog = page.getByRole("dialog", { name: "Choose trace B" });
      await expect(dialog.getByRole("region", { name: "Chosen together" })).toBeVisible();
      // It lies in a layer of its own, outside of the page's landmarks.
      await expectAccessible(page, "the choice of a trace", {
        region: { enabled: false },
        "aria-hidden-focus": { enabled: false },
      });
    });
  });
}

test("a link opens every view of a comparison as it was", async ({ page, site }) => {
  await site("v2.20").open(`${slower}?mode=side&uiFind=notify&diff=any&order=difference`);
  const comparison = page.getByRole("region", { name: "Comparison" });
  await expect(comparison.getByRole("tab", { name: "Side by side" })).toHaveAttribute(
    "aria-selected",
    "true",
  );
  await expect(comparison.getByRole("textbox", { name: "Find in trace" })).toHaveValue("notify");
  await expect(comparison.getByRole("row", { name: /^checkout: notify/ })).toHaveAttribute(
    "data-match",
    "true",
  );
  // A way to show it that is not known is as if it were not there.
  await site("v2.20").open(`${slower}?mode=hologram`);
  await expect(comparison.getByRole("tab", { name: "Rows" })).toHaveAttribute(
    "aria-selected",
    "true",
  );
});

test("finding shows no rows that are not to be shown, until one goes to them", async ({
  page,
  site,
}) => {
  await site("v2.20").open(`${slower}?diff=any&order=difference&uiFind=stock`);
  const tools = page
    .getByRole("region", { name: "Comparison" })
    .getByRole("group", { name: "Rows" });
  await expect(tools.getByRole("status")).toHaveText("2 of 4");
  await expect(page).toHaveURL(/diff=any/);
  const find = tools.getByRole("textbox", { name: "Find in trace" });
  await find.fill('"orders publish"');
  await rest(page);
  const row = page.getByRole("row", { name: /^checkout: orders publish/ });
  await expect(row).toHaveCount(0);
  await expect(page).toHaveURL(/diff=any/);
  await find.press("Enter");
  await rest(page);
  await expect(row).toHaveAttribute("data-match", "true");
  await expect(page).not.toHaveURL(/diff=any/);
});

test("finding says why a text is no query", async ({ page, site }) => {
  await site("v2.20").open(slower);
  const find = page.getByRole("textbox", { name: "Find in trace" });
  await find.fill("duration>");
  await rest(page);
  await expect(find).toHaveAccessibleDescription(/^A value is missing after “>” \(character 9\)/);
  await expect(page.getByText("A value is missing after “>”")).toBeVisible();
  await find.fill("duration>100ms");
  await rest(page);
  await expect(find).not.toHaveAccessibleDescription(/missing/);
  await expectAccessible(page, "a query");
});

test("two services that A and B share keep their edges, with what changed in them", async ({
  page,
  site,
}) => {
  await site("v2.20").open(`${slower}?mode=graph&graphBy=name`);
  const calls = page.getByRole("table", { name: "Differences in service calls" });
  const changed = calls.getByRole("row", {
    name: /^stock: shop.Stock\/Reserve stock: SELECT stock/,
  });
  await expect(changed).toContainText("more calls");
  await expect(changed).toContainText("+3");
  await expect(calls.getByRole("row", { name: /checkout: notify/ }).first()).toContainText(
    "only in B",
  );
});

test.describe("on paper", () => {
  test.use({ viewport: { width: 1280, height: 500 }, colorScheme: "dark" });

  test("are the summary and all rows, not those alone that are in sight", async ({
    page,
    site,
  }) => {
    await site("v2.20").open(unlike);
    const grid = page.getByRole("treegrid", { name: "Span differences" });
    const rows = Number(await grid.getAttribute("aria-rowcount")) - 1;
    const theme = await page.locator("html").getAttribute("data-theme");
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await page.emulateMedia({ media: "print" });
    const paper = page.locator("[data-paper]");
    await expect(paper.locator("tbody tr:has(th:first-child bdi + bdi)")).toHaveCount(rows);
    await expect(paper.getByRole("heading", { name: "Comparison of two traces" })).toBeVisible();
    await expect(paper.getByText(/^B is .* than A/)).toBeVisible();
    await expect(page.getByRole("main")).toBeHidden();
    await page.emulateMedia({ media: "screen" });
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    await expect(paper).toHaveCount(0);
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme ?? "");
    await expect(grid).toBeVisible();
  });
});

test.describe("in forced colours", () => {
  test.use({ contextOptions: { forcedColors: "active" } });

  test("whose bars are whose, the row and the tab in use are seen", async ({ page, site }) => {
    await site("v2.20").open(unlike);
    const grid = page.getByRole("treegrid", { name: "Span differences" });
    const style = (of: Locator, name: string) =>
      of.evaluate(
        (element, property) => getComputedStyle(element).getPropertyValue(property),
        name,
      );
    const key = grid.getByRole("columnheader", { name: "A" }).locator("span");
    const canvas = await style(page.locator("body"), "background-color");
    expect(await style(key, "background-color")).not.toBe(canvas);
    await grid.getByRole("row").nth(1).click();
    await rest(page);
    await page.getByRole("tab", { name: "Rows" }).focus();
    expect(await style(grid.getByRole("row", { selected: true }), "outline-style")).toBe("solid");
    expect(await style(page.getByRole("tab", { selected: true }), "border-bottom-width")).toBe(
      "2px",
    );
  });
});

test.describe("on a narrow screen", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("rows are seen, and their details are below them", async ({ page, site }) => {
    await site("v2.20").open(unlike);
    const row = page.getByRole("treegrid", { name: "Span differences" }).getByRole("row").nth(2);
    await row.click();
    await rest(page);
    await expect(row).toBeInViewport();
    const details = page.getByRole("region", { name: /^Row details/ });
    await details.scrollIntoViewIfNeeded();
    await expect(details).toBeInViewport();
  });

  test("another trace can be chosen, and nothing is cut off at the side", async ({
    page,
    site,
  }) => {
    await site("v2.20").open(`${unlike}?mode=graph`);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
    await page.getByRole("button", { name: "Choose trace A" }).click();
    await rest(page);
    const dialog = page.getByRole("dialog", { name: "Choose trace A" });
    const box = await dialog.boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
  });
});
