import { readFile } from "node:fs/promises";
import { expectAccessible } from "./axe";
import { hostile, ids, spanIdOf } from "./fixtures/traces.mjs";
import { details, expect, isPaintedOver, rest, spanRow, spans, test } from "./support";
import type { Locator, Page } from "@playwright/test";

const tab = (page: Page, name: string): Locator =>
  page.getByRole("tablist", { name: "Trace views" }).getByRole("tab", { name, exact: true });

/** The rows of a table that are in the document, without the head. */
const rowsOf = (grid: Locator): Locator => grid.locator('[role="row"]:not([aria-rowindex="1"])');

test.describe("the views of a trace", () => {
  test("have tabs in their order, and a link to each", async ({ page, site }) => {
    const server = site("v2.20");
    await server.open(`trace/${ids.checkout}`);
    await expect(page.getByRole("tablist", { name: "Trace views" }).getByRole("tab")).toHaveText([
      "Timeline",
      "Flame graph",
      "Graph",
      "Statistics",
      "Spans",
      "Events",
      "JSON",
    ]);
    for (const [name, view] of [
      ["Flame graph", "flame"],
      ["Spans", "spans"],
      ["Events", "events"],
      ["JSON", "json"],
    ] as const) {
      await tab(page, name).click();
      await rest(page);
      await expect(page).toHaveURL(new RegExp(`view=${view}`));
      await expect(page.getByRole("tabpanel")).toBeVisible();
    }
    await page.goBack();
    await rest(page);
    await expect(page.getByRole("grid", { name: "All events" })).toBeVisible();
  });
});

