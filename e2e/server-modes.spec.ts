import type { Page } from "@playwright/test";
import { en } from "../src/i18n/en";
import { serverMessage } from "./fixture-server.mjs";
import { versions } from "./fixtures/jaeger.mjs";
import { ids } from "./fixtures/traces.mjs";
import {
  expect,
  networkComplaints,
  prefer,
  rest,
  resultLink,
  results,
  search,
  searchForm,
  spans,
  test,
  type Site,
} from "./support";

/** Where a server of each kind is asked. A search by attributes may go another way. */
const v1 = {
  services: "/api/services",
  operations: "/api/operations",
  search: "/api/traces",
  byAttributes: "/api/traces",
  trace: `/api/traces/${ids.checkout}`,
};
const v3 = {
  services: "/api/v3/services",
  operations: "/api/v3/operations",
  search: "/api/v3/traces",
  byAttributes: "/api/traces",
  trace: `/api/v3/traces/${ids.checkout}`,
};
const summaries = {
  ...v3,
  search: "/api/v3/trace-summaries",
  byAttributes: "/api/v3/trace-summaries",
};
const routes: Readonly<Record<string, typeof v1>> = {
  "v1-old": v1,
  v1: v3,
  "v2.16": v3,
  "v2.18": v3,
  "v2.19": summaries,
  "v2.20": summaries,
  "v2.21": summaries,
};

/** How each version takes the same search. */
const v3Query = {
  "query.serviceName": "storefront",
  "query.service_name": "storefront",
  "query.operationName": "GET /status",
  "query.operation_name": "GET /status",
  "query.durationMin": "5ms",
  "query.duration_min": "5ms",
  "query.durationMax": "2s",
  "query.duration_max": "2s",
  "query.searchDepth": "50",
  "query.search_depth": "50",
  "query.num_traces": "50",
};
const v1Query = {
  service: "storefront",
  operation: "GET /status",
  minDuration: "5ms",
  maxDuration: "2s",
  limit: "50",
};

/** What has been asked since there were so many requests, without the questions of detection. */
async function askedSince(site: Site, count: number): Promise<readonly URL[]> {
  const requests = await site.requests();
  return requests.slice(count).map(({ url }) => new URL(url, "http://x"));
}

const countOf = async (site: Site): Promise<number> => (await site.requests()).length;
const heading = (page: Page) => page.getByRole("main").getByRole("heading", { level: 1 });

test.beforeEach(({ allowed }) => void allowed.push(networkComplaints));

test("every version of the fixture server is in the table", () => {
  expect(Object.keys(routes).toSorted()).toEqual(Object.keys(versions).toSorted());
});

