import { en } from "../src/i18n/en";
import { serverMessage } from "./fixture-server.mjs";
import { ids } from "./fixtures/traces.mjs";
import {
  expect,
  networkComplaints,
  prefer,
  rest,
  resultLink,
  search,
  searchForm,
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
