import type { Locator, Page } from "@playwright/test";
import { toOtlp, toV1Trace, v1Envelope } from "./fixtures/formats.mjs";
import { createTraces, ids } from "./fixtures/traces.mjs";
import { createUnlisted } from "./fixtures/unlisted.mjs";
import {
  expect,
  isPaintedOver,
  networkComplaints,
  pressUntilFocused,
  resultLink,
  rest,
  spanRow,
  spans,
  test,
} from "./support";

const comparison = (page: Page): Locator => page.getByRole("region", { name: "Comparison" });
const grid = (page: Page): Locator => page.getByRole("treegrid", { name: "Span differences" });
const row = (page: Page, name: string): Locator =>
  grid(page).getByRole("row", {
    name: new RegExp(`^${name.replaceAll(/[./+]/g, String.raw`\$&`)}`),
  });
const details = (page: Page): Locator => page.getByRole("region", { name: /^Row details/ });

const slower = `trace/${ids.checkout}...${ids.slowCheckout}`;

test("says what changed between two traces, in words, figures and rows", async ({ page, site }) => {
  await site("v2.20").open(slower);
  const region = comparison(page);
  await expect(region.getByRole("status").first()).toContainText(
    "B is 600 ms slower than A (125%)",
  );
  const figures = region.getByRole("table", { name: "Summary" });
  await expect(figures.getByRole("row", { name: /^Spans/ })).toContainText("11");
  await expect(figures.getByRole("row", { name: /^Spans/ })).toContainText("+4");
  await expect(region).toContainText("checkout: price basket v2");

  await expect(grid(page).getByRole("columnheader")).toHaveText(["Span", "A", "B", "Difference"]);
  await expect(grid(page)).toHaveAttribute("aria-rowcount", "13");
  await expect(row(page, "checkout: price basket, named price basket v2 in B")).toHaveCount(1);
  await expect(row(page, "checkout: notify, only in B")).toHaveCount(1);
  // Inside the new span, and yet the same.
  const publish = row(page, "checkout: orders publish, no difference");
  await expect(publish).toHaveAttribute("aria-level", "5");
  await expect(row(page, "stock: SELECT stock, +3 spans")).toContainText("4 ×");
  await expect(row(page, "payments: POST /v1/charges")).toContainText("1 error fewer");
});

test("a link to a comparison waits for no page of one trace", async ({ page, site }) => {
  await page.route(/\/static\/TracePage-[^/]*\.js$/, () => undefined);
  await page.goto(`${site("v2.20").base}${slower}`);
  await expect(grid(page)).toHaveAttribute("aria-rowcount", "13");
});

test("draws the bars of both in their rows, also side by side", async ({ page, site }) => {
  await site("v2.20").open(slower);
  const charge = row(page, "payments: POST /v1/charges");
  expect(await isPaintedOver(charge)).toBe(true);
  await page.getByRole("tab", { name: "Side by side" }).click();
  await rest(page);
  expect(await isPaintedOver(charge)).toBe(true);
});

test("leads from what explains the difference to its row", async ({ page, site }) => {
  await site("v2.20").open(slower);
  await row(page, "storefront: POST /checkout").press("ArrowLeft");
  await expect(grid(page)).toHaveAttribute("aria-rowcount", "2");
  await comparison(page)
    .getByRole("button", { name: /^payments: POST \/v1\/charges: \+600 ms/ })
    .click();
  await rest(page);
  await expect(row(page, "payments: POST /v1/charges")).toBeFocused();
});

test("works by keyboard and keeps what is shown in the URL", async ({ page, site }) => {
  await site("v2.20").open(slower);
  const root = row(page, "storefront: POST /checkout");
  await pressUntilFocused(page, "Tab", root);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const place = row(page, "checkout: shop.Checkout/Place");
  await expect(place).toBeFocused();
  await expect(place).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("ArrowLeft");
  await expect(place).toHaveAttribute("aria-expanded", "false");
  await rest(page);
  await page.reload();
  await rest(page);
  await expect(row(page, "checkout: shop.Checkout/Place")).toHaveAttribute(
    "aria-expanded",
    "false",
  );
  await row(page, "checkout: shop.Checkout/Place").press("ArrowRight");
  await row(page, "payments: POST /v1/charges").press("Enter");
  await rest(page);
  await expect(details(page)).toBeVisible();
  await expect(page).toHaveURL(/span=/);
  await page.reload();
  await rest(page);
  await expect(row(page, "payments: POST /v1/charges")).toHaveAttribute("aria-selected", "true");
  const attributes = details(page).getByRole("table", { name: "Attributes" });
  await expect(attributes.getByRole("row", { name: /http\.response\.status_code/ })).toContainText(
    "402200",
  );
  await expect(attributes.getByRole("row", { name: /server\.address/ })).toHaveCount(0);
  await details(page).getByRole("checkbox", { name: "Show what is equal too" }).check();
  await expect(attributes.getByRole("row", { name: /server\.address/ })).toHaveCount(1);
  await details(page).getByRole("button", { name: "Close the details" }).press("Escape");
  await expect(details(page)).toHaveCount(0);
  await expect(row(page, "payments: POST /v1/charges")).toBeFocused();
});

