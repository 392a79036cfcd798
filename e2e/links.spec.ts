import { ids, spanIdOf } from "./fixtures/traces.mjs";
import {
  details,
  expect,
  networkComplaints,
  productUrl,
  rest,
  resultLink,
  results,
  search,
  searchForm,
  spanRow,
  spans,
  test,
} from "./support";

test.describe("the Trace ID box", () => {
  const base64 = Buffer.from(ids.restock, "hex").toString("base64");
  const span = spanIdOf(ids.restock, 1);
  for (const [what, text] of [
    ["an id", ids.restock],
    ["an id in upper case, with spaces around", `  ${ids.restock.toUpperCase()} `],
    ["an id in base64", base64],
    ["a traceparent header", `traceparent: 00-${ids.restock}-${span}-01`],
    ["an address of Jaeger UI", `https://jaeger.example/ui/trace/${ids.restock}?uiFind=x`],
  ] as const) {
    test(`takes ${what}`, async ({ page, site }) => {
      await site("v2.20").open("search");
      const box = page.getByRole("textbox", { name: "Trace ID" });
      await box.fill(text);
      await box.press("Enter");
      await rest(page);
      await expect(page).toHaveURL(new RegExp(`/trace/${ids.restock}`));
      await expect(spanRow(page, "stock: orders process")).toBeVisible();
    });
  }

  test("says when there is no id in it", async ({ page, site }) => {
    await site("v2.20").open(`trace/${ids.checkout}`);
    const box = page.getByRole("textbox", { name: "Trace ID" });
    await box.fill("no id at all");
    await box.press("Enter");
    await expect(box).toHaveAttribute("aria-invalid", "true");
    await expect(spans(page)).toBeVisible();
  });
});

