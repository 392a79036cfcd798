import type { Page } from "@playwright/test";
import { expectAccessible } from "./axe";
import { detailsFile } from "./fixtures/details.mjs";
import { ids } from "./fixtures/traces.mjs";
import { details, expect, prefer, rest, spanRow, spans, test, type Site } from "./support";

type Large = NonNullable<Parameters<typeof detailsFile>[0]>;

/** Opens the trace of `fixtures/details.mjs` as a file, and the details of one of its spans. */
async function openDetails(page: Page, site: Site, name: string, large: Large = {}): Promise<void> {
  await site.open("search");
  const data = await page.evaluateHandle(
    (text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], "details.json"));
      return transfer;
    },
    JSON.stringify(detailsFile(large)),
  );
  for (const type of ["dragenter", "dragover", "drop"]) {
    await page.getByRole("main").dispatchEvent(type, { dataTransfer: data });
  }
  await rest(page);
  await expect(spans(page)).toBeVisible();
  await spanRow(page, name).first().click();
  await rest(page);
  await expect(details(page)).toBeVisible();
}

const root = "match-api: POST /matches";

test("attributes come in groups, and a value is found in the trace", async ({ page, site }) => {
  await openDetails(page, site("v2.20"), root);
  const table = details(page).getByRole("table", { name: "Attributes", exact: true });
  await expect(table.getByRole("columnheader", { name: "HTTP" })).toBeVisible();
  await expect(table.getByRole("row", { name: /http\.response\.body\.size/ })).toContainText(
    "12345 bytes (12.3 kB) int",
  );

  await spanRow(page, "match-api: SELECT matches").first().click();
  await rest(page);
  await details(page).getByRole("button", { name: "Format SQL" }).click();
  await expect(details(page)).toContainText("AND t.active");
  await details(page).getByRole("button", { name: "Actions for db.system.name" }).click();
  await page.getByRole("menuitem", { name: "Find in this trace" }).click();
  await rest(page);
  const find = page.getByRole("textbox", { name: "Find in trace" });
  await expect(find).toHaveValue("db.system.name=postgresql");
  await expect(page.getByRole("status").filter({ hasText: /of 12$/ })).toBeVisible();
  await expect(page).toHaveURL(/uiFind=db\.system\.name/);

  await details(page).getByRole("button", { name: "Actions for server.port" }).click();
  await page.getByRole("menuitem", { name: "Leave out of find" }).click();
  await rest(page);
  await expect(find).toHaveValue("db.system.name=postgresql and not server.port=5432");
});

test("the timeline is filtered by a value, and Back shows it whole again", async ({
  page,
  site,
}) => {
  await openDetails(page, site("v2.20"), root);
  const rows = Number(await spans(page).getAttribute("aria-rowcount"));
  await spanRow(page, "match-api: SELECT matches").first().click();
  await rest(page);
  await details(page).getByRole("button", { name: "Actions for db.system.name" }).click();
  await page.getByRole("menuitem", { name: "Show only spans with it" }).click();
  await rest(page);
  await expect(page.getByRole("textbox", { name: "Find in trace" })).toHaveValue(
    "db.system.name=postgresql",
  );
  expect(Number(await spans(page).getAttribute("aria-rowcount"))).toBeLessThan(rows);
  await expect(details(page)).toBeVisible();
  await page.goBack();
  await rest(page);
  await expect(spans(page)).toHaveAttribute("aria-rowcount", String(rows));
});

test("an exception leads to what failed the same way", async ({ page, site }) => {
  await openDetails(page, site("v2.20"), root);
  const actions = details(page).getByRole("button", { name: "Actions for exception.type" });
  await actions.first().focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Find in this trace" }).click();
  await rest(page);
  await expect(page.getByRole("textbox", { name: "Find in trace" })).toHaveValue(
    /^exception\.type=/,
  );
});