test.describe("the flame graph", () => {
  const paths = (page: Page) => page.getByRole("treegrid", { name: "Call paths" });
  const path = (page: Page, name: string) => paths(page).getByRole("row", { name });

  test("draws its boxes, also of what is zoomed into and after a resize", async ({
    page,
    site,
  }) => {
    await site("v2.20").open(`trace/${ids.checkout}?view=flame`);
    // The box of the canvases, which are hidden and shown again to see what they draw.
    const picture = page.locator("canvas").first().locator("..");
    expect(await isPaintedOver(picture)).toBe(true);
    await path(page, "payments: POST /v1/charges").focus();
    await page.keyboard.press("Enter");
    await rest(page);
    await expect(page).toHaveURL(/flame=/);
    expect(await isPaintedOver(picture)).toBe(true);
    await page.setViewportSize({ width: 700, height: 500 });
    await rest(page);
    expect(await isPaintedOver(picture)).toBe(true);
  });

  test("merges spans by their paths, and zooms by keyboard", async ({ page, site }) => {
    await site("v2.20").open(`trace/${ids.checkout}?view=flame`);
    await expect(paths(page).getByRole("columnheader")).toHaveText([
      "Span",
      "With all below",
      "Share",
      "Self",
      "Total",
      "Spans",
      "Errors",
    ]);
    const root = path(page, "storefront: POST /checkout");
    await expect(root).toHaveAttribute("aria-level", "1");
    await expect(root.getByRole("gridcell")).toHaveText([
      /storefront: POST \/checkout/,
      "480 ms",
      "100%",
      "20 ms",
      "480 ms",
      "1",
      "0",
    ]);
    await root.focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    await expect(path(page, "checkout: shop.Checkout/Place")).toBeFocused();
    await page.keyboard.press("ArrowLeft");
    await expect(path(page, "checkout: shop.Payments/Charge")).toHaveCount(0);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await rest(page);
    await expect(page).toHaveURL(new RegExp(`flame=${spanIdOf(ids.checkout, 2)}`));
    const way = page.getByRole("navigation", { name: "Zoomed into" });
    await expect(way.getByRole("button")).toHaveText([
      "All roots",
      "POST /checkout",
      "shop.Checkout/Place",
      "shop.Checkout/Place",
    ]);
    await expect(root).toHaveCount(0);
    await page.reload();
    await rest(page);
    await path(page, "checkout: shop.Checkout/Place").focus();
    await page.keyboard.press("Backspace");
    await rest(page);
    await expect(path(page, "storefront: shop.Checkout/Place")).toBeVisible();
    await page.goBack();
    await rest(page);
    await expect(path(page, "storefront: shop.Checkout/Place")).toHaveCount(0);
    await way.getByRole("button", { name: "All roots" }).click();
    await rest(page);
    await expect(page).not.toHaveURL(/flame=/);
  });

  test("says what its widths are, and counts spans on demand", async ({ page, site }) => {
    await site("v2.20").open(`trace/${ids.large}?view=flame`);
    const panel = page.getByRole("tabpanel");
    await expect(panel).toContainText("Self times of parallel work add up");
    await page.getByLabel("Width", { exact: true }).selectOption("Number of spans");
    await rest(page);
    await expect(page).toHaveURL(/flameBy=spans/);
    await expect(path(page, "reports: GET /report").getByRole("gridcell").nth(1)).toHaveText(
      "1,000",
    );
  });

  test("zooms into what is clicked, and leads to the spans in the timeline", async ({
    page,
    site,
  }) => {
    await site("v2.20").open(`trace/${ids.checkout}?view=flame`);
    const box = await page.locator("canvas").first().boundingBox();
    if (!box) throw new Error("There is no picture");
    // The fourth level begins with the widest call of the checkout.
    await page.mouse.click(box.x + 40, box.y + 3.5 * 22);
    await rest(page);
    await expect(page).toHaveURL(new RegExp(`flame=${spanIdOf(ids.checkout, 7)}`));
    const panel = page.getByRole("tabpanel");
    await expect(panel).toContainText("1 span · total 255 ms · self 10 ms");
    await panel.getByRole("button", { name: "Show in timeline" }).click();
    await rest(page);
    await expect(spans(page)).toBeVisible();
    await expect(page.getByRole("textbox", { name: "Find in trace" })).toHaveValue(
      "service=checkout and name=shop.Payments/Charge",
    );
    await page.goBack();
    await rest(page);
    await panel.getByRole("button", { name: "Longest span" }).click();
    await rest(page);
    await expect(spanRow(page, "checkout: shop.Payments/Charge")).toHaveAttribute(
      "aria-selected",
      "true",
    );
  });

  test("highlights what is looked for", async ({ page, site }) => {
    await site("v2.20").open(`trace/${ids.checkout}?view=flame`);
    await paths(page).getByRole("row").nth(1).focus();
    await page.keyboard.press("/");
    await expect(page.getByLabel("Highlight spans")).toBeFocused();
    await page.keyboard.type("service=payments");
    await rest(page);
    await expect(page.getByRole("status").filter({ hasText: "2 of 11 spans" })).toBeVisible();
    await expect(page).toHaveURL(/uiFind=service/);
  });

  test("shows hostile names as text", async ({ page, site }) => {
    await site("v2.20").open(`trace/${ids.hostile}?view=flame`);
    await expect(paths(page)).toContainText(hostile.name);
    expect(await page.evaluate(() => Reflect.get(globalThis, "hacked"))).toBeUndefined();
  });
});