test("says how events and links of two spans differ", async ({ page, site }) => {
  await site("v2.20").open(slower);
  await row(page, "payments: shop.Payments/Charge").press("Enter");
  await rest(page);
  const events = details(page).getByRole("table", { name: "Events" });
  // What both have says only what differs in it; what one has says all.
  await expect(events.getByRole("row", { name: /^retry/ })).toHaveText(
    "retry · A at 100 ms, B at 100 ms",
  );
  await expect(events.getByRole("row", { name: /^attempt/ })).toHaveText("attempt23");
  await expect(events.getByRole("row", { name: /^exception ·/ })).toContainText("not in B");
  await expect(events.getByRole("row", { name: /^exception.message/ })).toContainText(
    "issuer said no",
  );
  await expect(events).not.toContainText("token checked");
  await details(page).getByRole("checkbox", { name: "Show what is equal too" }).check();
  await expect(events).toContainText("token checked");

  await row(page, "checkout: orders publish").press("Enter");
  await rest(page);
  const links = details(page).getByRole("table", { name: "Links" });
  await expect(links.getByRole("row", { name: /^Trace ID/ })).toContainText(ids.restock);
  await expect(links.getByRole("row", { name: /^Trace ID/ })).toContainText("not there");
  await expect(links.getByRole("row", { name: /^link.reason/ })).toContainText("after order");
});

test("shows differences alone, and sorts by them", async ({ page, site }) => {
  await site("v2.20").open(`${slower}?diff=25`);
  await expect(row(page, "storefront: POST /checkout")).toHaveCount(1);
  await expect(row(page, "checkout: orders publish")).toHaveCount(0);
  await comparison(page).getByLabel("Show", { exact: true }).selectOption("All rows");
  await comparison(page).getByLabel("Sort by", { exact: true }).selectOption("Difference");
  await rest(page);
  await expect(page).toHaveURL(/order=difference/);
  await expect(page).not.toHaveURL(/diff=25/);
  await expect(grid(page).getByRole("row").nth(4)).toHaveAttribute(
    "aria-label",
    /^checkout: shop\.Payments\/Charge/,
  );
});

test("shows how the durations of repeated spans spread in A and in B", async ({ page, site }) => {
  await site("v2.20").open(slower);
  await row(page, "stock: SELECT stock, +3 spans").press("Enter");
  await rest(page);
  const spread = details(page).getByRole("table", { name: "Spread of durations" });
  await expect(spread.getByRole("row", { name: /^p95/ })).toContainText("60 ms");
  await expect(details(page)).toContainText("Spans: 1 in A, 4 in B");
  await row(page, "checkout: orders publish").press("Enter");
  await rest(page);
  await expect(spread).toHaveCount(0);
});

test("swaps the traces, and everything with them", async ({ page, site }) => {
  await site("v2.20").open(slower);
  await comparison(page).getByRole("button", { name: "Swap" }).click();
  await rest(page);
  await expect(comparison(page).getByRole("status").first()).toContainText(
    "B is 600 ms faster than A",
  );
  await expect(row(page, "checkout: notify, only in A")).toHaveCount(1);
});

test("knows a trace that is compared with itself, and traces without anything in common", async ({
  page,
  site,
}) => {
  await site("v2.20").open(`trace/${ids.checkout}...${ids.checkout}`);
  await expect(comparison(page).getByRole("status").first()).toContainText("No differences");
  await site("v2.20").open(`trace/${ids.checkout}...${ids.legacy}`);
  await expect(comparison(page).getByRole("status").first()).toContainText("Nothing in common");
  await expect(grid(page)).toHaveAttribute("aria-rowcount", "13");
});

