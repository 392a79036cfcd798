import { gzipSync } from "node:zlib";
import { ids } from "./fixtures/traces.mjs";
import { firstPageLimit } from "../scripts/lib/bundle-size.mjs";
import { expect, networkComplaints, rest, resultLink, spans, test } from "./support";

for (const [locale, heading] of [
  ["en", "Search"],
  ["ru", "Поиск"],
] as const) {
  test.describe(`in ${locale}`, () => {
    test.use({ locale });
    test("the first page loads at most 180 kB of JavaScript", async ({ page, site }) => {
      const sizes = new Map<string, number>();
      const bodies: Promise<void>[] = [];
      page.on("response", (response) => {
        const { pathname } = new URL(response.url());
        // The worker is a program of its own that the page does not wait for.
        if (!pathname.endsWith(".js") || /worker/i.test(pathname)) return;
        const weigh = async (): Promise<void> => {
          const body = await response.body();
          sizes.set(pathname.split("/").at(-1) ?? "", gzipSync(body, { level: 9 }).length);
        };
        bodies.push(weigh());
      });
      await site("v2.20").open("search");
      await rest(page);
      await Promise.all(bodies);
      const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
      expect(sizes.size).toBeGreaterThan(0);
      expect(total, JSON.stringify([...sizes])).toBeLessThanOrEqual(firstPageLimit);
    });

    test("a search waits for no words that only traces need", async ({ page, site }) => {
      await page.route(/\/static\/more-[^/]*\.js$/, () => undefined);
      await page.goto(`${site("v2.20").base}search?service=storefront&lookback=2d`);
      await expect(page.getByRole("link", { name: heading })).toBeVisible();
      await expect(page.getByRole("row").nth(1)).toBeVisible();
    });
  });
}

test("the page takes no more than it needs from elsewhere", async ({ page, site }) => {
  const server = site("v2.20");
  const strangers: string[] = [];
  page.on("request", (request) => {
    const own = request.url().startsWith(server.base) || /^(data|blob):/.test(request.url());
    if (!own) strangers.push(request.url());
  });
  await server.open("search?service=storefront&lookback=1h");
  expect(strangers).toEqual([]);
});

test("a trace whose words do not come says so, and can be tried again", async ({
  page,
  site,
  allowed,
}) => {
  allowed.push(/more-/, /^Problem: unreachable/, networkComplaints);
  const words = /\/static\/more-[^/]*\.js$/;
  await page.route(words, (route) => route.abort());
  await site("v2.20").open("search?service=storefront&lookback=2d");
  await resultLink(page, ids.checkout).click();
  await rest(page);
  await page.unroute(words);
  await page.getByRole("alert").getByRole("button", { name: "Retry" }).click();
  await expect(spans(page)).toHaveAttribute("aria-rowcount", "11");
});

test("a part of a trace whose code does not come says so, and leaves the rest", async ({
  page,
  site,
  allowed,
}) => {
  allowed.push(/Statistics|dynamically imported|preload CSS/, networkComplaints);
  await page.route(/\/static\/StatisticsView-/, (route) => route.abort());
  await site("v2.20").open(`trace/${ids.checkout}`);
  await page.getByRole("tab", { name: "Statistics" }).click();
  await expect(page.getByRole("tabpanel").getByRole("alert")).toContainText("cannot be reached");
  await page.getByRole("tab", { name: "Timeline" }).click();
  await expect(spans(page)).toHaveAttribute("aria-rowcount", "11");
  await page.unrouteAll();
  await page.getByRole("tab", { name: "Statistics" }).click();
  await page.getByRole("tabpanel").getByRole("button", { name: "Retry" }).click();
  await expect(page.getByRole("table", { name: "Statistics of spans" })).toBeVisible();
});

test("a preview whose code does not come is none, and takes no other's place", async ({
  page,
  site,
  allowed,
}) => {
  allowed.push(networkComplaints);
  const code = /\/static\/TracePreview-/;
  await page.route(code, (route) => route.abort());
  await site("v2.20").open("search?service=storefront&lookback=1h");
  const refused = page.waitForEvent("requestfailed", (request) => code.test(request.url()));
  await resultLink(page, ids.checkout).hover();
  await refused;
  await rest(page);
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expect(resultLink(page, ids.checkout)).toBeVisible();
});
