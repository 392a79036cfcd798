import type { Page } from "@playwright/test";
import { readFile } from "node:fs/promises";
import { expectAccessible } from "./axe";
import { ids } from "./fixtures/traces.mjs";
import {
  expect,
  networkComplaints,
  rest,
  resultLink,
  results,
  search,
  searchForm,
  spanRow,
  spans,
  tabTo,
  test,
  type Site,
} from "./support";

const filters = (page: Page) => page.getByRole("group", { name: "Filters on the loaded results" });
const shown = (page: Page) => filters(page).getByRole("status");
const rows = (page: Page) => results(page).getByRole("checkbox");

test.describe("filters on the loaded results", () => {
  test("say what they would leave, are kept in the address, and ask nothing", async ({
    page,
    site,
  }) => {
    const server = site("v2.20");
    await server.open("search?service=storefront&lookback=1h");
    await expect(shown(page)).toHaveText("5 of 5 loaded shown");
    const asked = (await server.requests()).length;
    await filters(page)
      .getByRole("button", { name: /^With errors / })
      .click();
    await rest(page);
    const some = await rows(page).count();
    expect(some).toBeLessThan(5);
    await expect(shown(page)).toHaveText(`${some} of 5 loaded shown`);
    await filters(page).getByRole("searchbox", { name: "Filter results" }).fill("checkout");
    await rest(page);
    await expect(rows(page)).toHaveCount(1);
    await expect(page).toHaveURL(/filter=text%3Acheckout.*filter=errors%3Awith/);
    expect((await server.requests()).length).toBe(asked);

    await page.reload();
    await rest(page);
    await expect(shown(page)).toHaveText("1 of 5 loaded shown");
    await filters(page).getByRole("searchbox", { name: "Filter results" }).fill("nobody");
    await expect(page.getByText("None of the 5 loaded traces passes the filters.")).toBeVisible();
    await filters(page).getByRole("button", { name: "Clear filters" }).click();
    await rest(page);
    await expect(rows(page)).toHaveCount(5);
    await expect(page).not.toHaveURL(/filter=/);
  });

  test("by service are a list with counts", async ({ page, site }) => {
    await site("v2.20").open("search?service=storefront&lookback=1h");
    await filters(page)
      .getByRole("button", { name: /^Services / })
      .click();
    await page.getByRole("searchbox", { name: "Find a service" }).fill("paym");
    await page.getByRole("checkbox", { name: /payments/ }).check();
    await rest(page);
    await page.keyboard.press("Escape");
    await expect(rows(page)).toHaveCount(1);
    await expect(resultLink(page, ids.checkout)).toBeVisible();
    await filters(page).getByRole("button", { name: "Remove the condition: payments" }).click();
    await expect(rows(page)).toHaveCount(5);
  });

  test("by service are reached from their field with the arrow keys", async ({ page, site }) => {
    await site("v2.20").open("search?service=storefront&lookback=1h");
    const services = filters(page).getByRole("button", { name: /^Services / });
    await services.focus();
    await page.keyboard.press("Enter");
    const field = page.getByRole("searchbox", { name: "Find a service" });
    await expect(field).toBeFocused();
    await page.keyboard.type("paym");
    await page.keyboard.press("ArrowDown");
    await expect(page.getByRole("checkbox", { name: /payments/ })).toBeFocused();
    await page.keyboard.press("Space");
    await rest(page);
    await page.keyboard.press("ArrowUp");
    await expect(field).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(services).toBeFocused();
    await expect(rows(page)).toHaveCount(1);
  });

  test("leave what is typed in the form alone", async ({ page, site }) => {
    await site("v2.20").open("search?service=storefront&lookback=1h");
    await searchForm(page).getByLabel("Min duration").fill("10ms");
    await filters(page)
      .getByRole("button", { name: /^With errors / })
      .click();
    await results(page).getByRole("button", { name: "Duration" }).click();
    await rest(page);
    await expect(page).toHaveURL(/sort=-duration/);
    // Both were on their way into the address at once.
    await expect(page).toHaveURL(/filter=errors%3Awith/);
    await expect(searchForm(page).getByLabel("Min duration")).toHaveValue("10ms");
  });
});

