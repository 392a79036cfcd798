import { details, expect, rest, resultLink, search, spanRow } from "../e2e/support";
import { distFolder, isFrom, jaegerVersion } from "./settings";
import { feed, test } from "./support";
import { ids } from "./system";

for (const basePath of ["", "/tools/jaeger"]) {
  test.describe(`Spanwise as the page of a Jaeger at ${basePath || "/"}`, () => {
    test("searches, opens, and reloads any page", async ({ page, ownJaeger }) => {
      const jaeger = await ownJaeger({ basePath, assetsPath: distFolder });
      await feed(jaeger.otlpUrl);

      await page.goto(`${jaeger.url}/`);
      await rest(page);
      await expect(page).toHaveURL(`${jaeger.url}/search`);
      await expect(page.getByRole("banner")).toContainText(
        jaegerVersion().split(".").slice(0, 2).join("."),
      );
      await search(page, { Service: "shop-orders", Operation: "Place order" });
      await resultLink(page, ids.checkout).click();
      await rest(page);
      await expect(page).toHaveURL(new RegExp(`^${jaeger.url}/trace/${ids.checkout}`));
      await spanRow(page, "shop-orders: Place order").click();
      await rest(page);
      await page.reload();
      await rest(page);
      await expect(spanRow(page, "shop-orders: Place order")).toHaveAttribute(
        "aria-selected",
        "true",
      );
      await expect(details(page)).toContainText("card declined by issuer");
    });

    test("opens deep links", async ({ page, ownJaeger }) => {
      const jaeger = await ownJaeger({ basePath, assetsPath: distFolder });
      await feed(jaeger.otlpUrl);
      await page.goto(`${jaeger.url}/trace/${ids.job}`);
      await rest(page);
      await expect(spanRow(page, "shop-worker: restock process")).toBeVisible();
      await page.goto(`${jaeger.url}/search?service=shop-gateway&lookback=1h&limit=20`);
      await rest(page);
      await expect(resultLink(page, ids.slow)).toBeVisible();
    });
  });
}

const uiConfig = {
  linkPatterns: [
    { type: "tags", key: "http.route", url: "https://wiki.example/#{http.route}", text: "Wiki" },
  ],
  menu: [{ label: "Help", items: [{ label: "Handbook", url: "https://docs.example/" }] }],
  search: { maxLimit: 50 },
};

for (const how of ["jaeger", "npm start"] as const) {
  test(`a configuration of Jaeger UI is that of the page: ${how}`, async ({ page, ownJaeger }) => {
    const jaeger = await ownJaeger({ uiConfig, assetsPath: distFolder });
    await feed(jaeger.otlpUrl);
    const base = how === "jaeger" ? jaeger.url : jaeger.productUrl;
    // On a busy machine a page may come before Jaeger has been asked.
    const site = async () => (await fetch(`${jaeger.productUrl}/static/config.json`)).text();
    await expect.poll(site).toContain("maxLimit");
    await page.goto(`${base}/search`);
    await rest(page);
    await expect(page.getByRole("search", { name: "Traces" }).getByLabel("Limit")).toHaveValue(
      "50",
    );
    await page.getByRole("banner").getByRole("button", { name: "Links" }).click();
    await expect(page.getByRole("menuitem", { name: "Handbook" })).toBeVisible();
    await page.goto(`${base}/trace/${ids.checkout}?span=00f067aa0ba902b7`);
    await rest(page);
    await expect(details(page).getByRole("link", { name: "Wiki" })).toHaveAttribute(
      "href",
      "https://wiki.example/%2Fcheckout",
    );
  });
}

test("a server of several tenants is used by configuration alone", async ({ page, ownJaeger }) => {
  const jaeger = await ownJaeger({
    tenant: "shop",
    oldTenancy: !isFrom(2, 19),
    basePath: "/tools/jaeger",
  });
  await page.route("**/static/config.json", (route) =>
    route.fulfill({ json: { headers: { "x-tenant": "shop", authorization: "Bearer a.b" } } }),
  );
  await page.goto(`${jaeger.productUrl}/search`);
  await rest(page);
  await expect(page.getByRole("button", { name: /^Source: Jaeger/ })).toBeVisible();
  await search(page, { Service: "anything" });
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expect(page.getByRole("main")).toContainText(/no traces/i);
});
