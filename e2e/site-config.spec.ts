import { ids } from "./fixtures/traces.mjs";
import { expect, rest, results, resultLink, search, spans, test } from "./support";

test.describe("a server that wants a tenant", () => {
  test("is searched and read with the header that the site has set", async ({ page, site }) => {
    const server = site("v2.20");
    await server.behave("tenant");
    await server.configure({ headers: { "X-Tenant": "shop" } });
    await server.open("search");
    await search(page, { Service: "storefront" });
    await resultLink(page, ids.checkout).click();
    await rest(page);
    await expect(spans(page)).toHaveAttribute("aria-rowcount", "11");

    // A link to a trace asks for it once, and in the right way.
    const before = (await server.requests()).length;
    await page.reload();
    await rest(page);
    await expect(spans(page)).toHaveAttribute("aria-rowcount", "11");
    const asked = (await server.requests())
      .slice(before)
      .filter(({ url }) => url.includes(ids.checkout));
    expect(asked).toHaveLength(1);
  });

  test("says so without it", async ({ page, site, allowed }) => {
    allowed.push(/^Failed to load resource: /);
    const server = site("v2.20");
    await server.behave("tenant");
    await server.open(`trace/${ids.checkout}`);
    await expect(page.getByRole("alert").first()).toContainText("missing tenant header");
  });
});

test("the API may be elsewhere, and the page may have another name and language", async ({
  page,
  site,
}) => {
  const there = site("v2.20");
  const here = site("v1");
  await here.behave("404");
  await here.configure({
    jaegerUrl: new URL(there.base).pathname,
    title: "Трейсы магазина",
    locale: "ru",
  });
  await here.open("search");
  await expect(page).toHaveTitle(/ – Трейсы магазина$/);
  await expect(page.locator("html")).toHaveAttribute("lang", "ru");
  await here.open(`search?service=storefront&lookback=1h`);
  await expect(results(page, "Трейсы").getByRole("link").first()).toBeVisible();
});

test("a mistake in the configuration is told in the console, and nothing else is lost", async ({
  page,
  site,
  allowed,
}) => {
  const said: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  allowed.push(/^Spanwise: static\/config\.json: colour is not a setting$/);
  const server = site("v2.20");
  await server.configure({ colour: "red" });
  await server.open(`trace/${ids.checkout}`);
  await expect(spans(page)).toHaveAttribute("aria-rowcount", "11");
  expect(said).toContain("Spanwise: static/config.json: colour is not a setting");
});