test.describe("the chart", () => {
  test("chooses by a brush, and the figures follow", async ({ page, site }) => {
    await site("v2.20").open("search?service=storefront&lookback=1h");
    const chart = page.getByRole("img", { name: /^Duration over time: 5 traces/ });
    const figures = page.getByText(/n = 5$/);
    await expect(figures).toHaveText(/^p50 .* · p95 .* · p99 .* · n = 5$/);
    const box = await chart.boundingBox();
    if (!box) throw new Error("The chart has no size");
    await page.mouse.move(box.x + 72, box.y + 16);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width - 21, box.y + 60, { steps: 4 });
    await page.mouse.up();
    await rest(page);
    await expect(page).toHaveURL(/filter=min%3A/);
    const left = await rows(page).count();
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(5);
    await expect(page.getByText(new RegExp(`n = ${left}$`))).toBeVisible();
  });

  test("chooses by keyboard", async ({ page, site }) => {
    await site("v2.20").open("search?service=storefront&lookback=1h");
    const longest = page.getByRole("slider", { name: "Longest duration" });
    await tabTo(page, longest);
    for (let step = 0; step < 5; step += 1) await page.keyboard.press("PageDown");
    await rest(page);
    await expect(page).toHaveURL(/filter=max%3A/);
    expect(await rows(page).count()).toBeLessThan(5);
    await page.keyboard.press("End");
    await rest(page);
    await expect(rows(page)).toHaveCount(5);
    await expect(page).not.toHaveURL(/filter=/);
  });
});