test.describe("the flame graph of two traces", () => {
  const paths = (page: Page) => page.getByRole("treegrid", { name: "Call paths" });

  test("says what takes more and less time, and leads to the spans", async ({ page, site }) => {
    await site("v2.20").open(`trace/${ids.checkout}...${ids.slowCheckout}`);
    await page
      .getByRole("region", { name: "Comparison" })
      .getByRole("tab", { name: "Flame graph" })
      .click();
    await rest(page);
    expect(await isPaintedOver(page.locator("canvas").first().locator(".."))).toBe(true);
    const row = (name: string) => paths(page).getByRole("row", { name });
    await expect(row("payments: POST /v1/charges").getByRole("gridcell")).toHaveText([
      /payments: POST \/v1\/charges/,
      "▲ +600 ms",
      "228 ms",
      "828 ms",
      "228 ms",
      "828 ms",
      "1",
      "1",
    ]);
    // Another name is in place of the old one; what is new in B is by itself.
    await expect(row("price basket → price basket v2").getByRole("gridcell").nth(2)).toHaveText(
      "40 ms",
    );
    await expect(row("checkout: notify").getByRole("gridcell").nth(2)).toHaveText("–");
    await row("checkout: notify").focus();
    await page.keyboard.press("Enter");
    await rest(page);
    await expect(page).toHaveURL(/flame=b/);
    const panel = page.getByRole("region", { name: "Comparison" });
    await expect(panel).toContainText("only in B");
    await panel.getByLabel("Width", { exact: true }).selectOption("B");
    await rest(page);
    await expect(page).toHaveURL(/flameSide=b/);
    await page.reload();
    await rest(page);
    await expect(row("checkout: notify")).toBeVisible();
    await panel.getByRole("button", { name: "Longest span in B" }).click();
    await rest(page);
    await expect(page).toHaveURL(new RegExp(`trace/${ids.slowCheckout}`));
    await expect(spanRow(page, "checkout: notify")).toHaveAttribute("aria-selected", "true");
  });

  for (const theme of ["light", "dark"] as const) {
    test(`has nothing wrong for axe in the ${theme} theme`, async ({ page, site }) => {
      await page.emulateMedia({ colorScheme: theme });
      await site("v2.20").open(`trace/${ids.checkout}...${ids.slowCheckout}?mode=flame`);
      await expect(paths(page)).toBeVisible();
      await expectAccessible(page, "two flame graphs");
    });
  }
});

test.describe("the table of spans", () => {
  const table = (page: Page) => page.getByRole("grid", { name: "All spans" });

  test("is put in order by any column, and filtered like the timeline", async ({ page, site }) => {
    await site("v2.20").open(`trace/${ids.checkout}?view=spans`);
    await expect(table(page)).toHaveAttribute("aria-rowcount", "12");
    const names = () => rowsOf(table(page)).locator('[data-column="name"]').allTextContents();
    const header = (name: string) => table(page).getByRole("columnheader", { name });
    await header("Duration").getByRole("button").click();
    await rest(page);
    await expect(header("Duration")).toHaveAttribute("aria-sort", "descending");
    expect((await names()).slice(0, 2)).toEqual(["POST /checkout", "shop.Checkout/Place"]);
    await header("Duration").getByRole("button").click();
    await rest(page);
    expect((await names())[0]).toBe("orders publish");
    await header("Status").getByRole("button").click();
    await rest(page);
    await expect(page).toHaveURL(/spansBy=-status/);
    await expect(rowsOf(table(page)).first()).toContainText("Error");
    await page
      .getByRole("textbox", { name: "Find in trace" })
      .fill("status=error and service=payments");
    await rest(page);
    await expect(rowsOf(table(page))).toHaveCount(2);
    await expect(page.getByRole("status").filter({ hasText: "2 of 11 spans" })).toBeVisible();
    await page.reload();
    await rest(page);
    await expect(rowsOf(table(page))).toHaveCount(2);
    await page.getByRole("textbox", { name: "Find in trace" }).fill("nothing like this");
    await rest(page);
    await expect(page.getByRole("tabpanel")).toContainText("No span matches");
  });

  test("opens the details of a span, and gives the focus back", async ({ page, site }) => {
    await site("v2.20").open(`trace/${ids.checkout}?view=spans`);
    await rowsOf(table(page)).first().focus();
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await rest(page);
    await expect(details(page)).toContainText("orders publish");
    await expect(page).toHaveURL(new RegExp(`span=${spanIdOf(ids.checkout, 10)}`));
    await expect(rowsOf(table(page)).last()).toHaveAttribute("aria-selected", "true");
    await details(page).getByRole("button", { name: "Close" }).click();
    await rest(page);
    await expect(details(page)).toHaveCount(0);
    await expect(rowsOf(table(page)).last()).toBeFocused();
  });

  test("goes through a large trace, and is saved as a file", async ({ page, site }) => {
    await site("v2.20").open(`trace/${ids.large}?view=spans`);
    await expect(table(page)).toHaveAttribute("aria-rowcount", "1001");
    await rowsOf(table(page)).first().focus();
    await page.keyboard.press("End");
    await expect(page.locator('[role="row"][aria-rowindex="1001"]')).toBeFocused();
    await page.keyboard.press("Enter");
    await rest(page);
    await expect(details(page)).toBeVisible();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save as CSV" }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^spans-.{8}\.csv$/);
    const text = await readFile(await file.path(), "utf8");
    expect(text.trimEnd().split("\r\n")).toHaveLength(1001);
    await tab(page, "Timeline").click();
    await rest(page);
    await expect(spans(page).locator('[role="row"][aria-selected="true"]')).toBeInViewport();
  });
});