for (const [mode, paths] of Object.entries(routes)) {
  test.describe(`a Jaeger ${mode}`, () => {
    test("is asked in its own way, and for nothing twice", async ({ page, site }) => {
      const server = site(mode);
      await server.open("search");
      const before = await countOf(server);
      await search(page, {
        Service: "storefront",
        Operation: "GET /status",
        "Min duration": "5ms",
        "Max duration": "2s",
        Limit: "50",
      });
      await expect(results(page).getByRole("checkbox")).toHaveCount(3);
      const asked = await askedSince(server, before);
      const searches = asked.filter(({ pathname }) => /traces$|trace-summaries$/.test(pathname));
      expect(searches.map(({ pathname }) => pathname)).toEqual([paths.search]);
      const sent = Object.fromEntries(searches[0]?.searchParams ?? []);
      expect(sent).toMatchObject(paths.search === "/api/traces" ? v1Query : v3Query);
      const lists = asked.filter((url) => !searches.includes(url));
      expect(new Set(lists.map(({ pathname }) => pathname))).toEqual(new Set([paths.operations]));

      const second = await countOf(server);
      await search(page, { Attributes: "http.response.status_code=200 http.route=/status" });
      await expect(results(page).getByRole("checkbox")).toHaveCount(2);
      const [byAttributes] = await askedSince(server, second);
      expect(byAttributes?.pathname).toBe(paths.byAttributes);
      const name = paths.byAttributes === "/api/traces" ? "tags" : "query.attributes";
      expect(JSON.parse(byAttributes?.searchParams.get(name) ?? "null")).toEqual({
        "http.response.status_code": "200",
        "http.route": "/status",
      });

      const all = await askedSince(server, 0);
      expect(all.some(({ pathname }) => pathname === paths.services)).toBe(true);
      // Version 2.21 has no such lists, and no search of version 1 of the API any more.
      if (mode === "v2.21") {
        const gone = ["/api/services", "/api/operations", "/api/traces"];
        expect(all.filter(({ pathname }) => gone.includes(pathname))).toEqual([]);
      }
    });

    test("is asked for a trace once", async ({ page, site }) => {
      const server = site(mode);
      await server.open("search?service=storefront&lookback=1h");
      const before = await countOf(server);
      await resultLink(page, ids.checkout).click();
      await rest(page);
      await expect(spans(page)).toHaveAttribute("aria-rowcount", "11");
      const asked = await askedSince(server, before);
      expect(asked.map(({ pathname }) => pathname)).toEqual([paths.trace]);
    });

    test("says what it found, in what time, and of how many", async ({ page, site }) => {
      await site(mode).open("search");
      await search(page, { Service: "storefront", Limit: "2" });
      await expect(heading(page)).toContainText(/^2 traces/);
      await expect(heading(page)).toContainText(/at most 2/);
      await expect(page.getByRole("main")).toContainText(/There may be more/);
      const wholeTraces = page.getByText(en.search.results.fullTraces);
      await expect(wholeTraces).toHaveCount(paths.search === "/api/traces" ? 1 : 0);
    });

    test("keeps what is there when a search goes wrong", async ({ page, site }) => {
      await prefer(page, { timeLimitMs: 3000 });
      const server = site(mode);
      await server.open("search");
      await search(page, { Service: "storefront" });
      await expect(results(page).getByRole("checkbox")).toHaveCount(5);
      const failures = [
        ["500", en.app.problems["server-error"].title, serverMessage],
        ["html", en.app.problems["html-instead-of-json"].title, ""],
        ["401", en.app.problems.unauthorized.title, "missing tenant header"],
        ["429", en.app.problems["rate-limited"].title, "7 s"],
        ["hang", en.app.problems.timeout.title, "3 s"],
        ["broken", en.app.problems["cut-off"].title, ""],
      ] as const;
      for (const [n, [as, title, fact]] of failures.entries()) {
        await server.behave(as, paths.search);
        await search(page, { "Min duration": `${n + 1}ms` });
        const alert = page.getByRole("alert").filter({ hasText: title });
        await expect(alert).toContainText(fact);
        await expect(results(page).getByRole("checkbox")).toHaveCount(5);
        await expect(resultLink(page, ids.checkout)).toBeVisible();
      }
      await server.behave("");
      await page.getByRole("alert").getByRole("button", { name: "Retry" }).click();
      await rest(page);
      await expect(page.getByRole("alert")).toHaveCount(0);
      await expect(results(page).getByRole("checkbox")).toHaveCount(5);
    });

    test("answers slowly, and may be given up", async ({ page, site }) => {
      const server = site(mode);
      await server.open("search");
      await search(page, { Service: "storefront" });
      await server.behave("held", paths.search);
      const form = searchForm(page);
      await form.getByLabel("Max duration", { exact: true }).fill("1s");
      await form.getByRole("button", { name: "Find traces" }).click();
      const progress = page.getByRole("main").getByRole("progressbar");
      await expect(progress).toBeVisible();
      // Of the earlier search, or those that have come of this one.
      await expect(results(page).getByRole("link").first()).toBeVisible();
      await page.keyboard.press("Escape");
      await expect(progress).toHaveCount(0);
      await expect(results(page).getByRole("checkbox")).toHaveCount(5);
      await server.behave("slow", paths.search);
      await form.getByRole("button", { name: "Find traces" }).click();
      await rest(page);
      await expect(results(page).getByRole("checkbox")).toHaveCount(4);
      await expect(resultLink(page, ids.statusSlow)).toHaveCount(0);
    });

    test("is given the tenant that it wants", async ({ page, site }) => {
      const server = site(mode);
      await server.behave("tenant");
      await server.configure({ headers: { "X-Tenant": "shop" } });
      await server.open("search");
      await search(page, { Service: "storefront", Attributes: "http.route=/status" });
      await expect(results(page).getByRole("checkbox")).toHaveCount(3);
      await resultLink(page, ids.statusSlow).click();
      await rest(page);
      await expect(spans(page)).toHaveAttribute("aria-rowcount", "1");
      await expect(page.getByRole("alert")).toHaveCount(0);
    });

    test("without its tenant is refused in its own words", async ({ page, site }) => {
      const server = site(mode);
      await server.behave("tenant");
      await server.open("search?service=storefront&lookback=1h");
      const alert = page.getByRole("alert").first();
      await expect(alert).toContainText(en.app.problems.unauthorized.title);
      await expect(alert).toContainText("missing tenant header");
    });
  });
}

test("a server that wants a service says so before anything is sent", async ({ page, site }) => {
  const server = site("v2.21");
  await server.open("search");
  const before = await countOf(server);
  const service = searchForm(page).getByLabel("Service", { exact: true });
  await search(page, { Service: "" });
  await expect(service).toHaveAttribute("aria-invalid", "true");
  await expect(service).toBeFocused();
  await expect(searchForm(page)).toContainText(en.search.problems.serviceNeeded);
  expect(await countOf(server)).toBe(before);
});