test("columns and rows are as chosen, also after a reload", async ({ page, site }) => {
  await site("v2.20").open("search?service=storefront&lookback=1h");
  const header = (name: string) => results(page).getByRole("columnheader", { name });
  await expect(header("Spans")).toBeVisible();
  await filters(page).getByRole("button", { name: "View" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Spans" }).click();
  await page.getByRole("menuitemradio", { name: "Roomy" }).click();
  await page.keyboard.press("Escape");
  await expect(header("Spans")).toHaveCount(0);
  await page.reload();
  await rest(page);
  await expect(header("Spans")).toHaveCount(0);
  const row = await results(page).getByRole("row").nth(1).boundingBox();
  expect(row?.height).toBe(36);
});

test.describe("a range of one's own", () => {
  const field = (page: Page, name: string) => searchForm(page).getByLabel(name, { exact: true });

  test("is to the millisecond, in the zone that is shown", async ({ page, site }) => {
    const server = site("v2.20");
    await server.open("search?service=storefront&start=1768228200123000&end=1768228260456000");
    const from = field(page, "From");
    await expect(from).toHaveAttribute("type", "datetime-local");
    const moment = () =>
      from.evaluate((input: HTMLInputElement) => [input.value, new Date(input.value).getTime()]);
    expect((await moment())[1]).toBe(1_768_228_200_123);
    await page.getByRole("button", { name: /^Time zone/ }).click();
    await page.getByRole("menuitemradio", { name: "UTC" }).click();
    await expect(from).toHaveValue("2026-01-12T14:30:00.123");
    await from.fill("2026-01-12T14:29:59.250");
    await searchForm(page).getByRole("button", { name: "Find traces" }).click();
    await rest(page);
    await expect(page).toHaveURL(/start=1768228199250000&end=1768228260456000/);
    await field(page, "To").fill("2026-01-12T14:29:59.249");
    await searchForm(page).getByRole("button", { name: "Find traces" }).click();
    await expect(field(page, "To")).toBeFocused();
    await expect(searchForm(page)).toContainText("The end has to be after the start.");
  });

  test("can be all the time there is", async ({ page, site }) => {
    await site("v2.20").open("search?source=demo&lookback=5m&limit=1000");
    const some = await page.getByRole("main").getByRole("heading", { level: 1 }).textContent();
    await page.getByRole("button", { name: "Search all the time there is" }).click();
    await expect(field(page, "From")).toHaveValue(/^\d{4}-\d\d-\d\dT\d\d:\d\d/);
    await searchForm(page).getByRole("button", { name: "Find traces" }).click();
    await rest(page);
    const all = page.getByRole("main").getByRole("heading", { level: 1 });
    await expect(all).toHaveText(/^[23]\d\d traces/);
    expect(await all.textContent()).not.toBe(some);
  });
});

test.describe("the preview of a trace", () => {
  const picture = (page: Page) => page.getByRole("img", { name: /^Shape of the trace: / });
  const tracesAsked = async (server: Site) =>
    (await server.requests()).filter(({ url }) => url.includes(`/api/v3/traces/${ids.checkout}`));

  test("comes where the pointer rests, is asked for once, and goes", async ({ page, site }) => {
    const server = site("v2.20");
    await server.open("search?service=storefront&lookback=1h");
    await resultLink(page, ids.checkout).hover();
    await expect(picture(page)).toHaveAccessibleName(/: 11 bars, /);
    await expect(page.getByText(/^11 spans, \d levels deep, 480 ms$/)).toBeVisible();
    await expectAccessible(page, "the preview of a trace");
    // It stays while the pointer is on it, and may be put away.
    await picture(page).hover();
    await rest(page);
    await expect(picture(page)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(picture(page)).toHaveCount(0);
    await page.mouse.move(2, 2);
    await resultLink(page, ids.checkout).hover();
    await expect(picture(page)).toBeVisible();
    expect(await tracesAsked(server)).toHaveLength(1);
    await resultLink(page, ids.statusSlow).hover();
    await expect(picture(page)).toHaveAccessibleName(/: 1 bar, /);
    await page.mouse.move(2, 2);
    await expect(picture(page)).toHaveCount(0);
  });

  test("comes with the focus of the keyboard", async ({ page, site }) => {
    await site("v2.20").open("search?service=storefront&lookback=1h");
    await tabTo(page, resultLink(page, ids.checkout));
    await expect(picture(page)).toBeVisible();
    await expect(resultLink(page, ids.checkout)).toHaveAccessibleDescription(/^11 spans, /);
    await page.keyboard.press("ArrowDown");
    await expect(picture(page)).toHaveAccessibleName(/: 1 bar, /);
    await page.keyboard.press("Escape");
    await expect(picture(page)).toHaveCount(0);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/trace\//);
  });

  test("is given up when the pointer leaves", async ({ page, site }) => {
    const server = site("v2.20");
    await server.open("search?service=storefront&lookback=1h");
    await server.behave("hang", "/api/v3/traces/");
    await resultLink(page, ids.checkout).hover();
    await expect(page.getByText("Loading the picture…")).toBeVisible();
    await page.mouse.move(2, 2);
    await expect
      .poll(async () => (await tracesAsked(server)).map((one) => one.givenUp))
      .toEqual([true]);
    await expect(page.getByText("Loading the picture…")).toHaveCount(0);
  });

  test("says so when it cannot be had", async ({ page, site, allowed }) => {
    allowed.push(networkComplaints);
    const server = site("v2.20");
    await server.open("search?service=storefront&lookback=1h");
    await server.behave("500", "/api/v3/traces/");
    await resultLink(page, ids.checkout).hover();
    await expect(page.getByText("The picture could not be loaded.")).toBeVisible();
    await expect(page.getByRole("alert")).toHaveCount(0);
  });

  test("and the depth of traces are known of demo data", async ({ page, site }) => {
    await site("v2.20").open("search?source=demo&lookback=3h");
    const depth = results(page).getByRole("columnheader", { name: "Depth" });
    await expect(depth).toBeVisible();
    await depth.getByRole("button").click();
    await expect(page).toHaveURL(/sort=-depth/);
    await results(page).getByRole("link").first().hover();
    await expect(picture(page)).toBeVisible();
  });
});

test("older results are loaded beside the first ones", async ({ page, site }) => {
  const server = site("v2.20");
  await server.open("search?service=storefront&lookback=1h&limit=2");
  await expect(rows(page)).toHaveCount(2);
  for (let press = 0; press < 4; press += 1) {
    const older = page.getByRole("button", { name: "Load older" });
    if ((await older.count()) === 0) break;
    await older.click();
    await rest(page);
  }
  await expect(rows(page)).toHaveCount(5);
  await expect(page.getByText(/There may be more/)).toHaveCount(0);
  await resultLink(page, ids.checkout).click();
  await rest(page);
  await page.getByRole("link", { name: /results/i }).click();
  await rest(page);
  await expect(rows(page)).toHaveCount(5);
});

test("what is loaded stays when older results cannot be had", async ({ page, site, allowed }) => {
  allowed.push(networkComplaints);
  const server = site("v2.20");
  await server.open("search?service=storefront&lookback=1h&limit=2");
  await server.behave("500", "/api/v3/trace-summaries");
  await page.getByRole("button", { name: "Load older" }).click();
  await rest(page);
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(rows(page)).toHaveCount(2);
});

test("searches are remembered, and saved by name", async ({ page, site }) => {
  await site("v2.20").open("search");
  await search(page, { Service: "storefront", Attributes: "http.route=/status" });
  await page.getByRole("button", { name: "Save this search" }).click();
  await page.getByRole("textbox", { name: "Name of the search" }).fill("Status page");
  await page.keyboard.press("Enter");
  await search(page, { Service: "reports", Attributes: "" });
  await page.reload();
  await rest(page);
  await expect(page.getByRole("button", { name: /^reports · / })).toBeVisible();
  await page.getByRole("button", { name: "Status page", exact: true }).click();
  await rest(page);
  await expect(searchForm(page).getByLabel("Attributes", { exact: true })).toHaveValue(
    "http.route=/status",
  );
  await expect(resultLink(page, ids.statusSlow)).toBeVisible();
  await page.getByRole("button", { name: "Remove the saved search Status page" }).click();
  await expect(page.getByRole("button", { name: "Status page", exact: true })).toHaveCount(0);
});

test.describe("the command palette", () => {
  test("goes to a service and to a trace", async ({ page, site }) => {
    await site("v2.20").open("search");
    await page.keyboard.press("Control+k");
    await rest(page);
    const box = page.getByRole("combobox", { name: "Find a command" });
    await expect(box).toBeFocused();
    await box.fill("repo");
    await page.keyboard.press("Enter");
    await rest(page);
    await expect(page).toHaveURL(/service=reports/);
    await page.keyboard.press("Control+k");
    await box.fill(ids.restock);
    await page.keyboard.press("Enter");
    await rest(page);
    await expect(spanRow(page, "stock: orders process")).toBeVisible();
  });

  test("changes a setting, and closes with Escape", async ({ page, site }) => {
    await site("v2.20").open("search");
    await page.keyboard.press("Control+k");
    await rest(page);
    await expect(page.getByRole("combobox", { name: "Find a command" })).toBeFocused();
    await page.keyboard.type("dark");
    await expect(page.getByRole("option").first()).toContainText("Dark");
    await page.keyboard.press("Enter");
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await page.keyboard.press("Control+k");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  });
});

for (const [format, list] of [
  ["Jaeger JSON", "data"],
  ["OTLP JSON", "resourceSpans"],
] as const) {
  test(`what is shown is downloaded as ${format}`, async ({ page, site }) => {
    await site("v2.20").open("search?service=storefront&lookback=1h");
    const download = page.waitForEvent("download");
    await filters(page).getByRole("button", { name: "Download" }).click();
    await page
      .getByRole("group", { name: "All 5 shown traces" })
      .getByRole("menuitem", { name: format })
      .click();
    const file = await (await download).path();
    const document = JSON.parse(await readFile(file, "utf8")) as Record<string, unknown[]>;
    expect(document[list]?.length).toBeGreaterThanOrEqual(5);
  });
}

test("a download is named after what it holds, and says what it does not", async ({
  page,
  site,
  allowed,
}) => {
  allowed.push(networkComplaints);
  const server = site("v2.20");
  await server.open("search?service=storefront&lookback=1h");
  await server.behave("500", `/api/v3/traces/${ids.checkout}`);
  const download = page.waitForEvent("download");
  await filters(page).getByRole("button", { name: "Download" }).click();
  await page
    .getByRole("group", { name: "All 5 shown traces" })
    .getByRole("menuitem", { name: "Jaeger JSON" })
    .click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("traces-4.jaeger.json");
  const { data } = JSON.parse(await readFile(await file.path(), "utf8")) as { data: unknown[] };
  expect(data).toHaveLength(4);
  await expect(page.getByRole("alert")).toContainText(ids.checkout.slice(0, 7));
});

test.describe("links of Jaeger UI", () => {
  const end = Date.now() * 1000;
  const start = end - 3_600_000_000;
  for (const [what, query, count] of [
    ["a lookback alone", "service=storefront&lookback=1h", 5],
    ["start and end alone", `service=storefront&start=${start}&end=${end}`, 5],
    ["operation=all", "service=storefront&operation=all&lookback=1h", 5],
    ["tag=k:v", "service=storefront&lookback=1h&tag=http.route:/status", undefined],
    ["tags as JSON", 'service=storefront&lookback=1h&tags={"http.route":"/status"}', undefined],
    ["repeated traceID", `traceID=${ids.checkout}&traceID=${ids.restock}`, 2],
  ] as const) {
    test(`with ${what} are understood`, async ({ page, site }) => {
      await site("v2.20").open(`search?${query}`);
      await expect(results(page)).toBeVisible();
      if (count !== undefined) await expect(rows(page)).toHaveCount(count);
      else {
        await expect(resultLink(page, ids.statusSlow)).toBeVisible();
        await expect(resultLink(page, ids.checkout)).toHaveCount(0);
      }
    });
  }
});

test("a service is chosen from the list that a click opens", async ({ page, site }) => {
  await site("v2.20").open("search");
  const form = searchForm(page);
  await form.getByLabel("Service").click();
  await page.getByRole("option", { name: "stock", exact: true }).click();
  await expect(form.getByLabel("Service")).toHaveValue("stock");
  await form.getByLabel("Operation").click();
  await page.getByRole("listbox").getByRole("option").first().click();
  await expect(form.getByLabel("Operation")).not.toHaveValue("");
  await form.getByRole("button", { name: "Find traces" }).click();
  await expect(page).toHaveURL(/service=stock&operation=.*&lookback=1h/);
});

test("a link that says nothing of time is of the last hour, whenever it is searched again", async ({
  page,
  site,
}) => {
  await site("v2.20").open("search?service=storefront&limit=123456");
  await expect(searchForm(page).getByLabel("Lookback")).toHaveValue("1h");
  await expect(searchForm(page).getByLabel("Limit")).toHaveValue("10000");
  await expect(page).toHaveURL(/start=\d+&end=\d+&lookback=1h/);
});

test("Back from a trace leads to where one was in the list", async ({ page, site }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await site("v2.20").open("search?source=demo&lookback=3h&limit=200");
  const list = results(page);
  const links = list.getByRole("link");
  await links.first().focus();
  for (let row = 0; row < 4; row += 1) await page.keyboard.press("PageDown");
  await rest(page);
  const link = links.and(page.locator(":focus"));
  const href = await link.getAttribute("href");
  const scrolled = () => list.evaluate((element) => element.scrollTop);
  const before = await scrolled();
  expect(before).toBeGreaterThan(0);
  for (const back of ["of the browser", "of the page"]) {
    await page.keyboard.press("Enter");
    await rest(page);
    await expect(spans(page)).toBeVisible();
    if (back === "of the browser") await page.goBack();
    else await page.getByRole("link", { name: "Back to results" }).press("Enter");
    await rest(page);
    await expect(link).toHaveAttribute("href", href ?? "");
    expect(await scrolled()).toBe(before);
  }
  // Another order is read from its beginning.
  await list.getByRole("button", { name: "Duration" }).click();
  await rest(page);
  expect(await scrolled()).toBe(0);
});