test.describe("the table of events", () => {
  const table = (page: Page) => page.getByRole("grid", { name: "All events" });

  test("has all events by time, and is filtered", async ({ page, site }) => {
    await site("v2.20").open(`trace/${ids.checkout}?view=events`);
    const names = rowsOf(table(page)).locator('[data-column="event"]');
    await expect(names).toHaveText(["token checked", "retry", "exception"]);
    await expect(rowsOf(table(page)).last().getByRole("img")).toHaveAccessibleName("Exception");
    await expect(rowsOf(table(page)).nth(1)).toContainText("attempt");
    await page.getByLabel("Filter events").fill("ATTEMPT");
    await rest(page);
    await expect(names).toHaveText(["retry"]);
    await page.getByLabel("Filter events").fill("");
    await page.getByRole("checkbox", { name: "Exceptions only (1)" }).check();
    await rest(page);
    await expect(names).toHaveText(["exception"]);
    await expect(page).toHaveURL(/exceptions=1/);
    await rowsOf(table(page)).first().click();
    await rest(page);
    await expect(details(page)).toContainText("issuer said no");
  });

  test("says so where there is none", async ({ page, site }) => {
    await site("v2.20").open(`trace/${ids.restock}?view=events`);
    await expect(page.getByRole("tabpanel")).toContainText("No span of this trace has events");
  });
});

test.describe("the trace as JSON", () => {
  test("is read, scrolled by keyboard, and saved", async ({ page, site }) => {
    await site("v2.20").open(`trace/${ids.checkout}?view=json`);
    const text = page.getByRole("region", { name: "Trace as OTLP JSON" });
    await expect(text).toContainText('"resourceSpans": [');
    await expect(page.getByRole("status").filter({ hasText: "11 spans" })).toBeVisible();
    await text.focus();
    await page.keyboard.press("End");
    await rest(page);
    await expect(text).not.toContainText('"resourceSpans": [');
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save as OTLP JSON" }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^storefront-.{8}\.otlp\.json$/);
    expect(JSON.parse(await readFile(await file.path(), "utf8"))).toHaveProperty("resourceSpans");
  });
});

const views = ["flame", "spans", "events", "json"] as const;

for (const theme of ["light", "dark"] as const) {
  test.describe(`in the ${theme} theme axe finds nothing wrong with`, () => {
    test.use({ colorScheme: theme });
    for (const view of views) {
      test(`the view ${view}`, async ({ page, site }) => {
        await site("v2.20").open(`trace/${ids.checkout}?view=${view}`);
        await expectAccessible(page, view);
      });
    }
  });
}

test.describe("on a narrow screen", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("every view has room, and rows open details", async ({ page, site }) => {
    for (const view of views) {
      await site("v2.20").open(`trace/${ids.checkout}?view=${view}`);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width, view).toBeLessThanOrEqual(390);
      await expectAccessible(page, view);
    }
    await site("v2.20").open(`trace/${ids.checkout}?view=spans`);
    await rowsOf(page.getByRole("grid", { name: "All spans" }))
      .first()
      .click();
    await rest(page);
    await expect(details(page)).toBeVisible();
  });
});
