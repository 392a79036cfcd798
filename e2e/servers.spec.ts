import { versions } from "./fixtures/jaeger.mjs";
import { ids } from "./fixtures/traces.mjs";
import {
  details,
  expect,
  networkComplaints,
  rest,
  resultLink,
  results,
  search,
  spanRow,
  test,
} from "./support";

const names = Object.keys(versions);
const modern = (mode: string): boolean => versions[mode]?.modern ?? false;

for (const mode of names) {
  test.describe(`a Jaeger ${mode}`, () => {
    // Which parts of the API a server has is found out by asking for them.
    test.beforeEach(({ allowed }) => void allowed.push(networkComplaints));

    test("is found, searched and read", async ({ page, site }) => {
      const server = site(mode);
      await server.open("search");
      await search(page, { Service: "storefront" });
      await expect(results(page).getByRole("checkbox")).toHaveCount(5);
      await resultLink(page, ids.checkout).click();
      await rest(page);
      await spanRow(page, "payments: shop.Payments/Charge").click();
      await rest(page);
      const panel = details(page);
      await expect(panel).toContainText("card declined by issuer");
      await expect(panel).toContainText("shop.tracing");
      await expect(panel).toContainText("CardDeclined");
      const version = versions[mode]?.git.slice(1).split(".").slice(0, 2).join(".") ?? "";
      await expect(page.getByRole("banner")).toContainText(version);
    });

    test("answers a search by attributes, duration and operation", async ({ page, site }) => {
      const server = site(mode);
      await server.open("search");
      await search(page, {
        Service: "storefront",
        Operation: "GET /status",
        Attributes: "http.response.status_code=200",
        "Min duration": "100ms",
      });
      await expect(results(page).getByRole("checkbox")).toHaveCount(1);
      await expect(resultLink(page, ids.statusSlow)).toBeVisible();
      const asked = (await server.requests()).map(({ url }) => new URL(url, "http://x"));
      const last = asked.findLast(({ pathname }) => /traces$|trace-summaries$/.test(pathname));
      // Servers before 2.19 would ignore the attributes in version 3 of the API.
      expect(last?.pathname).toBe(modern(mode) ? "/api/v3/trace-summaries" : "/api/traces");
    });

    test("finds nothing where there is nothing", async ({ page, site }) => {
      await site(mode).open("search");
      await search(page, { Service: "nobody" });
      await expect(page.getByRole("alert")).toHaveCount(0);
      await expect(results(page).getByRole("checkbox")).toHaveCount(0);
      await expect(page.getByRole("main")).toContainText(/no traces/i);
    });

    test("opens an old trace by its short id", async ({ page, site }) => {
      await site(mode).open("trace/d2f1e0c3b4a59687");
      await expect(spanRow(page, "legacy: nightly import")).toBeVisible();
      await expect(page).toHaveURL(/\/trace\/0*d2f1e0c3b4a59687/);
    });

    test("says that a trace is not there", async ({ page, site }) => {
      await site(mode).open(`trace/${"ab".repeat(16)}`);
      const alert = page.getByRole("alert");
      await expect(alert).toBeVisible();
      await expect(alert.getByRole("button", { name: "Retry" })).toBeVisible();
    });
  });
}

test("every server understands the parameters of a search", async ({ page, site, allowed }) => {
  allowed.push(networkComplaints);
  const server = site("v2.19");
  await server.open("search?service=storefront&operation=all&lookback=1h&limit=7&minDuration=5ms");
  await expect(results(page)).toBeVisible();
  const asked = (await server.requests()).map(({ url }) => new URL(url, "http://x"));
  const query = asked.findLast(
    ({ pathname, searchParams }) =>
      pathname === "/api/v3/trace-summaries" &&
      searchParams.get("query.serviceName") === "storefront",
  )?.searchParams;
  for (const [camel, snake] of [
    ["serviceName", "service_name"],
    ["startTimeMin", "start_time_min"],
    ["startTimeMax", "start_time_max"],
    ["durationMin", "duration_min"],
  ]) {
    expect(query?.get(`query.${camel}`)).toBeTruthy();
    expect(query?.get(`query.${snake}`)).toBe(query?.get(`query.${camel}`));
  }
  expect(query?.get("query.searchDepth")).toBe("7");
  expect(query?.get("query.num_traces")).toBe("7");
  expect(query?.get("query.operationName")).toBeNull();
});

test("the limit of a search is kept and told", async ({ page, site }) => {
  await site("v2.20").open("search");
  await search(page, { Service: "storefront", Limit: "2" });
  await expect(results(page).getByRole("checkbox")).toHaveCount(2);
  await expect(page.getByRole("main")).toContainText(/at most 2|limit/i);
});

test("a search link shows single traces by id", async ({ page, site }) => {
  await site("v2.20").open(`search?traceID=${ids.restock}&traceID=${ids.large}`);
  await expect(resultLink(page, ids.restock)).toBeVisible();
  await expect(resultLink(page, ids.large)).toBeVisible();
  await expect(results(page).getByRole("checkbox")).toHaveCount(2);
});

test("an incomplete trace says so, and what its server warns of", async ({
  page,
  site,
  allowed,
}) => {
  allowed.push(networkComplaints);
  for (const mode of ["v2.20", "v1"]) {
    await site(mode).open(`trace/${ids.incomplete}`);
    await expect(page.getByRole("main")).toContainText(/no parent|without parent|incomplete/i);
    await spanRow(page, "checkout: load basket").click();
    await rest(page);
    await expect(details(page).getByRole("heading", { name: /^Warnings/ })).toBeVisible();
    await expect(details(page)).toContainText("invalid parent span IDs=feedfacefeedface");
    await expect(details(page)).toContainText("feedfacefeedface");
  }
});