test("asks for a side that is missing, and keeps the one that is there", async ({
  page,
  site,
  allowed,
}) => {
  allowed.push(networkComplaints);
  await site("v2.20").open(`trace/${ids.checkout}...`);
  await expect(comparison(page)).toContainText("Choose a second trace");
  await expect(comparison(page)).toContainText("11 spans");
  const box = comparison(page).getByRole("textbox", { name: "Trace B" });
  await box.fill("ab".repeat(16));
  await box.press("Enter");
  await rest(page);
  await expect(page.getByRole("alert")).toContainText("Trace B could not be loaded");
  await expect(comparison(page)).toContainText("11 spans");
  await expect(spans(page)).toHaveAttribute("aria-rowcount", "11");
  await spanRow(page, "payments: shop.Payments/Charge").click();
  await rest(page);
  await expect(page).toHaveURL(new RegExp(`/trace/${ids.checkout}\\?span=`));
  const panel = page.getByRole("region", { name: "Span details" });
  await expect(panel).toContainText("shop.Payments/Charge");
  await page.goBack();
  await rest(page);
  await expect(page.getByRole("alert")).toContainText("Trace B could not be loaded");
  await box.fill(ids.slowCheckout);
  await box.press("Enter");
  await rest(page);
  await expect(grid(page)).toBeVisible();
});

test("is saved as CSV and copied as Markdown", async ({ page, site, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await site("v2.20").open(slower);
  const download = page.waitForEvent("download");
  await comparison(page).getByRole("button", { name: "Save as CSV" }).click();
  expect((await download).suggestedFilename()).toMatch(/^comparison-.*\.csv$/);
  await comparison(page).getByRole("button", { name: "Copy as Markdown" }).click();
  await rest(page);
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain("## [Comparison of two traces](");
  expect(text).toContain("B is 600 ms slower than A");
});

test("starts from a trace", async ({ page, site }) => {
  await site("v2.20").open(`trace/${ids.checkout}`);
  await page.getByRole("link", { name: "Compare with…" }).click();
  await rest(page);
  const box = comparison(page).getByRole("textbox", { name: "Trace A" });
  await expect(box).toHaveValue(ids.checkout);
  await expect(comparison(page).getByRole("textbox", { name: "Trace B" })).toBeFocused();
});

const moment = Date.UTC(2026, 0, 12, 14, 30);
const all = [...createTraces(moment), ...createUnlisted(moment)];
const tracesOf = (id: string) => all.filter(({ traceId }) => traceId === id);

/** Gives files to the field that the button of a panel opens. */
async function pickFiles(page: Page, panel: Locator, names: Record<string, string>): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await panel.getByRole("button", { name: "Take one from files…" }).click();
  await (
    await chooser
  ).setFiles(
    Object.entries(names).map(([name, text]) => ({
      name,
      mimeType: "application/json",
      buffer: Buffer.from(text),
    })),
  );
  await rest(page);
}