test.describe("deep links", () => {
  test("to a graph of what a search finds show it", async ({ page, site, allowed }) => {
    // What the address's own page needs is fetched before it is known that another one is wanted.
    allowed.push(/was preloaded using link preload but not used/);
    const shop = site("v2.20");
    await shop.open("search?service=storefront&lookback=2d&view=ddg");
    await expect(page).toHaveURL(/\/dependencies\?.*from=search/);
    await expect(page.getByRole("figure", { name: "Service dependencies" })).toBeVisible();
    await expect(page.getByRole("table", { name: "Service calls" })).toContainText("storefront");
    // Without a search there is nothing that the graph would be of.
    await shop.open("search?view=ddg");
    await expect(searchForm(page)).toBeVisible();
  });

  for (const width of [1440, 390]) {
    test(`say what is wrong with a search, ${width} px wide`, async ({ page, site }) => {
      await page.setViewportSize({ width, height: 844 });
      const shop = site("v2.20");
      await shop.open("search?service=storefront&lookback=2d&tags=%7Bbad&minDuration=20");
      const alert = page.getByRole("region", { name: "Search results" }).getByRole("alert");
      await expect(alert).toContainText("This search cannot be sent");
      await expect(alert).toContainText('write {"key": "value"}');
      await expect(alert).toContainText("Write a number with a unit");
      const asked = (await shop.requests()).filter(({ url }) => url.includes("service_name"));
      expect(asked).toEqual([]);
      if (width < 720) await page.getByRole("button", { name: "Change the search" }).click();
      const form = searchForm(page);
      await expect(form.getByLabel("Min duration")).toHaveAttribute("aria-invalid", "true");
      await form.getByLabel("Min duration").fill("20ms");
      await search(page, { Attributes: "" });
      await expect(alert).toHaveCount(0);
      await expect(results(page).getByRole("link").first()).toBeVisible();
    });
  }

  for (const [what, id] of [
    ["upper case", ids.checkout.toUpperCase()],
    ["base64", encodeURIComponent(Buffer.from(ids.checkout, "hex").toString("base64"))],
  ] as const) {
    test(`to a trace in ${what} are put right`, async ({ page, site }) => {
      await site("v2.20").open(`trace/${id}`);
      await expect(page).toHaveURL(new RegExp(`/trace/${ids.checkout}`));
      await expect(spans(page)).toBeVisible();
    });
  }

  test("to a span open it, also after a reload", async ({ page, site }) => {
    await site("v2.20").open(`trace/${ids.checkout}?span=${spanIdOf(ids.checkout, 8)}`);
    for (let visit = 0; visit < 2; visit += 1) {
      await expect(spanRow(page, "payments: shop.Payments/Charge")).toHaveAttribute(
        "aria-selected",
        "true",
      );
      await expect(details(page)).toContainText("card declined by issuer");
      await page.reload();
      await rest(page);
    }
  });

  test("of Jaeger UI to a search fill in the form and search", async ({ page, site }) => {
    const end = Date.now() * 1000;
    const query = new URLSearchParams({
      service: "storefront",
      operation: "GET /status",
      tags: JSON.stringify({ "http.response.status_code": "200" }),
      start: String(end - 3_600_000_000),
      end: String(end),
      limit: "20",
      lookback: "1h",
      maxDuration: "",
      minDuration: "1ms",
    });
    await site("v2.20").open(`search?${query}`);
    const form = searchForm(page);
    await expect(form.getByLabel("Service", { exact: true })).toHaveValue("storefront");
    await expect(form.getByLabel("Operation", { exact: true })).toHaveValue("GET /status");
    await expect(form.getByLabel("Attributes", { exact: true })).toHaveValue(
      /status_code=["']?200/,
    );
    await expect(form.getByLabel("Min duration", { exact: true })).toHaveValue(/1\s?ms/);
    await expect(form.getByLabel("Limit", { exact: true })).toHaveValue("20");
    await expect(results(page).getByRole("checkbox")).toHaveCount(2);
  });

  test("to find in a trace find", async ({ page, site }) => {
    await site("v2.20").open(`trace/${ids.checkout}?uiFind=stock`);
    await expect(page.getByRole("textbox", { name: "Find in trace" })).toHaveValue("stock");
    await expect(page.getByRole("status").filter({ hasText: /\d+ of \d+/ })).toBeVisible();
  });

  test("to a page that does not exist say so", async ({ page, site, allowed }) => {
    // The base is tried out by loading: a page is what comes for what is not there.
    allowed.push(/MIME type/, networkComplaints);
    await site("v2.20").open("nowhere/at/all");
    await expect(page.getByRole("main")).toContainText("not found", { ignoreCase: true });
    await expect(page.getByRole("main").getByRole("link").first()).toBeVisible();
  });

  test("to a comparison carry what else was chosen", async ({ page, site }) => {
    await site("v2.20").open("search");
    await search(page, { Service: "storefront" });
    const boxes = results(page).getByRole("checkbox", { name: "Select for comparison" });
    for (const n of [0, 1, 2]) await boxes.nth(n).click();
    await page.getByRole("button", { name: /^Compare/ }).click();
    await rest(page);
    await expect(page).toHaveURL(/\.\.\.[0-9a-f]{32}.*cohort=[0-9a-f]{32}/);
    await page.getByRole("button", { name: "Choose trace B" }).click();
    await rest(page);
    const choices = page.getByRole("dialog", { name: "Choose trace B" });
    const together = choices.getByRole("region", { name: "Chosen together" });
    await expect(together.getByRole("button")).toHaveCount(1);
  });

  test("to a comparison name both traces", async ({ page, site }) => {
    await site("v2.20").open("search");
    await search(page, { Service: "storefront" });
    const boxes = results(page).getByRole("checkbox", { name: "Select for comparison" });
    await boxes.nth(0).click();
    await boxes.nth(1).click();
    await page.getByRole("button", { name: /^Compare/ }).click();
    await rest(page);
    await expect(page).toHaveURL(/\/trace\/[0-9a-f]{32}\.\.\.[0-9a-f]{32}/);
    await page.reload();
    await rest(page);
    const region = page.getByRole("region", { name: "Comparison" });
    const a = await region.getByRole("textbox", { name: "Trace A" }).inputValue();
    const b = await region.getByRole("textbox", { name: "Trace B" }).inputValue();
    await region.getByRole("button", { name: "Swap" }).click();
    await expect(region.getByRole("textbox", { name: "Trace A" })).toHaveValue(b);
    await expect(region.getByRole("textbox", { name: "Trace B" })).toHaveValue(a);
  });

  test("to a comparison leave the choice as it was for the way back", async ({ page, site }) => {
    await site("v2.20").open("search");
    await search(page, { Service: "storefront" });
    const boxes = results(page).getByRole("checkbox", { name: "Select for comparison" });
    for (const n of [0, 1]) await boxes.nth(n).click();
    await page.getByRole("button", { name: /^Compare/ }).click();
    await rest(page);
    await page.goBack();
    await rest(page);
    for (const n of [0, 1]) await expect(boxes.nth(n)).toBeChecked();
    await expect(boxes.nth(2)).not.toBeChecked();
  });
});

test.describe("the server of npm start", () => {
  test("serves every path and passes questions on below the target's base path", async ({
    page,
  }) => {
    await page.goto(`${productUrl()}/`);
    await rest(page);
    await search(page, { Service: "storefront" });
    await resultLink(page, ids.checkout).click();
    await rest(page);
    await expect(spans(page)).toBeVisible();
    await page.reload();
    await rest(page);
    await expect(spans(page)).toHaveAttribute("aria-rowcount", /^1[12]$/);
    await expect(page.getByRole("banner")).toContainText("2.20");
  });
});
