import { ids, spanIdOf } from "./fixtures/traces.mjs";
import {
  details,
  expect,
  isPaintedOver,
  networkComplaints,
  rest,
  spanRow,
  spans,
  test,
} from "./support";

/** A call to a host whose clock is 20 ms behind, as OTLP JSON. */
function skewedTrace(): string {
  const nano = (ms: number) => `${1_768_228_200_000 + ms}000000`;
  const part = (service: string, host: string, span: object) => ({
    resource: {
      attributes: [
        { key: "service.name", value: { stringValue: service } },
        { key: "host.name", value: { stringValue: host } },
      ],
    },
    scopeSpans: [{ spans: [span] }],
  });
  const traceId = "ab".repeat(16);
  return JSON.stringify({
    resourceSpans: [
      part("web", "host-a", {
        traceId,
        spanId: "01".repeat(8),
        name: "GET /",
        kind: 2,
        startTimeUnixNano: nano(100),
        endTimeUnixNano: nano(200),
      }),
      part("db", "host-b", {
        traceId,
        spanId: "02".repeat(8),
        parentSpanId: "01".repeat(8),
        name: "query",
        kind: 2,
        startTimeUnixNano: nano(80),
        endTimeUnixNano: nano(140),
      }),
    ],
  });
}

const rowCount = (count: number) => new RegExp(`^${count}$`);

