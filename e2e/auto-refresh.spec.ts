import type { Page } from "@playwright/test";
import { expect, networkComplaints, rest, results, searchForm, test, type Site } from "./support";

const summaries = "/api/v3/trace-summaries";
const rows = (page: Page) => results(page).getByRole("checkbox");
const fresh = (page: Page) => page.getByRole("button", { name: /^Show \d+ new$/ });

/**
 * Opens a search that finds nothing, since its window ended an hour ago, and has it looked for new
 * traces every 5 seconds: the first look is for all of the hour.
 */
async function watch(page: Page, server: Site, query: string): Promise<void> {
  await page.clock.install();
  const start = (Date.now() - 3_600_000) * 1000;
  await server.open(
    `search?service=storefront&lookback=1h&start=${start}&end=${start + 1}${query}`,
  );
  await expect(page.getByRole("heading", { name: "No traces found" })).toBeVisible();
  await page.getByLabel("Auto refresh").selectOption("5000");
}

async function look(page: Page): Promise<void> {
  const answered = page.waitForResponse((response) => response.url().includes(summaries));
  await page.clock.fastForward(5000);
  await (await answered).finished();
  await rest(page);
}

test("what is new waits, also where there was nothing, and leaves what is typed alone", async ({
  page,
  site,
}) => {
  const server = site("v2.20");
  await watch(page, server, "");
  await searchForm(page).getByLabel("Min duration").fill("5ms");
  await expect(fresh(page)).toHaveCount(0);
  await look(page);
  await expect(fresh(page)).toBeVisible();
  await expect(results(page)).toHaveCount(0);
  await fresh(page).click();
  await rest(page);
  await expect(rows(page).first()).toBeVisible();
  await expect(fresh(page)).toHaveCount(0);
  await expect(searchForm(page).getByLabel("Min duration")).toHaveValue("5ms");
  await expect(page).not.toHaveURL(/minDuration/);
});

test("goes on for who comes back from a trace", async ({ page, site }) => {
  const server = site("v2.20");
  await watch(page, server, "");
  await look(page);
  await fresh(page).click();
  await rest(page);
  await results(page).getByRole("link").first().click();
  await rest(page);
  await expect(results(page)).toHaveCount(0);
  await page.goBack();
  await rest(page);
  await expect(page.getByLabel("Auto refresh")).toHaveValue("5000");
  await look(page);
});

test("what is taken in by keyboard leaves order, choice and focus", async ({ page, site }) => {
  await page.clock.install();
  const server = site("v2.20");
  const [start, end] = [Date.now() - 3_600_000, Date.now() - 400_000].map((ms) => ms * 1000);
  await server.open(
    `search?service=storefront&lookback=1h&start=${start}&end=${end}&sort=-duration`,
  );
  const links = results(page).getByRole("link");
  const before = await links.allInnerTexts();
  await rows(page).first().check();
  await page.getByLabel("Auto refresh").selectOption("5000");
  await look(page);
  expect(await links.allInnerTexts()).toEqual(before);
  await fresh(page).focus();
  await page.keyboard.press("Enter");
  await rest(page);
  await expect(rows(page)).toHaveCount(5);
  await expect(rows(page).first()).toBeChecked();
  await expect(page.getByLabel("Auto refresh")).toBeFocused();
});

test("where the limit cut a look off, it is said, and the rest can be loaded", async ({
  page,
  site,
}) => {
  const server = site("v2.20");
  await watch(page, server, "&limit=1");
  await look(page);
  await fresh(page).click();
  await rest(page);
  await expect(rows(page)).toHaveCount(1);
  await expect(page.getByText(/There may be more/)).toBeVisible();
  const older = page.getByRole("button", { name: "Load older" });
  for (let press = 0; press < 6 && (await older.count()) > 0; press += 1) {
    await older.click();
    await rest(page);
  }
  await expect(rows(page)).toHaveCount(5);
});

test("a look that fails is told of, and the next one is made", async ({ page, site, allowed }) => {
  allowed.push(networkComplaints);
  const server = site("v2.20");
  await watch(page, server, "");
  await server.behave("500", summaries);
  await look(page);
  const told = page.getByText("The last refresh failed; the next one may not.");
  await expect(told).toBeVisible();
  await server.behave("");
  await look(page);
  await expect(told).toHaveCount(0);
  await expect(fresh(page)).toHaveText("Show 5 new");
});

test("Escape gives up older results and the traces of a link", async ({ page, site, allowed }) => {
  allowed.push(networkComplaints);
  const server = site("v2.20");
  await server.open("search?service=storefront&lookback=1h&limit=2");
  await server.behave("hang", summaries);
  const older = page.getByRole("button", { name: "Load older" });
  await older.click();
  await expect(older).toHaveCount(0);
  await page.keyboard.press("Escape");
  await rest(page);
  await expect(older).toBeVisible();
  await expect(rows(page)).toHaveCount(2);

  await server.behave("hang", "/api/v3/traces/");
  await page.goto(`${server.base}search?traceID=abcd`);
  await expect(page.getByRole("button", { name: "Cancel" })).toBeVisible();
  await page.keyboard.press("Escape");
  await rest(page);
  await expect(page.getByRole("button", { name: "Cancel" })).toHaveCount(0);
});
