import { ids } from "./fixtures/traces.mjs";
import {
  details,
  expect,
  networkComplaints,
  resultLink,
  rest,
  search,
  searchForm,
  spanRow,
  spans,
  test,
} from "./support";

// With the time limit as it is: a machine may be slower than the answers that these tests hold.
test.beforeEach(({ allowed }) => {
  allowed.push(networkComplaints);
});

test("a slow answer shows its progress and can be given up", async ({ page, site }) => {
  const server = site("v2.20");
  await server.behave("held", "/api/v3/traces/");
  await page.goto(`${server.base}trace/${ids.large}`);
  const progress = page.getByRole("progressbar");
  await expect(progress).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();
  await rest(page);
  await expect(progress).toHaveCount(0);
  await expect
    .poll(async () => (await server.requests()).filter(({ givenUp }) => givenUp).length)
    .toBeGreaterThan(0);
  await server.behave("");
  // What had come by then stays, with a way to the rest.
  await page
    .getByRole("main")
    .getByRole("button", { name: /^(Retry|Load the trace)$/ })
    .click();
  await rest(page);
  await expect(spans(page)).toHaveAttribute("aria-rowcount", /^100[01]$/);
});

test("a slow answer is read to its end", async ({ page, site }) => {
  const server = site("v2.20");
  await server.behave("slow", "/api/v3/traces/");
  await server.open(`trace/${ids.large}`);
  await expect(spans(page)).toHaveAttribute("aria-rowcount", /^100[01]$/);
  await spanRow(page, "reports: GET /report").click();
  await rest(page);
  await expect(details(page)).toContainText("GET /report");
});

test("a search that another one replaces is broken off", async ({ page, site }) => {
  const server = site("v2.20");
  await server.open("search");
  await search(page, { Service: "storefront" });
  await server.behave("hang", "/api/v3/trace-summaries");
  const form = searchForm(page);
  await form.getByLabel("Min duration", { exact: true }).fill("5ms");
  await form.getByRole("button", { name: "Find traces" }).click();
  const searches = async () =>
    (await server.requests()).filter(({ url }) => url.includes("query.durationMin=5ms"));
  await expect.poll(async () => (await searches()).length).toBeGreaterThan(0);
  await server.behave("");
  await form.getByLabel("Min duration", { exact: true }).fill("1s");
  await form.getByLabel("Min duration", { exact: true }).press("Enter");
  await rest(page);
  await expect(resultLink(page, ids.statusSlow)).toBeVisible();
  await expect(resultLink(page, ids.checkout)).toHaveCount(0);
  await expect.poll(async () => (await searches()).every(({ givenUp }) => givenUp)).toBe(true);
});