test.describe("the timeline", () => {
  test("draws bars in its rows, the trace in its overview, and both beside details", async ({
    page,
    site,
  }) => {
    await site("v2.20").open(`trace/${ids.checkout}`);
    const charge = spanRow(page, "payments: POST /v1/charges");
    const overview = page.getByRole("group", { name: "Zoom overview" });
    expect([await isPaintedOver(charge), await isPaintedOver(overview)]).toEqual([true, true]);
    await charge.click();
    await rest(page);
    expect([await isPaintedOver(charge), await isPaintedOver(overview)]).toEqual([true, true]);
  });

  test("shows the critical path by button, key and link, and lists its sections", async ({
    page,
    site,
  }) => {
    await site("v2.20").open(`trace/${ids.checkout}`);
    const button = page.getByRole("button", { name: "Critical path", exact: true });
    await expect(button).toHaveAttribute("aria-pressed", "false");
    await button.click();
    await rest(page);
    await expect(page).toHaveURL(/[?&]critical=1/);
    const strip = page.getByRole("region", { name: "Critical path" });
    await expect(strip).toContainText("payments");
    await strip.getByRole("button", { name: /sections$/ }).click();
    await rest(page);
    const longest = page.getByRole("dialog").getByRole("button", { name: /POST \/v1\/charges/ });
    await longest.click();
    await rest(page);
    await expect(spanRow(page, "payments: POST /v1/charges")).toHaveAttribute(
      "aria-selected",
      "true",
    );
    await page.reload();
    await rest(page);
    await expect(page.getByRole("region", { name: "Critical path" })).toBeVisible();
    await page.keyboard.press("c");
    await rest(page);
    await expect(page).not.toHaveURL(/critical=/);
    await expect(page.getByRole("region", { name: "Critical path" })).toHaveCount(0);
  });

  test("shows the critical path of every root, and whose figures are whose", async ({
    page,
    site,
  }) => {
    await site("v2.20").open(`trace/${ids.nightRun}?critical=1`);
    const strip = page.getByRole("region", { name: "Critical path" });
    await expect(strip).toContainText("of the root night: run");
    // The root's own services; the report of another root has waited for nobody else.
    await expect(strip).toContainText("items");
    await expect(strip).not.toContainText("mailer");
    await strip.getByRole("button", { name: /sections$/ }).click();
    await rest(page);
    const list = page.getByRole("dialog").getByRole("table");
    await expect(list.getByRole("columnheader", { name: "Root" })).toBeVisible();
    const longest = list.getByRole("row").nth(1);
    await expect(longest).toContainText("mailer: render");
    await expect(longest).toContainText("mailer: report");
    await expect(longest).toContainText("54.3%");
    await page.keyboard.press("Escape");
    // Of a subtree that is shown alone, it is that of its top.
    await spanRow(page, "mailer: report").focus();
    await page.keyboard.press("n");
    await rest(page);
    await expect(strip).toContainText("mailer");
    await expect(strip).not.toContainText("of the root");
    await page.keyboard.press("N");
    await page.keyboard.press("v");
    await page.getByRole("radio", { name: "On the critical path" }).click();
    await rest(page);
    await expect(spanRow(page, "mailer: render")).toBeVisible();
    await expect(spanRow(page, "audit: note")).toBeVisible();
    await expect(spanRow(page, "ledger: book")).toHaveCount(0);
  });

  test("filters spans and says how many are left", async ({ page, site }) => {
    await site("v2.20").open(`trace/${ids.checkout}`);
    await page.keyboard.press("v");
    await rest(page);
    await page.getByRole("radio", { name: /^Errors/ }).click();
    await rest(page);
    await expect(page).toHaveURL(/filter=errors/);
    await expect(page.getByRole("status").filter({ hasText: "Showing 4 of" })).toBeVisible();
    await expect(spans(page)).toHaveAttribute("aria-rowcount", rowCount(6));
    await expect(spanRow(page, "checkout: price basket")).toHaveCount(0);
    await expect(spanRow(page, "storefront: POST /checkout")).toBeVisible();

    await page.getByRole("radio", { name: "All spans" }).click();
    await page.getByRole("checkbox", { name: /payments/ }).click();
    await rest(page);
    await expect(page).toHaveURL(/svcFilter=[0-9a-f]+\.[0-9a-f]+/);
    await expect(spanRow(page, "payments:")).toHaveCount(0);
    await expect(page.getByRole("checkbox", { name: /storefront/ })).toBeDisabled();
    await page.reload();
    await rest(page);
    await expect(spanRow(page, "payments:")).toHaveCount(0);
    await expect(page.getByRole("status").filter({ hasText: "1 service hidden" })).toBeVisible();
    await page.keyboard.press("x");
    await rest(page);
    await expect(spanRow(page, "payments:")).toHaveCount(2);
    await expect(page).not.toHaveURL(/svcFilter/);
  });

  test("shows only what is found, with what is above it", async ({ page, site }) => {
    await site("v2.20").open(`trace/${ids.checkout}?uiFind=SELECT&only=1`);
    await expect(spanRow(page, "stock: SELECT stock")).toBeVisible();
    await expect(spans(page)).toHaveAttribute("aria-rowcount", rowCount(6));
    await page.keyboard.press("m");
    await rest(page);
    await expect(spans(page)).toHaveAttribute("aria-rowcount", /^1[12]$/);
  });

  test("leads to the likely cause and from error to error", async ({ page, site }) => {
    await site("v2.20").open(`trace/${ids.checkout}`);
    await page.getByRole("button", { name: "Likely cause" }).click();
    await rest(page);
    const steps = page.getByRole("dialog").getByRole("listitem");
    await expect(steps).toHaveCount(4);
    await steps.last().getByRole("button").click();
    await rest(page);
    const cause = spanRow(page, "payments: POST /v1/charges");
    await expect(cause).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("e");
    await rest(page);
    // Around the end, to the first error.
    await expect(spans(page).locator('[role="row"][tabindex="0"]')).toHaveAttribute(
      "aria-label",
      /^checkout: shop\.Checkout\/Place/,
    );
  });

  test("keeps the focus in the rows through levels and from error to error", async ({
    page,
    site,
  }) => {
    await site("v2.20").open(`trace/${ids.checkout}`);
    const charge = spanRow(page, "payments: POST /v1/charges");
    await charge.focus();
    await page.keyboard.press("1");
    await expect(spanRow(page, "storefront: POST /checkout")).toBeFocused();
    await page.keyboard.press("[");
    await expect(charge).toBeFocused();
    await page.keyboard.press("e");
    await expect(spanRow(page, "checkout: shop.Checkout/Place")).toBeFocused();
  });

  test("shows one subtree and the way back", async ({ page, site }) => {
    const focus = spanIdOf(ids.checkout, 2);
    await site("v2.20").open(`trace/${ids.checkout}?focus=${focus}`);
    const path = page.getByRole("navigation", { name: "Focused subtree" });
    await expect(path).toBeVisible();
    await expect(spanRow(page, "storefront: POST /checkout")).toHaveCount(0);
    await path.getByRole("button", { name: "Whole trace" }).click();
    await rest(page);
    await expect(spanRow(page, "storefront: POST /checkout")).toBeVisible();
    await page.goBack();
    await rest(page);
    await expect(path).toBeVisible();
  });

  test("has statistics that lead back to the spans", async ({ page, site }) => {
    await site("v2.20").open(`trace/${ids.checkout}`);
    await page.getByRole("tab", { name: "Statistics" }).click();
    await rest(page);
    await expect(page).toHaveURL(/view=statistics/);
    const table = page.getByRole("table", { name: "Statistics of spans" });
    await expect(table.getByRole("rowheader").first()).toContainText("storefront");
    await table.getByRole("button", { name: "Errors" }).click();
    await expect(table.getByRole("columnheader", { name: "Errors" })).toHaveAttribute(
      "aria-sort",
      "descending",
    );
    await expect(page).toHaveURL(/groupsBy=-errors/);
    await page.getByLabel("Then by").selectOption({ label: "Span name" });
    await rest(page);
    await expect(page).toHaveURL(/thenBy=name/);
    await table.getByRole("button", { name: "SELECT stock" }).click();
    await rest(page);
    await expect(spanRow(page, "stock: SELECT stock")).toBeVisible();
    await expect(page.getByRole("textbox", { name: "Find in trace" })).toHaveValue(/SELECT stock/);
    await page.goBack();
    await rest(page);
    await expect(table.getByRole("columnheader", { name: "Errors" })).toHaveAttribute(
      "aria-sort",
      "descending",
    );
  });

  test("corrects clocks that differ, and undoes it", async ({ page, site, allowed }) => {
    allowed.push(networkComplaints);
    await site("refused").open("");
    const chooser = page.waitForEvent("filechooser");
    await page
      .getByRole("main")
      .getByRole("button", { name: /Open files/ })
      .click();
    const buffer = Buffer.from(skewedTrace());
    await (await chooser).setFiles({ name: "skew.json", mimeType: "application/json", buffer });
    await rest(page);
    const notice = page.getByRole("status").filter({ hasText: /clock/ });
    await expect(notice).toContainText("40 ms");
    const end = page.getByRole("slider", { name: "End of range" });
    await expect(end).toHaveAttribute("aria-valuetext", "120 ms");
    await page.getByRole("button", { name: "Offsets" }).click();
    await expect(page.getByRole("dialog")).toContainText("host-b");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Correct the times" }).click();
    await rest(page);
    await expect(page).toHaveURL(/skew=1/);
    await expect(end).toHaveAttribute("aria-valuetext", "100 ms");
    const summary = page.getByRole("list", { name: "Trace summary" });
    await expect(summary).toContainText("100 ms");
    await page.getByRole("button", { name: "Show the times as they came" }).click();
    await rest(page);
    await expect(end).toHaveAttribute("aria-valuetext", "120 ms");
    await expect(page).not.toHaveURL(/skew=/);
  });

  test("has a menu on every row, by pointer and key", async ({ page, site }) => {
    await site("v2.20").open(`trace/${ids.checkout}`);
    const row = spanRow(page, "checkout: shop.Payments/Charge");
    await row.click({ button: "right" });
    await rest(page);
    await page.getByRole("menuitem", { name: "Show this subtree alone" }).click();
    await rest(page);
    await expect(page).toHaveURL(/focus=/);
    await expect(spans(page)).toHaveAttribute("aria-rowcount", rowCount(3));
    await page.keyboard.press("N");
    await rest(page);
    await expect(spans(page)).toHaveAttribute("aria-rowcount", /^1[12]$/);

    await spanRow(page, "stock: SELECT stock").focus();
    await page.keyboard.press("Shift+F10");
    await rest(page);
    await expect(page.getByRole("menu")).toBeVisible();
    await page.keyboard.press("Escape");
    await rest(page);
    await expect(spanRow(page, "stock: SELECT stock")).toBeFocused();
    await page.keyboard.press("Shift+F10");
    await rest(page);
    await page.getByRole("menuitem", { name: "Hide the service stock" }).press("Enter");
    await rest(page);
    await expect(spanRow(page, "stock:")).toHaveCount(0);
  });

  test("Escape gives up a panel that is still on its way, and not the details", async ({
    page,
    site,
  }) => {
    let letCome = () => {};
    const held = new Promise<void>((resolve) => (letCome = resolve));
    await page.route(/\/static\/PanelPopup-[^/]*\.js$/, async (route) => {
      await held;
      await route.continue();
    });
    await site("v2.20").open(`trace/${ids.checkout}`);
    await spanRow(page, "stock: SELECT stock").click();
    await rest(page);
    await page.keyboard.press("v");
    await page.keyboard.press("Escape");
    letCome();
    await rest(page);
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(details(page)).toBeVisible();
    await page.keyboard.press("Escape");
    await rest(page);
    await expect(details(page)).toHaveCount(0);
  });

  test("opens to a level and goes back through zooms", async ({ page, site }) => {
    await site("v2.20").open(`trace/${ids.checkout}`);
    await page.keyboard.press("2");
    await rest(page);
    await expect(spans(page)).toHaveAttribute("aria-rowcount", rowCount(2));
    const end = page.getByRole("slider", { name: "End of range" });
    await expect(end).toHaveAttribute("aria-valuetext", "480 ms");
    await page.keyboard.press("+");
    await rest(page);
    await expect(end).not.toHaveAttribute("aria-valuetext", "480 ms");
    await page.keyboard.press(",");
    await rest(page);
    await expect(end).toHaveAttribute("aria-valuetext", "480 ms");
    await page.keyboard.press(".");
    await rest(page);
    await expect(end).not.toHaveAttribute("aria-valuetext", "480 ms");
  });

  test("colours bars by what one chooses, with a legend that filters", async ({ page, site }) => {
    await site("v2.20").open(`trace/${ids.checkout}`);
    await page.keyboard.press("y");
    await rest(page);
    await page.getByRole("radio", { name: "Kind" }).click();
    await rest(page);
    await expect(page).toHaveURL(/color=kind/);
    await page.keyboard.press("Escape");
    const legend = page.getByRole("region", { name: "Legend" });
    await legend.getByRole("button", { name: /^Producer/ }).click();
    await rest(page);
    await expect(page.getByRole("textbox", { name: "Find in trace" })).toHaveValue("kind=producer");
    await expect(page.getByRole("status").filter({ hasText: "Showing 1 of" })).toBeVisible();
    await page.goBack();
    await rest(page);
    await expect(legend).toBeVisible();
    await expect(spans(page)).toHaveAttribute("aria-rowcount", /^1[12]$/);
  });

  test("measures a range by drag with shift, and a span by key", async ({ page, site }) => {
    await site("v2.20").open(`trace/${ids.checkout}`);
    await spanRow(page, "stock: SELECT stock").focus();
    await page.keyboard.press("q");
    await rest(page);
    const measured = page.getByRole("region", { name: "Measured range" });
    await expect(measured).toContainText("60 ms");
    await expect(measured).toContainText("1 span within");
    await expect(page).toHaveURL(/measure=\d+-\d+/);
    await page.reload();
    await rest(page);
    await expect(measured).toContainText("60 ms");
    await spanRow(page, "stock: SELECT stock").focus();
    await page.keyboard.press("q");
    await rest(page);
    await expect(measured).toHaveCount(0);
    await expect(page).not.toHaveURL(/measure=/);

    const box = await spans(page).boundingBox();
    if (!box) throw new Error("The timeline has no size");
    await page.keyboard.down("Shift");
    await page.mouse.move(box.x + box.width - 300, box.y + 60);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width - 100, box.y + 90, { steps: 5 });
    await page.mouse.up();
    await page.keyboard.up("Shift");
    await rest(page);
    await expect(measured).toBeVisible();
    await measured.getByRole("button", { name: "Zoom to it" }).click();
    await rest(page);
    await expect(page).toHaveURL(/range=/);
    await measured.getByRole("button", { name: "Clear" }).click();
    await expect(measured).toHaveCount(0);
  });
});
