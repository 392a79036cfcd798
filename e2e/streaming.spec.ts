import type { Locator, Page } from "@playwright/test";
import { ids } from "./fixtures/traces.mjs";
import { details, expect, rest, spanRow, spans, test } from "./support";

const rowsOf = (page: Page): Locator => spans(page).getByRole("row");

/** Where a row stands, in pixels from the top of the window. */
async function topOf(row: Locator): Promise<number> {
  const box = await row.boundingBox();
  expect(box).not.toBeNull();
  return Math.round(box?.y ?? Number.NaN);
}

test("what has arrived is shown while the rest is on its way, and nothing moves when that comes", async ({
  page,
  site,
}) => {
  const server = site("v2.20");
  await server.behave("held", "/api/v3/traces/");
  await page.goto(`${server.base}trace/${ids.large}`);
  await expect(rowsOf(page).nth(3)).toBeVisible();
  await expect(page.getByText(/^Partial: \d+ spans so far$/)).toBeVisible();
  await expect(page.getByRole("progressbar")).toBeVisible();
  const early = Number(await spans(page).getAttribute("aria-rowcount"));
  expect(early).toBeGreaterThan(100);
  expect(early).toBeLessThan(1000);

  // Somebody is already reading: a span further down is chosen, and its neighbours are in sight.
  await spans(page).hover();
  await page.mouse.wheel(0, 24 * 60);
  await expect(spanRow(page, "…: read row 1.30")).toBeVisible();
  await rowsOf(page).nth(20).click();
  const row = spans(page).locator("[aria-selected=true]");
  // Which service that is may be written behind the spans.
  const name = ((await row.getAttribute("aria-label")) ?? "").replace("…: ", "");
  const before = await topOf(row);
  const address = page.url();

  await server.behave("");
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  await rest(page);
  await expect(spans(page)).toHaveAttribute("aria-rowcount", /^100[01]$/);
  await expect(page.getByText(/^Partial:/)).toHaveCount(0);
  await expect(row).toHaveAccessibleName(new RegExp(`: ${name}`));
  expect(await topOf(row)).toBe(before);
  expect(page.url()).toBe(address);
});

test("a trace that still arrives at the server is read again, and the view stays", async ({
  page,
  site,
}) => {
  const server = site("v2.20");
  await server.behave("early", "/api/v3/traces/");
  await server.open(`trace/${ids.checkout}`);
  await expect(spans(page)).toHaveAttribute("aria-rowcount", "6");
  const parent = spanRow(page, "checkout: shop.Checkout/Place");
  await parent.click();
  await rest(page);
  const before = await topOf(parent);

  await server.behave("");
  await page.getByRole("button", { name: "Refresh" }).click();
  await rest(page);
  await expect(page.getByText("5 spans added")).toBeVisible();
  await expect(spans(page)).toHaveAttribute("aria-rowcount", "11");
  await expect(parent).toHaveAttribute("aria-selected", "true");
  await expect(details(page)).toContainText("shop.Checkout/Place");
  expect(await topOf(parent)).toBe(before);
});

test("a trace that cannot be read again stays on the screen", async ({ page, site, allowed }) => {
  allowed.push(/^Failed to load resource: /);
  const server = site("v2.20");
  await server.open(`trace/${ids.checkout}`);
  await server.behave("500", "/api/v3/traces/");
  await page.getByRole("button", { name: "Refresh" }).click();
  await rest(page);
  await expect(page.getByRole("alert")).toContainText("could not be read again");
  await expect(spans(page)).toHaveAttribute("aria-rowcount", "11");
});

test("a stream that is cut off keeps what it brought, says how much, and can be tried again", async ({
  page,
  site,
  allowed,
}) => {
  allowed.push(/^Failed to load resource: /);
  const server = site("v2.20");
  await server.behave("held", "/api/v3/traces/");
  await page.goto(`${server.base}trace/${ids.large}`);
  await expect(rowsOf(page).nth(3)).toBeVisible();
  await server.behave("cut", "/api/v3/traces/");
  const alert = page.getByRole("alert");
  await expect(alert).toContainText(/Only a part of this trace could be read: \d+ spans/);
  await expect(rowsOf(page).nth(3)).toBeVisible();
  await server.behave("");
  await alert.getByRole("button", { name: "Retry" }).click();
  await rest(page);
  await expect(spans(page)).toHaveAttribute("aria-rowcount", /^100[01]$/);
  await expect(alert).toHaveCount(0);
});
