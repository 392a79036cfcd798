import { en } from "../src/i18n/en";
import { serverMessage } from "./fixture-server.mjs";
import { ids } from "./fixtures/traces.mjs";
import {
  details,
  expect,
  networkComplaints,
  prefer,
  rest,
  resultLink,
  search,
  searchForm,
  spanRow,
  spans,
  test,
} from "./support";

/** Each way in which a server can fail: the words for it, and a fact that they have to hold. */
const failures = [
  { as: "refused", title: en.app.problems.unreachable.title, fact: /ECONNREFUSED/ },
  { as: "hang", title: en.app.problems.timeout.title, fact: /1 s/ },
  { as: "cut", title: en.app.problems["cut-off"].title, fact: /after/ },
  { as: "broken", title: en.app.problems["cut-off"].title, fact: /connection broke/ },
  { as: "html", title: en.app.problems["html-instead-of-json"].title, fact: /address/i },
  { as: "401", title: en.app.problems.unauthorized.title, fact: /missing tenant header/ },
  { as: "429", title: en.app.problems["rate-limited"].title, fact: /7 s/ },
  { as: "500", title: en.app.problems["server-error"].title, fact: new RegExp(serverMessage) },
] as const;

test.beforeEach(async ({ page, allowed }) => {
  allowed.push(networkComplaints);
  await prefer(page, { timeLimitMs: 1000 });
});

test("each failure has words of its own", () => {
  // That nothing arrives at all is one way of breaking off.
  expect(new Set(failures.map(({ title }) => title)).size).toBe(failures.length - 1);
});

for (const { as, title, fact } of failures) {
  // A server that fails as a Jaeger does is one.
  const stranger = as !== "500";
  test(`${as}: at the first visit`, async ({ page, site }) => {
    const server = site(`v2.20+${as}`);
    await server.open("search");
    const alert = page.getByRole("alert").filter({ hasText: title });
    if (stranger) {
      const main = page.getByRole("main");
      await expect(alert).toBeVisible();
      await expect(main.getByRole("button", { name: "Look at demo data" })).toBeVisible();
      await expect(main.getByRole("button", { name: /Open files/ })).toBeVisible();
    }
    await server.behave("");
    if (stranger) await alert.getByRole("button", { name: "Retry" }).click();
    await rest(page);
    await search(page, { Service: "storefront" });
    await expect(resultLink(page, ids.checkout)).toBeVisible();
  });

  test(`${as}: in a search, with earlier results on the screen`, async ({ page, site }) => {
    const server = site("v2.20");
    await server.open("search");
    await search(page, { Service: "storefront" });
    await expect(resultLink(page, ids.checkout)).toBeVisible();

    await server.behave(as, "/api/v3/trace-summaries");
    await search(page, { "Min duration": "5ms" });
    const alert = page.getByRole("alert").filter({ hasText: title });
    await expect(alert).toBeVisible();
    await expect(alert).toContainText(fact);
    await expect(resultLink(page, ids.checkout)).toBeVisible();

    await server.behave("");
    await alert.getByRole("button", { name: "Retry" }).click();
    await rest(page);
    await expect(page.getByRole("alert")).toHaveCount(0);
    await expect(resultLink(page, ids.checkout)).toBeVisible();
  });

  test(`${as}: in a trace`, async ({ page, site }) => {
    const server = site("v2.20");
    await server.open("search?service=storefront&lookback=1h");
    await expect(resultLink(page, ids.checkout)).toBeVisible();
    await server.behave(as);
    await resultLink(page, ids.checkout).click();
    await rest(page);
    const alert = page.getByRole("alert").filter({ hasText: title });
    await expect(alert).toBeVisible();
    await expect(alert).toContainText(fact);
    // What arrived before a cut is shown; of the rest there is nothing.
    if (as !== "cut") await expect(spans(page)).toHaveCount(0);

    await server.behave("");
    await alert.getByRole("button", { name: "Retry" }).click();
    await rest(page);
    await expect(page.getByRole("alert")).toHaveCount(0);
    await expect(spans(page)).toHaveAttribute("aria-rowcount", /^1[12]$/);
  });
}

test("a server that knows no path of the API is named as such", async ({ page, site }) => {
  await site("404").open("search");
  const alert = page.getByRole("alert");
  await expect(alert).toBeVisible();
  await expect(alert.getByRole("button", { name: "Retry" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Look at demo data" })).toBeVisible();
});

test("an empty server is no failure", async ({ page, site }) => {
  await site("empty").open("search?service=storefront&lookback=1h");
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expect(page.getByRole("main")).toContainText(/no traces/i);
});

test("a failing list of services does not keep one from searching", async ({ page, site }) => {
  const server = site("v2.20");
  await server.behave("500", "/api/v3/services");
  await server.open("search");
  await search(page, { Service: "storefront" });
  await expect(resultLink(page, ids.checkout)).toBeVisible();
});

test("a failing trace leaves the search as it was", async ({ page, site }) => {
  const server = site("v2.20");
  await server.open("search");
  await search(page, { Service: "storefront" });
  await server.behave("500", "/api/v3/traces/");
  await resultLink(page, ids.checkout).click();
  await rest(page);
  await expect(page.getByRole("alert")).toContainText(serverMessage);
  await page.goBack();
  await rest(page);
  await expect(resultLink(page, ids.checkout)).toBeVisible();
  await expect(searchForm(page).getByLabel("Service", { exact: true })).toHaveValue("storefront");
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
