import type { Locator } from "@playwright/test";
import { expectAccessible } from "./axe";
import { ids, spanIdOf } from "./fixtures/traces.mjs";
import { expect, isPaintedOver, prefer, rest, results, spanRow, spans, test } from "./support";

const style = (element: Locator, property: string): Promise<string> =>
  element.evaluate((one, name) => getComputedStyle(one).getPropertyValue(name), property);

/** The colour of the block that stands for a service in there. */
const markColor = (place: Locator): Promise<string> =>
  style(place.locator("[style*=background]").first(), "background-color");

test.describe("where the system has colours of its own", () => {
  test.beforeEach(async ({ page }) => {
    await page.emulateMedia({ forcedColors: "active" });
  });

  test("it is seen what is chosen, and services keep their colours", async ({ page, site }) => {
    const selected = spanIdOf(ids.checkout, 1);
    await site("v2.20").open(`trace/${ids.checkout}?critical=1&span=${selected}`);
    const canvas = await style(page.locator("html"), "background-color");

    const row = (name: string) => spanRow(page, name);
    expect(await style(row("storefront: shop.Checkout/Place"), "outline-style")).toBe("solid");
    expect(await style(row("storefront: POST /checkout"), "outline-style")).toBe("none");
    const [storefront, stock] = [
      await markColor(row("storefront: POST /checkout")),
      await markColor(row("stock: SELECT stock")),
    ];
    expect(new Set([canvas, storefront, stock]).size).toBe(3);

    const tab = (name: string) => page.getByRole("tab", { name });
    expect(await style(tab("Timeline"), "border-bottom-style")).toBe("solid");
    expect(await style(tab("Statistics"), "border-bottom-style")).toBe("none");
    const tool = (name: string) => page.getByRole("button", { name, exact: true });
    expect(await style(tool("Critical path"), "outline-style")).toBe("solid");
    expect(await style(tool("Fold repeats"), "outline-style")).toBe("none");
    expect(await isPaintedOver(spans(page))).toBe(true);
    await expectAccessible(page, "a trace");
  });

  test("it is seen which page it is, and how long traces took", async ({ page, site }) => {
    await site("v2.20").open("search?service=storefront&lookback=1h");
    const canvas = await style(page.locator("html"), "background-color");
    const link = (name: string) => page.getByRole("navigation").getByRole("link", { name });
    expect(await style(link("Search"), "border-bottom-color")).not.toBe(canvas);
    expect(await style(link("Dependencies"), "border-bottom-color")).toBe(canvas);
    const row = results(page).getByRole("row", { name: "POST /checkout" });
    expect(await markColor(row)).not.toBe(canvas);
    await expectAccessible(page, "results");
  });

  test("it is seen which filter is on", async ({ page, site }) => {
    await site("v2.20").open("search?service=storefront&lookback=1h");
    const failed = page.getByRole("button", { name: /^With errors/ });
    expect(await style(failed, "outline-style")).toBe("none");
    await failed.click();
    await rest(page);
    expect(await style(failed, "outline-style")).toBe("solid");
  });

  test("a graph: its legend and what is chosen in its table are seen", async ({ page, site }) => {
    await site("v2.20").open("dependencies?service=storefront&lookback=1h&from=search");
    const canvas = await style(page.locator("body"), "background-color");
    const swatches = page.locator("[data-tone]:not(svg *)");
    await expect(swatches.first()).toBeVisible();
    for (const swatch of await swatches.all()) {
      expect(await style(swatch, "background-color")).not.toBe(canvas);
    }
    const row = page.getByRole("table", { name: "Service calls" }).getByRole("row").nth(1);
    await row.click();
    await rest(page);
    expect(await style(row, "outline-style")).toBe("solid");
  });

  test("drawings are in the theme of those colours", async ({ page, site }) => {
    await prefer(page, { theme: "dark" });
    await site("v2.20").open(`trace/${ids.checkout}?view=flame`);
    await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
    await page.emulateMedia({ forcedColors: "none" });
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  });
});
