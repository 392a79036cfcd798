import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "./axe";
import { ids } from "./fixtures/traces.mjs";
import { expect, resultLink, results, rest, searchForm, spans, test } from "./support";

const figures = /^Trace summary$/;
const chart = (page: Page): Locator => page.getByRole("img", { name: /^Duration over time/ });

test("an embedded search has no header, and leads to embedded traces", async ({ page, site }) => {
  const server = site("v2.20");
  await server.open("search?service=storefront&lookback=1h&uiEmbed=v0&uiTheme=dark");
  await expect(page.getByRole("banner")).toHaveCount(0);
  await expect(searchForm(page)).toHaveCount(0);
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  const alone = page.getByRole("link", { name: "Open in Spanwise" });
  await expect(alone).toHaveAttribute("href", /\/search\?service=storefront/);
  await expect(alone).not.toHaveAttribute("href", /ui(Embed|Theme)/);
  await expect(chart(page)).toBeVisible();
  await expectAccessible(page, "an embedded search");
  await resultLink(page, ids.checkout).click();
  await rest(page);
  await expect(page).toHaveURL(/uiEmbed=v0/);
  await expect(page).toHaveURL(/uiTheme=dark/);
  await expect(page.getByRole("banner")).toHaveCount(0);
  await expect(page.getByRole("list", { name: figures })).toBeVisible();
  await page.reload();
  await rest(page);
  await expect(page.getByRole("banner")).toHaveCount(0);
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("parts are left out of an embedded page, by Jaeger UI's parameters", async ({
  page,
  site,
}) => {
  const server = site("v2.20");
  await server.open("search?service=storefront&lookback=1h&uiEmbed=v0&uiSearchHideGraph=1");
  await expect(results(page).getByRole("checkbox").first()).toBeVisible();
  await expect(chart(page)).toHaveCount(0);

  const overview = page.getByRole("slider", { name: "Start of range" });
  await server.open(`trace/${ids.checkout}?uiEmbed=v0&uiTimelineHideMinimap=1`);
  await expect(spans(page)).toBeVisible();
  await expect(overview).toHaveCount(0);
  await expect(page.getByRole("list", { name: figures })).toBeVisible();

  await server.open(`trace/${ids.checkout}?uiEmbed=v0&uiTimelineHideSummary=1`);
  await expect(overview).toBeVisible();
  await expect(page.getByRole("list", { name: figures })).toHaveCount(0);

  await server.open(`trace/${ids.checkout}?uiEmbed=v0&uiTimelineCollapseTitle=1`);
  await expect(spans(page)).toBeVisible();
  await expect(overview).toHaveCount(0);
  await expect(page.getByRole("list", { name: figures })).toHaveCount(0);
  await expectAccessible(page, "an embedded trace");
});

test("works in a frame of another page", async ({ page, site }) => {
  const server = site("v2.20");
  const frameUrl = `${server.base}trace/${ids.checkout}?uiEmbed=v0`;
  const body = `<iframe title="Trace" width="900" height="600" src="${frameUrl}"></iframe>`;
  await page.route("**/host-page", (route) => route.fulfill({ contentType: "text/html", body }));
  await page.goto(`${server.base}host-page`);
  const frame = page.frameLocator("iframe");
  await expect(frame.getByRole("treegrid", { name: "Spans" })).toHaveAttribute(
    "aria-rowcount",
    "11",
  );
  await expect(frame.getByRole("banner")).toHaveCount(0);
});
