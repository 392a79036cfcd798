import { ids } from "./fixtures/traces.mjs";
import {
  details,
  expect,
  pressUntilFocused,
  rest,
  resultLink,
  results,
  search,
  searchForm,
  spanRow,
  spans,
  tabTo,
  test,
} from "./support";

test.describe("from a question to the answer", () => {
  test("with the mouse", async ({ page, site }) => {
    await site("v2.20").open("");
    await expect(page).toHaveURL(/\/search(\?|$)/);

    await search(page, { Service: "storefront" });
    await expect(results(page)).toBeVisible();
    await expect(
      results(page).getByRole("checkbox", { name: "Select for comparison" }),
    ).toHaveCount(5);
    await resultLink(page, ids.checkout).click();
    await rest(page);
    await expect(page).toHaveURL(new RegExp(`/trace/${ids.checkout}`));

    await expect(spans(page)).toHaveAttribute("aria-rowcount", /^1[12]$/);
    const parent = spanRow(page, "checkout: shop.Checkout/Place");
    await expect(parent).toHaveAttribute("aria-level", "3");
    await expect(parent).toHaveAttribute("aria-expanded", "true");
    await parent.getByRole("button").first().click();
    await expect(parent).toHaveAttribute("aria-expanded", "false");
    await expect(spanRow(page, "payments: shop.Payments/Charge")).toHaveCount(0);
    await parent.getByRole("button").first().click();
    await expect(parent).toHaveAttribute("aria-expanded", "true");

    await spanRow(page, "payments: shop.Payments/Charge").click();
    await rest(page);
    await expect(spanRow(page, "payments: shop.Payments/Charge")).toHaveAttribute(
      "aria-selected",
      "true",
    );
    const panel = details(page);
    await expect(panel.getByRole("heading", { name: /^Attributes/ })).toBeVisible();
    await expect(panel.getByRole("heading", { name: /^Resource/ })).toBeVisible();
    await expect(panel.getByRole("heading", { name: /^Events/ })).toBeVisible();
    await expect(panel.getByRole("heading", { name: /^Links/ })).toHaveCount(0);
    await expect(panel).toContainText("card declined by issuer");
    await expect(panel).toContainText("Error");
    await expect(panel).toContainText("Server");
    await expect(panel).toContainText("payment.currency");
    await expect(panel).toContainText("EUR");
    await expect(panel).toContainText("shop.tracing");
    // Sorted by time, whatever the server's order.
    const text = (await panel.textContent()) ?? "";
    const places = ["token checked", "retry", "CardDeclined"].map((name) => text.indexOf(name));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);

    await spanRow(page, "checkout: orders publish").click();
    await rest(page);
    await expect(panel.getByRole("heading", { name: /^Links/ })).toBeVisible();
    await expect(panel).toContainText("restock after order");
    const here = page.url();
    await panel
      .getByRole("link")
      .and(page.locator(`[href*="${ids.restock}"]`))
      .first()
      .click();
    await rest(page);
    await expect(page).toHaveURL(new RegExp(`/trace/${ids.restock}`));
    await expect(spanRow(page, "stock: orders process")).toHaveAttribute("aria-selected", "true");
    await expect(details(page)).toContainText("consumed message");

    await page.goBack();
    await rest(page);
    expect(page.url()).toBe(here);
    await expect(spanRow(page, "checkout: orders publish")).toHaveAttribute(
      "aria-selected",
      "true",
    );
    await expect(details(page)).toContainText("restock after order");
  });

  test("with the keyboard alone", async ({ page, site }) => {
    await site("v2.20").open("search");
    const form = searchForm(page);
    await tabTo(page, form.getByLabel("Service", { exact: true }));
    await page.keyboard.type("storefront");
    await rest(page);
    await tabTo(page, form.getByRole("button", { name: "Find traces" }));
    await page.keyboard.press("Enter");
    await rest(page);

    await tabTo(page, resultLink(page, ids.checkout));
    await page.keyboard.press("Enter");
    await rest(page);
    await expect(page).toHaveURL(new RegExp(`/trace/${ids.checkout}`));

    await tabTo(page, spans(page).getByRole("row"));
    const parent = spanRow(page, "checkout: shop.Checkout/Place");
    await pressUntilFocused(page, "ArrowDown", parent);
    await page.keyboard.press("ArrowLeft");
    await expect(parent).toHaveAttribute("aria-expanded", "false");
    await page.keyboard.press("ArrowRight");
    await expect(parent).toHaveAttribute("aria-expanded", "true");
    await page.keyboard.press("ArrowRight");
    await expect(spanRow(page, "checkout: price basket")).toBeFocused();

    await page.keyboard.press("End");
    const publish = spanRow(page, "checkout: orders publish");
    await expect(publish).toBeFocused();
    await page.keyboard.press("Enter");
    await rest(page);
    await expect(publish).toHaveAttribute("aria-selected", "true");
    await expect(details(page)).toContainText("restock after order");

    const link = details(page)
      .getByRole("link")
      .and(page.locator(`[href*="${ids.restock}"]`));
    await tabTo(page, link);
    await page.keyboard.press("Enter");
    await rest(page);
    await expect(page).toHaveURL(new RegExp(`/trace/${ids.restock}`));
    await expect(spanRow(page, "stock: orders process")).toHaveAttribute("aria-selected", "true");

    // What the browser's own key for "back" does.
    await page.goBack();
    await rest(page);
    await expect(publish).toHaveAttribute("aria-selected", "true");
    await tabTo(page, spans(page).getByRole("row"));
    await expect(publish).toBeFocused();
  });

  test("keeps the view in the address", async ({ page, site }) => {
    await site("v2.20").open(`trace/${ids.checkout}`);
    await spanRow(page, "storefront: shop.Checkout/Place").getByRole("button").first().click();
    await spanRow(page, "storefront: POST /checkout").click();
    await rest(page);
    await page.getByRole("textbox", { name: "Find in trace" }).fill("storefront");
    await rest(page);
    await expect(page.getByRole("status").filter({ hasText: / of 2/ })).toBeVisible();

    await page.reload();
    await rest(page);
    await expect(spanRow(page, "storefront: shop.Checkout/Place")).toHaveAttribute(
      "aria-expanded",
      "false",
    );
    await expect(spanRow(page, "storefront: POST /checkout")).toHaveAttribute(
      "aria-selected",
      "true",
    );
    await expect(page.getByRole("textbox", { name: "Find in trace" })).toHaveValue("storefront");
    await expect(details(page)).toBeVisible();
  });

  test("goes back to the results of the search", async ({ page, site }) => {
    const server = site("v2.20");
    await server.open("search");
    await search(page, { Service: "storefront", Attributes: "http.route=/status" });
    const parameters = () => new URL(page.url()).search.slice(1).split("&").toSorted();
    const found = parameters();
    await resultLink(page, ids.statusSlow).click();
    await rest(page);
    await page.getByRole("link", { name: /results/i }).click();
    await rest(page);
    await expect.poll(parameters).toEqual(found);
    await expect(resultLink(page, ids.statusSlow)).toBeVisible();
    await expect(searchForm(page).getByLabel("Attributes", { exact: true })).toHaveValue(
      /http\.route=\/status/,
    );
  });

  test("shows a thousand spans", async ({ page, site }) => {
    await site("v2.20").open(`trace/${ids.large}`);
    await expect(spans(page)).toHaveAttribute("aria-rowcount", /^100[01]$/);
    await tabTo(page, spans(page).getByRole("row"));
    await page.keyboard.press("End");
    await expect(spanRow(page, "orders-db: read row 26.35")).toBeFocused();
    await page.keyboard.press("Home");
    await expect(spanRow(page, "reports: GET /report")).toBeFocused();
  });
});