test("offers what the last search found, and a typical one of the same kind", async ({
  page,
  site,
}) => {
  await site("v2.20").open("search?service=storefront&lookback=24h&limit=200");
  await expect(resultLink(page, ids.checkout)).toBeVisible();
  await site("v2.20").open(`trace/${ids.slowCheckout}`);
  await page.getByRole("link", { name: "Compare with…" }).click();
  await rest(page);
  const missing = page.getByRole("region", { name: "Choose trace B" });
  const typical = missing.getByRole("region", { name: "A typical one" });
  await expect(typical).toContainText(/Median duration of \d+ traces? of this kind/);
  await expect(
    missing.getByRole("region", { name: "Last search" }).getByRole("button"),
  ).not.toHaveCount(0);
  await typical.getByRole("button", { name: /storefront: POST \/checkout/ }).click();
  await rest(page);
  await expect(grid(page)).toBeVisible();

  // The other side is offered the trace that was just looked at.
  await comparison(page).getByRole("button", { name: "Choose trace A" }).click();
  const popup = page.getByRole("dialog", { name: "Choose trace A" });
  await expect(popup.getByRole("region", { name: "Last search" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(popup).toHaveCount(0);
  await expect(comparison(page).getByRole("button", { name: "Choose trace A" })).toBeFocused();
});

test("compares a trace of the server with one of a file, and the link keeps both", async ({
  page,
  site,
}) => {
  await site("v2.20").open(`trace/${ids.checkout}...`);
  const missing = page.getByRole("region", { name: "Choose trace B" });
  await pickFiles(page, missing, {
    "slow.json": JSON.stringify(toOtlp(tracesOf(ids.slowCheckout))),
  });
  await expect(page).toHaveURL(/sourceB=files/);
  await expect(comparison(page).getByRole("status").first()).toContainText("B is 600 ms slower");
  await expect(comparison(page)).toContainText("from: Files");
  await comparison(page).getByRole("button", { name: "Swap" }).click();
  await rest(page);
  await expect(page).toHaveURL(/sourceA=files/);
  await expect(page).not.toHaveURL(/sourceB=/);
  await expect(comparison(page).getByRole("status").first()).toContainText("B is 600 ms faster");
  await page.reload();
  await rest(page);
  await expect(comparison(page).getByRole("status").first()).toContainText("B is 600 ms faster");
  await row(page, "payments: POST /v1/charges").press("Enter");
  await rest(page);
  await details(page).getByRole("link", { name: "Open in trace A" }).click();
  await rest(page);
  await expect(page).toHaveURL(/source=files/);
  await expect(page.getByRole("treegrid", { name: "Spans" })).toBeVisible();
});

test("compares the traces of two files where no server is in reach", async ({
  page,
  site,
  allowed,
}) => {
  allowed.push(networkComplaints);
  await site("refused").open("trace/...");
  const missing = page.getByRole("region", { name: "Choose trace A" });
  await pickFiles(page, missing, {
    "one.json": JSON.stringify(v1Envelope(tracesOf(ids.checkout).map((trace) => toV1Trace(trace)))),
    "two.json": JSON.stringify(toOtlp(tracesOf(ids.slowCheckout))),
  });
  await expect(missing.getByRole("status")).toContainText("Choose one of the traces");
  const inFiles = (side: string) =>
    page.getByRole("region", { name: `Choose trace ${side}` }).getByRole("region", {
      name: "Opened files",
    });
  await inFiles("A")
    .getByRole("button", { name: /POST \/checkout/ })
    .first()
    .click();
  await rest(page);
  await inFiles("B")
    .getByRole("button", { name: /POST \/checkout/ })
    .first()
    .click();
  await rest(page);
  await expect(page).toHaveURL(/sourceA=files/);
  await expect(page).toHaveURL(/sourceB=files/);
  await expect(comparison(page).getByRole("status").first()).toContainText("600 ms");
});

test("offers the cohort of a link on either side, and keeps it", async ({ page, site }) => {
  const cohort = [ids.checkout, ids.slowCheckout, ids.legacy].map((id) => `cohort=${id}`).join("&");
  await site("v2.20").open(`${slower}?${cohort}`);
  await comparison(page).getByRole("button", { name: "Choose trace B" }).click();
  const together = page
    .getByRole("dialog", { name: "Choose trace B" })
    .getByRole("region", { name: "Chosen together" });
  await expect(together.getByRole("button")).toHaveCount(1);
  await together.getByRole("button").click();
  await rest(page);
  await expect(page).toHaveURL(
    new RegExp(`${ids.checkout}\\.\\.\\.${ids.legacy}.*cohort=${ids.slowCheckout}`),
  );
});

test("finds in both traces, and leads from match to match by keys", async ({ page, site }) => {
  await site("v2.20").open(slower);
  await page.keyboard.press("/");
  const box = comparison(page).getByRole("textbox", { name: "Find in trace" });
  await expect(box).toBeFocused();
  await page.keyboard.type("stock");
  const status = comparison(page).getByRole("group", { name: "Rows" }).getByRole("status");
  await expect(status).toHaveText(/^1 of \d+$/);
  await expect(page).toHaveURL(/uiFind=stock/);
  await expect(box).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await rest(page);
  await page.keyboard.press("n");
  await expect(status).toHaveText(/^2 of/);
  await expect(page.locator("[data-row]:focus")).toHaveAttribute("data-match", "true");
  await page.keyboard.press("N");
  await expect(status).toHaveText(/^1 of/);
  // What only B has is found too, also inside what is closed.
  await page.keyboard.press("]");
  await page.keyboard.press("/");
  await page.keyboard.type("notify");
  await expect(status).toHaveText("1 of 1");
  await expect(row(page, "checkout: notify, only in B")).toHaveAttribute("data-match", "true");
  // Who opens the link is at a match as well.
  await page.reload();
  await rest(page);
  await expect(status).toHaveText("1 of 1");
});

test("Find keeps what Back has brought", async ({ page, site }) => {
  await site("v2.20").open(slower);
  await comparison(page).getByRole("tab", { name: "Side by side" }).click();
  await rest(page);
  const box = comparison(page).getByRole("textbox", { name: "Find in trace" });
  await box.pressSequentially("stock");
  await page.goBack();
  await rest(page);
  await expect(box).toHaveValue("");
  await expect(page).not.toHaveURL(/uiFind/);
  await page.goForward();
  await rest(page);
  await expect(box).toHaveValue("stock");
});

test("zooms by keys and wheel, and keeps the range in the URL", async ({ page, site }) => {
  await site("v2.20").open(slower);
  const inSight = () => {
    const [from = 0, to = 0] = (new URL(page.url()).searchParams.get("range") ?? "").split("-");
    return Number(to) - Number(from);
  };
  await row(page, "storefront: POST /checkout").press("+");
  await rest(page);
  const once = inSight();
  expect(once).toBeCloseTo(1_080e6 / 1.5, -3);
  await page.reload();
  await rest(page);
  expect(inSight()).toBe(once);
  const ruler = grid(page).locator("[data-bars]");
  const at = await ruler.boundingBox();
  const move = (x: number, y: number) => page.mouse.move((at?.x ?? 0) + x, (at?.y ?? 0) + y);
  await move(100, 12);
  await page.mouse.wheel(0, -200);
  await rest(page);
  expect(inSight()).toBeLessThan(once);
  // The bar under the pointer says what it is.
  await row(page, "storefront: POST /checkout").press("0");
  await rest(page);
  await expect(page).not.toHaveURL(/range=/);
  await move(60, 30);
  await expect(page.getByText(/^A: .* · starts at 0 ns$/)).toBeVisible();
});

test("aligns at the row above, by a switch, a key and the URL", async ({ page, site }) => {
  await site("v2.20").open(slower);
  const align = comparison(page).getByLabel("Align at", { exact: true });
  await align.selectOption("Row above");
  await rest(page);
  await expect(page).toHaveURL(/align=parent/);
  await row(page, "storefront: POST /checkout").press("l");
  await rest(page);
  await expect(page).not.toHaveURL(/align=/);
  await expect(align).toHaveValue("start");
  await row(page, "storefront: POST /checkout").press("c");
  await row(page, "storefront: POST /checkout").press("t");
  await rest(page);
  await expect(page).toHaveURL(/critical=1.*self=1/);
  await expect(
    comparison(page).getByRole("button", { name: "Critical path", pressed: true }),
  ).toBeVisible();
});

test("compares subtrees, from the timeline, from a row, and leads back to the whole", async ({
  page,
  site,
}) => {
  await site("v2.20").open(`trace/${ids.checkout}`);
  const spans = page.getByRole("treegrid", { name: "Spans" });
  await spans.getByRole("row", { name: /^checkout: shop.Payments\/Charge/ }).click({
    button: "right",
  });
  await page.getByRole("menuitem", { name: "Compare this subtree…" }).click();
  await rest(page);
  await expect(page).toHaveURL(/rootA=/);
  const parts = comparison(page).getByRole("navigation", { name: "Compared subtrees" });
  await expect(parts.getByLabel("In A")).toContainText("checkout: shop.Payments/Charge");
  const box = comparison(page).getByRole("textbox", { name: "Trace B" });
  await box.fill(ids.slowCheckout);
  await box.press("Enter");
  await rest(page);
  // The counterpart is found by service and name; times are counted from the subtrees' start.
  await expect(parts.getByLabel("In B")).toContainText("checkout: shop.Payments/Charge, 855 ms");
  await expect(grid(page)).toHaveAttribute("aria-rowcount", "4");
  await expect(comparison(page).getByRole("status").first()).toContainText("B is 600 ms slower");
  await expect(row(page, "checkout: shop.Payments/Charge")).toHaveAttribute("aria-level", "1");
  await row(page, "payments: shop.Payments/Charge").press("Enter");
  await rest(page);
  await details(page).getByRole("button", { name: "Compare these subtrees" }).click();
  await rest(page);
  await expect(grid(page)).toHaveAttribute("aria-rowcount", "3");
  await comparison(page).getByRole("button", { name: "Swap" }).click();
  await rest(page);
  await expect(comparison(page).getByRole("status").first()).toContainText("B is 600 ms faster");
  await expect(grid(page)).toHaveAttribute("aria-rowcount", "3");
  // What is opened from here is the span in its own trace.
  await row(page, "payments: POST /v1/charges").press("Enter");
  await rest(page);
  const link = details(page).getByRole("link", { name: "Open in trace A" });
  await expect(link).toHaveAttribute("href", new RegExp(`${ids.slowCheckout}.*span=[0-9a-f]{16}`));
  await parts.getByLabel("In B").selectOption("The whole trace");
  await rest(page);
  await expect(page).toHaveURL(/rootB=whole/);
  await parts.getByRole("button", { name: "Whole traces" }).click();
  await rest(page);
  await expect(page).not.toHaveURL(/root[AB]=/);
  await expect(parts).toHaveCount(0);
  await expect(grid(page)).toHaveAttribute("aria-rowcount", "13");
  await page.goBack();
  await rest(page);
  await expect(parts).toBeVisible();
});

test("says what is on the critical path of A and of B", async ({ page, site }) => {
  await site("v2.20").open(slower);
  const figures = comparison(page).getByRole("table", { name: "Summary" });
  await expect(figures.getByRole("row", { name: /^Critical path/ })).toContainText("+600 ms");
  const services = comparison(page).getByRole("table", { name: "Critical path by service" });
  await expect(services.getByRole("row", { name: /^payments/ })).toContainText(/\+\d+ ms/);
});

test("shows both traces next to each other, with gaps where one has nothing", async ({
  page,
  site,
}) => {
  await site("v2.20").open(slower);
  await comparison(page).getByRole("tab", { name: "Side by side" }).click();
  await rest(page);
  await expect(page).toHaveURL(/mode=side/);
  await expect(grid(page).getByRole("columnheader")).toHaveText(["Trace A", "A", "Trace B", "B"]);
  const renamed = row(page, "checkout: price basket, named price basket v2 in B");
  await expect(renamed.getByRole("gridcell").nth(0)).toContainText("price basket");
  await expect(renamed.getByRole("gridcell").nth(2)).toContainText("price basket v2");
  await expect(
    row(page, "checkout: notify, only in B").getByRole("gridcell").first(),
  ).toHaveAttribute("data-gap", "true");
  // One zoom for both halves, and the same keys.
  await renamed.press("+");
  await rest(page);
  await expect(page).toHaveURL(/range=/);
  await page.goBack();
  await rest(page);
  await expect(grid(page).getByRole("columnheader")).toHaveText(["Span", "A", "B", "Difference"]);
});

test("draws who calls whom in both, with signs for what came and went, and the same as rows", async ({
  page,
  site,
}) => {
  await site("v2.20").open(`trace/${ids.checkout}...${ids.statusSlow}`);
  await comparison(page).getByRole("tab", { name: "Graph", exact: true }).click();
  await rest(page);
  await expect(page).toHaveURL(/mode=graph/);
  const drawing = comparison(page).getByRole("figure", { name: "Service dependencies" });
  await expect(drawing.getByRole("button", { name: /^payments: .*only in A/ })).toBeVisible();
  const calls = comparison(page).getByRole("table", { name: "Differences in service calls" });
  const gone = calls.getByRole("row", { name: /checkout payments/ });
  await expect(gone).toContainText("only in A");
  await gone.getByRole("button").click();
  await rest(page);
  await expect(page).toHaveURL(/graphPick=/);
  await page.reload();
  await rest(page);
  await expect(calls).toBeVisible();
  await expect(gone).toHaveAttribute("data-picked", "true");
  await comparison(page).getByLabel("Nodes").selectOption("Services and span names");
  await rest(page);
  await expect(page).toHaveURL(/graphBy=name/);
  await expect(calls).toContainText("shop.Payments/Charge");
});

test("leads from the graph to a row of the summary", async ({ page, site }) => {
  await site("v2.20").open(`${slower}?mode=graph`);
  await expect(grid(page)).toHaveCount(0);
  await comparison(page)
    .getByRole("button", { name: /^payments: POST \/v1\/charges: \+600 ms/ })
    .click();
  await rest(page);
  await expect(row(page, "payments: POST /v1/charges")).toBeFocused();
});

test("keeps the side that is there when the other's source cannot be had", async ({
  page,
  site,
  allowed,
}) => {
  allowed.push(networkComplaints);
  await site("v2.20").open(`trace/${ids.checkout}...${ids.slowCheckout}?sourceB=files`);
  await expect(comparison(page)).toContainText("11 spans");
  await expect(comparison(page)).toContainText("from: Files");
  await expect(grid(page)).toHaveCount(0);
  await comparison(page).getByRole("button", { name: "Choose trace B" }).click();
  await page
    .getByRole("dialog", { name: "Choose trace B" })
    .getByLabel("Look for IDs in")
    .selectOption("Jaeger");
  await rest(page);
  await expect(page).not.toHaveURL(/sourceB/);
  await expect(grid(page)).toBeVisible();
});