test("keys stay pinned over spans and visits, and by keyboard", async ({ page, site }) => {
  await openDetails(page, site("v2.20"), "match-api: SELECT matches");
  const table = details(page).getByRole("table", { name: "Attributes", exact: true });
  await details(page).getByRole("button", { name: "Actions for server.address" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem").first()).toBeVisible();
  await page.keyboard.press("End");
  await expect(page.getByRole("menuitem", { name: "Pin key to the top" })).toBeFocused();
  await page.keyboard.press("Enter");
  await rest(page);
  await expect(table.getByRole("row").nth(1)).toHaveText("Pinned");
  await expect(table.getByRole("row").nth(2)).toContainText("server.address");

  await spanRow(page, root).click();
  await rest(page);
  await expect(table.getByRole("row").nth(2)).toContainText("server.address");
});

test("a value leads to a search for traces that have it", async ({ page, site }) => {
  await openDetails(page, site("v2.20"), root);
  await details(page).getByRole("button", { name: "Actions for match.id" }).click();
  await page.getByRole("menuitem", { name: "Search traces with it" }).click();
  await rest(page);
  await expect(page).toHaveURL(/\/search\?/);
  const params = new URL(page.url()).searchParams;
  expect(params.get("service")).toBe("match-api");
  expect(params.get("tags")).toBe('{"match.id":"42"}');
  await page.goBack();
  await rest(page);
  await expect(details(page)).toBeVisible();
});

/** Opens the page as a Jaeger with a configuration serves it: by itself, without a header. */
async function configure(page: Page, config: string): Promise<void> {
  await page.route(/\/search$/, async (route) => {
    const answer = await route.fetch();
    const html = (await answer.text()).replace(
      "JAEGER_CONFIG = DEFAULT_CONFIG;",
      () => `JAEGER_CONFIG = ${config};`,
    );
    await route.fulfill({ status: 200, contentType: "text/html; charset=utf-8", body: html });
  });
}

test("configured links are there, and only safe ones", async ({ page, site }) => {
  await configure(
    page,
    JSON.stringify({
      linkPatterns: [
        {
          type: "attributes",
          key: "match.id",
          url: "https://matches.example/#{match.id}?at=#{span.startTime}&span=#{span.spanID}",
          text: "Match #{match.id}",
        },
        { key: "user.note", url: "javascript:alert('#{user.note}')", text: "bad" },
        { key: "user.note", url: "https://notes.example/?q=#{user.note}", text: "#{user.note}" },
        { type: "tags", key: "db.system.name", url: "/match/#{match.id}", text: "Of the parent" },
      ],
    }),
  );
  await openDetails(page, site("v2.20"), root);
  await expect(details(page).getByRole("link", { name: "Match 42" })).toHaveAttribute(
    "href",
    "https://matches.example/42?at=1768228200000000&span=d1d1d1d1d1d1d100",
  );
  await expect(details(page).getByRole("link", { name: "bad" })).toHaveCount(0);
  const note = details(page).getByRole("link", { name: /<img/ });
  expect(await note.getAttribute("href")).toMatch(/^https:\/\/notes\.example\/\?q=%3Cimg/);

  await spanRow(page, "match-api: SELECT matches").first().click();
  await rest(page);
  await expect(details(page).getByRole("link", { name: "Of the parent" })).toHaveAttribute(
    "href",
    /\/match\/42$/,
  );
});

for (const sent of ["by the page", "by the server"]) {
  test(`the policy ${sent} lets no script of the data run`, async ({ page, site, allowed }) => {
    allowed.push(/Content Security Policy|Failed to load resource/);
    if (sent === "by the page") await configure(page, "{}");
    await openDetails(page, site("v2.20"), root);
    await expect(details(page)).toContainText("<img src=x onerror=");
    // What a hole would let in does not run either.
    await page.evaluate(async () => {
      const seen: string[] = [];
      Object.assign(globalThis, { seen });
      document.addEventListener("securitypolicyviolation", (event) =>
        seen.push(event.effectiveDirective),
      );
      const element = document.createElement("div");
      element.innerHTML = "<img src=x onerror='globalThis.hacked = 1'>";
      document.body.append(element);
      const script = document.createElement("script");
      script.textContent = "globalThis.hacked = 2";
      document.body.append(script);
      const link = document.createElement("a");
      link.href = "javascript:globalThis.hacked = 3";
      document.body.append(link);
      link.click();
      await fetch("https://elsewhere.example/").catch(() => undefined);
    });
    await expect
      .poll(() =>
        page.evaluate(() => [...new Set((globalThis as { seen?: string[] }).seen)].toSorted()),
      )
      .toEqual(["connect-src", "script-src-attr", "script-src-elem"]);
    expect(await page.evaluate(() => (globalThis as { hacked?: unknown }).hacked)).toBeUndefined();
  });
}

test("a span beside others: critical path, queue, similar spans, links in", async ({
  page,
  site,
}) => {
  await openDetails(page, site("v2.20"), "match-api: SELECT matches");
  const panel = details(page);
  await expect(panel).toContainText("1 of 15");
  await expect(panel.getByRole("img", { name: /^Durations of 12 spans/ })).toBeVisible();
  await panel.getByRole("button", { name: "Go to the longest, 24 ms" }).click();
  await rest(page);
  await expect(panel).toContainText("longer than 11 of 11 others");
  await page.goBack();
  await rest(page);
  await expect(panel).toContainText("longer than 0 of 11 others");

  await spanRow(page, "summary-worker: process summary").click();
  await rest(page);
  await expect(panel).toContainText("Time in queue14 ms");
  await spanRow(page, root).click();
  await rest(page);
  await panel.getByRole("list", { name: "Linked from" }).getByRole("button").click();
  await rest(page);
  await expect(panel.getByRole("heading", { level: 2 })).toHaveText("process summary");
});

test("a call of generative AI can be read", async ({ page, site }) => {
  await openDetails(page, site("v2.20"), "match-api: chat example-large");
  const panel = details(page);
  await expect(panel.getByRole("heading", { name: "GenAI" })).toBeVisible();
  const talk = panel.getByRole("list", { name: "Conversation" });
  await expect(talk.getByRole("listitem")).toHaveCount(5);
  await expect(talk).toContainText("calls get_match");
  await expect(talk).toContainText("It ended 2:1. <img src=x");
});

test("a span with far too much of everything is shown at once", async ({ page, site }) => {
  const large = { attributes: 5000, events: 10_000, bytes: 10_000_000 };
  await openDetails(page, site("v2.20"), "match-api: load", large);
  const panel = details(page);
  await expect(panel.getByText("100 of 5,001 shown")).toBeVisible();
  await expect(panel.getByText("20 of 10,000 shown")).toBeVisible();
  await expect(panel.getByRole("button", { name: /of 10,000,000 characters shown/ })).toBeVisible();
  // However much there is, the page holds little of it.
  expect(await panel.evaluate((element) => element.querySelectorAll("*").length)).toBeLessThan(
    6000,
  );
  await panel.getByRole("textbox", { name: "Filter events" }).fill("tick 9999");
  await rest(page);
  await expect(panel.getByText("1 of 10,000")).toBeVisible();
});

for (const theme of ["light", "dark"]) {
  test(`the panel is accessible (${theme})`, async ({ page, site }) => {
    await prefer(page, { theme, pinnedKeys: ["server.address"] });
    await openDetails(page, site("v2.20"), root);
    for (const name of [root, "match-api: SELECT matches", "match-api: chat example-large"]) {
      await spanRow(page, name).first().click();
      await rest(page);
      await expectAccessible(page, `${name}, ${theme}`);
    }
    await details(page).getByRole("button", { name: "Actions for gen_ai.request.model" }).click();
    await expect(page.getByRole("menuitem").first()).toBeVisible();
    // A menu lies in a layer of its own, outside of the landmarks; its guards lead the focus around.
    await expectAccessible(page, `a menu, ${theme}`, {
      region: { enabled: false },
      "aria-hidden-focus": { enabled: false },
    });
  });
}

test("a link into another trace says which span it leads to", async ({ page, site }) => {
  const server = site("v2.20");
  await server.open(`trace/${ids.checkout}`);
  await spanRow(page, "checkout: orders publish").click();
  await rest(page);
  await expect(details(page).getByRole("link", { name: /stock: orders process/ })).toBeVisible();
  const asked = (await server.requests()).filter(({ url }) => url.includes(ids.restock));
  expect(asked).toHaveLength(1);
});

test("a span says which spans of other traces link to it", async ({ page, site }) => {
  const traceOf = (digit: string, seconds: number, more: object) => ({
    resourceSpans: [
      {
        resource: { attributes: [{ key: "service.name", value: { stringValue: `job-${digit}` } }] },
        scopeSpans: [
          {
            spans: [
              {
                traceId: digit.repeat(32),
                spanId: digit.repeat(16),
                name: "run",
                startTimeUnixNano: `${seconds}000000000`,
                endTimeUnixNano: `${seconds}002000000`,
                ...more,
              },
            ],
          },
        ],
      },
    ],
  });
  const link = { traceId: "a".repeat(32), spanId: "a".repeat(16) };
  const lines = [
    traceOf("a", 1_768_228_200, { kind: 4 }),
    traceOf("b", 1_768_228_201, { kind: 5, links: [link] }),
  ];
  await site("v2.20").open("search");
  await page.locator("input[type=file]").setInputFiles({
    name: "jobs.ndjson",
    mimeType: "application/json",
    buffer: Buffer.from(lines.map((line) => JSON.stringify(line)).join("\n")),
  });
  await rest(page);
  await page.getByRole("link", { name: "job-a: run" }).click();
  await rest(page);
  await spanRow(page, "job-a: run").click();
  await rest(page);
  const first = page.url();
  const list = details(page).getByRole("list", { name: "Linking spans of other loaded traces" });
  await list.getByRole("link", { name: "job-b: run" }).click();
  await rest(page);
  await expect(page).toHaveURL(/\/trace\/b{32}\?.*span=b{16}/);
  await expect(details(page).getByRole("link", { name: "job-a: run" })).toBeVisible();
  // The consumer of what a producer of another trace had put into a queue.
  await expect(details(page).getByText("998 ms in the queue")).toBeVisible();
  await page.goBack();
  await rest(page);
  await expect(page).toHaveURL(first);
});

test("a linked trace that cannot be had leaves the link as it is", async ({
  page,
  site,
  allowed,
}) => {
  allowed.push(/^Failed to load resource: /);
  const server = site("v2.20");
  await server.behave("500", `/api/v3/traces/${ids.restock}`);
  await server.open(`trace/${ids.checkout}`);
  await spanRow(page, "checkout: orders publish").click();
  await rest(page);
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expect(details(page).getByRole("link", { name: /stock: orders process/ })).toHaveCount(0);
  await expect(details(page)).toContainText("restock after order");
});

test("the timeline is coloured by the key of a value, and no longer", async ({ page, site }) => {
  await site("v2.20").open(`trace/${ids.checkout}`);
  await spanRow(page, "storefront: POST /checkout").click();
  await rest(page);
  const open = () =>
    details(page).getByRole("button", { name: "Actions for http.route", exact: true }).click();
  await open();
  await page.getByRole("menuitem", { name: "Colour the timeline by this key" }).click();
  await rest(page);
  await expect(page).toHaveURL(/color=attribute%3Ahttp\.route/);
  await open();
  await page.getByRole("menuitem", { name: "Stop colouring by this key" }).click();
  await rest(page);
  await expect(page).not.toHaveURL(/color=/);
});

test("an event is pointed out in the timeline, until another span is chosen", async ({
  page,
  site,
}) => {
  await site("v2.20").open(`trace/${ids.checkout}`);
  await spanRow(page, "payments: shop.Payments/Charge").click();
  await rest(page);
  const mark = details(page).getByRole("button", { name: "Show in timeline: exception" });
  await mark.click();
  await rest(page);
  await expect(mark).toHaveAttribute("aria-pressed", "true");
  await spanRow(page, "checkout: shop.Checkout/Place").click();
  await rest(page);
  await spanRow(page, "payments: shop.Payments/Charge").click();
  await rest(page);
  await expect(mark).toHaveAttribute("aria-pressed", "false");
});
