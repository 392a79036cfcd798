import { readFileSync } from "node:fs";
import type { Download, Page } from "@playwright/test";
import { expectAccessible } from "./axe";
import { ids } from "./fixtures/traces.mjs";
import { calls, drawing, node, row, selection, textOf } from "./graph-parts";
import { details, expect, networkComplaints, rest, search, tabTo, test } from "./support";

test.describe("the graph of a trace", () => {
  test("is a view of its page, in the URL, drawn and as a table", async ({ page, site }) => {
    await site("v2.20").open(`trace/${ids.checkout}`);
    await page
      .getByRole("tablist", { name: "Trace views" })
      .getByRole("tab", { name: "Graph", exact: true })
      .click();
    await rest(page);
    await expect(page).toHaveURL(/[?&]view=graph/);
    await expect(node(page, "checkout")).toBeVisible();
    await expect(calls(page).getByRole("columnheader")).toHaveText([
      "Caller",
      "Callee",
      /^Calls/,
      "Errors",
      "p50",
      "p95",
      "Max",
    ]);
    await expect(row(page, "checkout", "payments").getByRole("cell")).toContainText([
      "payments",
      "1",
      "1",
      "245 ms",
      "245 ms",
      "245 ms",
    ]);
    await expect(page.getByText("From 1 trace and 11 spans.")).toBeVisible();
    await page.goBack();
    await rest(page);
    await expect(page.getByRole("treegrid", { name: "Spans" })).toBeVisible();
  });

  test("leads from an edge to a span that failed in it", async ({ page, site }) => {
    await site("v2.20").open(`trace/${ids.checkout}?view=graph`);
    await row(page, "checkout", "payments").getByRole("button").click();
    await rest(page);
    await expect(selection(page)).toContainText("Failed spans");
    await page.reload();
    await rest(page);
    await expect(selection(page).getByRole("heading", { level: 2 })).toContainText("payments");
    await selection(page).getByRole("link").first().click();
    await rest(page);
    await expect(details(page)).toContainText("shop.Payments/Charge");
  });

  test("is walked through by keyboard", async ({ page, site }) => {
    await site("v2.20").open(`trace/${ids.checkout}?view=graph`);
    await tabTo(page, node(page, "storefront"));
    const focused = page.locator(":focus");
    const first = await focused.getAttribute("aria-label");
    await page.keyboard.press("ArrowRight");
    expect(await focused.getAttribute("aria-label")).not.toBe(first);
    await page.keyboard.press("Enter");
    await rest(page);
    await expect(selection(page)).toBeVisible();
    await expect(focused).toHaveAttribute("aria-pressed", "true");
    await page.keyboard.press("+");
    await page.keyboard.press("0");
    await selection(page).getByRole("button", { name: "Close" }).click();
    await rest(page);
    await expect(selection(page)).toHaveCount(0);
  });

  test("has nodes by span name, layers, focus and a find box", async ({ page, site }) => {
    await site("v2.20").open(`trace/${ids.checkout}?view=graph`);
    await page.getByLabel("Uninstrumented peers").uncheck();
    await rest(page);
    await expect(node(page, "kafka")).toHaveCount(0);
    await expect(page).toHaveURL(/graphShow=messages%2Clinks/);
    await page.getByLabel("Focus", { exact: true }).fill("payments");
    await rest(page);
    await expect(node(page, "stock")).toHaveCount(0);
    await expect(node(page, "checkout")).toBeVisible();
    await page.getByLabel("Callers, up to").selectOption("2 hops");
    await rest(page);
    await expect(node(page, "storefront")).toBeVisible();
    await page.getByLabel("Find service").fill("store");
    await rest(page);
    await expect(calls(page).getByRole("rowheader")).toHaveText(["storefront"]);
    await page.getByLabel("Find service").fill("charge");
    await page.getByLabel("Nodes").selectOption("Services and span names");
    await rest(page);
    await expect(page).toHaveURL(/graphBy=name/);
    await expect(page.getByLabel("Find service")).toHaveValue("charge");
    await expect(row(page, "checkout: shop.Payments/Charge", "payments: ")).toBeVisible();
    const callee = calls(page).getByRole("columnheader", { name: "Callee" });
    await callee.getByRole("button").click();
    await rest(page);
    await expect(page).toHaveURL(/graphFind=charge&.*graphSort=callee/);
    await page.reload();
    await rest(page);
    await expect(page.getByLabel("Find service")).toHaveValue("charge");
    await expect(callee).toHaveAttribute("aria-sort", "ascending");
  });

  test("is saved as a table, a picture and for other programs", async ({ page, site }) => {
    await site("v2.20").open(`trace/${ids.hostile}?view=graph`);
    const save = async (item: string): Promise<Download> => {
      await page.getByRole("button", { name: "Save graph" }).click();
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("menuitem", { name: item }).click(),
      ]);
      return download;
    };
    expect(await textOf(await save("Table as CSV"))).toContain("__proto__,constructor,call,1");
    expect(await textOf(await save("Graph as DOT (Graphviz)"))).toContain("digraph services");
    expect(JSON.parse(await textOf(await save("Graph as JSON")))).toHaveProperty("edges");
    const svg = await textOf(await save("Drawing as SVG"));
    expect(svg).toMatch(/^<svg /);
    expect(svg).not.toContain("var(--");
    expect(svg).not.toContain("<img");
    const png = await save("Drawing as PNG");
    expect(png.suggestedFilename()).toMatch(/\.png$/);
    expect(
      readFileSync(await png.path())
        .subarray(1, 4)
        .toString(),
    ).toBe("PNG");
  });
});

test.describe("the page of service dependencies", () => {
  test("shows the server's own count, named as such", async ({ page, site }) => {
    const server = site("v2.20");
    await server.open("search");
    await page.getByRole("navigation").getByRole("link", { name: "Dependencies" }).click();
    await rest(page);
    await expect(
      page.getByRole("heading", { level: 1, name: "Service dependencies" }),
    ).toBeVisible();
    await expect(
      page.getByText(/^The server’s own count: \d+ services, [\d,]+ calls/),
    ).toBeVisible();
    await expect(row(page, "checkout", "payments").getByRole("cell").nth(1)).toHaveText("1");
    await expect(row(page, "checkout", "payments").getByRole("cell").nth(2)).toHaveText("–");
    await page.getByLabel("Lookback").selectOption("Last 7 days");
    await rest(page);
    await expect(page).toHaveURL(/lookback=7d/);
    const asked = (await server.requests()).map(({ url }) => url);
    const counts = asked.filter((url) => url.startsWith("/api/dependencies?"));
    expect(counts).toHaveLength(2);
    expect(counts[1]).toContain("lookback=604800000");
    // Sample data of the server, which is not of any real system.
    expect(asked.filter((url) => /deep-dependencies|quality-metrics/.test(url))).toEqual([]);
  });

  test("counts the traces of the last search, in one request", async ({ page, site }) => {
    const server = site("v2.20");
    await server.open("search");
    await search(page, { Service: "storefront" });
    await page.getByRole("navigation").getByRole("link", { name: "Dependencies" }).click();
    await rest(page);
    await page.getByLabel("Graph of").selectOption("The traces of a search");
    await rest(page);
    await expect(page).toHaveURL(/from=search/);
    await expect(
      page.getByText(/Search: storefront · 1 h\. From \d+ traces? and \d+ spans\./),
    ).toBeVisible();
    await expect(row(page, "checkout", "payments").getByRole("cell").nth(2)).toHaveText("1");
    const asked = (await server.requests()).map(({ url }) => url);
    expect(asked.filter((url) => url.startsWith("/api/v3/traces?"))).toHaveLength(1);
  });

  for (const mode of ["v1", "v2.16", "v2.21"]) {
    test(`counts the traces of a search in a link to ${mode}`, async ({ page, site, allowed }) => {
      // A server that is being found out answers some questions with a refusal.
      allowed.push(networkComplaints);
      await site(mode).open("dependencies?from=search&service=storefront&lookback=1h");
      await expect(row(page, "checkout", "payments")).toBeVisible();
    });
  }

  test("counts all that is open where there is no server", async ({ page, site, allowed }) => {
    allowed.push(networkComplaints);
    await site("refused").open("dependencies?source=demo");
    await expect(page.getByText(/^From \d+ traces and [\d,]+ spans\./)).toBeVisible();
    await expect(node(page, "gpu-worker")).toBeVisible();
    await page.getByLabel("Group by prefix").check();
    await rest(page);
    await expect(calls(page).getByRole("row").nth(1)).toBeVisible();
  });

  test("says why where the count fails, and tries again", async ({ page, site, allowed }) => {
    allowed.push(networkComplaints);
    const server = site("v2.20");
    await server.open("search");
    await server.behave("500", "/api/dependencies");
    await page.getByRole("navigation").getByRole("link", { name: "Dependencies" }).click();
    await rest(page);
    await expect(page.getByRole("alert")).toContainText("The graph could not be computed");
    await server.behave("");
    await page.getByRole("alert").getByRole("button", { name: "Retry" }).click();
    await rest(page);
    await expect(node(page, "checkout")).toBeVisible();
  });

  test("can be given up", async ({ page, site }) => {
    const server = site("v2.20");
    await server.open("search");
    await server.behave("hang", "/api/v3/traces");
    await page.goto(`${server.base}dependencies?from=search&service=storefront&lookback=1h`);
    await page.getByRole("button", { name: "Cancel" }).click();
    await rest(page);
    await expect(page.getByText("The count was given up.")).toBeVisible();
    await server.behave("");
    await page.getByRole("button", { name: "Count again" }).click();
    await rest(page);
    await expect(row(page, "checkout", "payments")).toBeVisible();
  });

  test("says that there is nothing where there is nothing", async ({ page, site }) => {
    await site("v2.20+empty").open("dependencies");
    await expect(page.getByText(/The server has counted no calls/)).toBeVisible();
    await site("v2.20").open("dependencies?from=search&service=nobody&lookback=1h");
    await expect(page.getByText("No traces: nothing to draw.")).toBeVisible();
    await site("v2.20").open("dependencies?from=search");
    await expect(page.getByText(/names a search that cannot be made/)).toBeVisible();
  });
});

/** Where the middle of a node is on the screen. */
async function middleOf(page: Page, name: string): Promise<readonly [number, number]> {
  const box = await node(page, name).boundingBox();
  if (!box) throw new Error(`${name} is not drawn`);
  return [box.x + box.width / 2, box.y + box.height / 2];
}

test.describe("a node that is put elsewhere", () => {
  test("with the pointer stays there, with its edges, until it is put back", async ({
    page,
    site,
  }) => {
    await site("v2.20").open(`trace/${ids.checkout}?view=graph`);
    const [x, y] = await middleOf(page, "payments");
    const lines = () =>
      drawing(page)
        .locator('[data-part="line"]')
        .evaluateAll((paths) =>
          // A path may have the lines of many edges, and what is selected is drawn again.
          [
            ...new Set(paths.flatMap((path) => path.getAttribute("d")?.split(/(?=M)/) ?? [])),
          ].toSorted(),
        );
    const before = await lines();
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 30, y + 20);
    await page.mouse.move(x + 70, y + 90, { steps: 4 });
    const during = await lines();
    expect(during).not.toEqual(before);
    await page.mouse.up();
    await rest(page);
    await expect(page).toHaveURL(/graphPlace=/);
    // A drag is no click.
    await expect(selection(page)).toHaveCount(0);
    const [movedX, movedY] = await middleOf(page, "payments");
    expect(Math.hypot(movedX - x - 70, movedY - y - 90)).toBeLessThan(2);
    expect(await lines()).toEqual(during);
    await node(page, "payments").click();
    await rest(page);
    await expect(selection(page)).toBeVisible();
    await page.reload();
    await rest(page);
    await expect.poll(lines).toEqual(during);
    await page.getByRole("button", { name: "Put services back" }).click();
    await rest(page);
    await expect(page).not.toHaveURL(/graphPlace=/);
    expect(await lines()).toEqual(before);
  });

  test("by keyboard, and another drawing forgets it", async ({ page, site }) => {
    await site("v2.20").open(`trace/${ids.checkout}?view=graph`);
    await tabTo(page, node(page, "storefront"));
    const [x, y] = await middleOf(page, "storefront");
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Shift+ArrowRight");
    await rest(page);
    await expect(page).toHaveURL(/graphPlace=/);
    const [movedX, movedY] = await middleOf(page, "storefront");
    expect((movedY - y) / (movedX - x)).toBeCloseTo(2, 1);
    await expect(node(page, "storefront")).toBeFocused();
    await page.getByLabel("Layout").selectOption("Layers, top to bottom");
    await rest(page);
    await expect(page).not.toHaveURL(/graphPlace=/);
    await expect(page.getByRole("button", { name: "Put services back" })).toHaveCount(0);
  });
});

test("an edge is found by the pointer near its line, and selected by a click", async ({
  page,
  site,
}) => {
  await site("v2.20").open(`trace/${ids.checkout}?view=graph`);
  const [fromX, y] = await middleOf(page, "storefront");
  const [toX] = await middleOf(page, "checkout");
  const own = await node(page, "storefront").boundingBox();
  const gap = (fromX + (own?.width ?? 0) / 2 + toX) / 2;
  // The box of "checkout" begins before its middle: a little before the middle of the way.
  const x = fromX + (own?.width ?? 0) / 2 + (gap - fromX - (own?.width ?? 0) / 2) * 0.4;
  await page.mouse.move(x, y + 4);
  await expect(drawing(page).locator("[data-over]")).toBeVisible();
  await page.mouse.click(x, y + 4);
  await rest(page);
  await expect(page).toHaveURL(/graphPick=storefront&graphPick=checkout&graphPick=call/);
  await expect(selection(page).getByRole("heading", { level: 2 })).toContainText("checkout");
  // Beside all lines there is nothing to select.
  await page.mouse.move(fromX, y + 60);
  await expect(drawing(page).locator("[data-over]")).toHaveCount(0);
});

test("forces lay a graph out alike each time", async ({ page, site, allowed }) => {
  allowed.push(networkComplaints);
  await site("v2.20").open(`trace/${ids.checkout}?view=graph`);
  await page.getByLabel("Layout").selectOption("Forces");
  await rest(page);
  await expect(page).toHaveURL(/graphLayout=force/);
  const places = () =>
    drawing(page)
      .getByRole("button")
      .evaluateAll((nodes) => nodes.map((one) => one.getAttribute("transform")));
  const first = await places();
  await page.reload();
  await rest(page);
  await expect(node(page, "checkout")).toBeVisible();
  expect(await places()).toEqual(first);
  await expectAccessible(page, "a graph laid out by forces");
});

/** Lets the server count these calls, whatever it has. */
async function countsAre(
  page: Page,
  links: readonly { readonly parent: string; readonly child: string; readonly callCount: number }[],
): Promise<void> {
  await page.route(/\/api\/dependencies\?/, (route) =>
    route.fulfill({ json: { data: links, total: links.length, errors: null } }),
  );
}

test("of 3,000 services the busiest are drawn, all when it is asked for", async ({
  page,
  site,
}) => {
  const service = (at: number) => `service-${String(at).padStart(4, "0")}`;
  const links = Array.from({ length: 6000 }, (_, at) => ({
    parent: service(at % 3000),
    child: service((at * 7919 + 13) % 3000),
    callCount: 1 + (at % 500),
  })).filter(({ parent, child }) => parent < child);
  await countsAre(page, links);
  await site("v2.20").open("dependencies");
  await expect(page.getByText(/are too many to read at once/)).toBeVisible();
  await expect(calls(page).getByRole("row")).toHaveCount(201);
  await rest(page);
  const busiest = await drawing(page).locator("[data-node]").count();
  expect(busiest).toBeGreaterThan(50);
  expect(busiest).toBeLessThanOrEqual(60);
  await expectAccessible(page, "the busiest part of a graph");
  await page.getByRole("button", { name: "Draw all of it" }).click();
  await expect(page).toHaveURL(/graphDraw=all/);
  await rest(page);
  expect(await drawing(page).locator("[data-node]").count()).toBeGreaterThan(2500);
  // It opens where something can be read, not with all of it as a line of dots.
  const boxes = await drawing(page)
    .locator("[data-node] rect:first-of-type")
    .evaluateAll((all) => all.slice(0, 50).map((one) => one.getBoundingClientRect().height));
  expect(Math.min(...boxes)).toBeGreaterThan(8);
  await page.getByRole("button", { name: "Fit the drawing" }).click();
  await page.mouse.move(700, 350);
  await page.mouse.wheel(0, -1500);
  await rest(page);
  await page.getByLabel("Focus", { exact: true }).fill(service(7));
  await rest(page);
  expect(await drawing(page).locator("[data-node]").count()).toBeLessThan(20);
});

test("of 200 services all are drawn, the busiest when it is asked for, also by a link", async ({
  page,
  site,
}) => {
  const links = Array.from({ length: 400 }, (_, at) => ({
    parent: `service-${at % 200}`,
    child: `service-${(at * 79 + 13) % 200}`,
    callCount: 1 + at,
  }));
  await countsAre(page, links);
  await site("v2.20").open("dependencies");
  const nodes = drawing(page).locator("[data-node]");
  await expect(page.getByText(/are hard to read at once/)).toBeVisible();
  await expect(nodes).toHaveCount(200);
  await expectAccessible(page, "a graph that is hard to read");
  await page.getByRole("button", { name: "Draw only the busiest" }).press("Enter");
  await expect(nodes).toHaveCount(60);
  await page.reload();
  await rest(page);
  await expect(nodes).toHaveCount(60);
  await page.getByRole("button", { name: "Draw all of it" }).click();
  await expect(nodes).toHaveCount(200);
});

test("long names, names from right to left and one service alone", async ({ page, site }) => {
  const long = `long-${"x".repeat(295)}`;
  const arabic = "خدمة-الدفع";
  await countsAre(page, [
    { parent: long, child: arabic, callCount: 3 },
    { parent: arabic, child: "\u202eevil\u202c", callCount: 1 },
    { parent: "alone", child: "alone", callCount: 9 },
  ]);
  await site("v2.20").open("dependencies?graphShow=within,messages,peers,links");
  const boxes = drawing(page).locator("[data-node]");
  await expect(boxes).toHaveCount(4);
  const widths = await boxes.evaluateAll((all) =>
    all.map((one) => one.querySelector("rect")?.getAttribute("width")),
  );
  expect(Math.max(...widths.map(Number))).toBeLessThanOrEqual(240);
  await boxes.filter({ hasText: "long-" }).click();
  await rest(page);
  await expect(selection(page).getByRole("heading", { level: 2 })).toHaveText(long);
  await expect(calls(page).getByRole("rowheader", { name: arabic })).toBeVisible();
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(sideways).toBeLessThanOrEqual(1440);
  await expectAccessible(page, "long names and names from right to left");
  await countsAre(page, [{ parent: "alone", child: "alone", callCount: 9 }]);
  await page.getByRole("button", { name: "Refresh" }).click();
  await rest(page);
  await expect(boxes).toHaveCount(1);
});

for (const theme of ["light", "dark"] as const) {
  test.describe(`in the ${theme} theme axe finds nothing wrong with`, () => {
    test.use({ colorScheme: theme });
    const paths = [
      ["the graph of a trace", `trace/${ids.checkout}?view=graph&graphPick=checkout`],
      [
        "an edge",
        `trace/${ids.checkout}?view=graph&graphPick=checkout&graphPick=payments&graphPick=call`,
      ],
      ["the graph of the system", "dependencies"],
      ["two times compared", "dependencies?lookback=5m&against=before&graphPick=checkout"],
      ["hostile names", `trace/${ids.hostile}?view=graph&graphBy=name`],
    ] as const;
    for (const [name, path] of paths) {
      test(name, async ({ page, site }) => {
        await site("v2.20").open(path);
        await expect(drawing(page).getByRole("button").first()).toBeVisible();
        await expectAccessible(page, name);
      });
    }
  });
}

test.describe("on a narrow screen", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("the graph fits, and what is selected covers it", async ({ page, site }) => {
    await site("v2.20").open(`trace/${ids.checkout}?view=graph`);
    await node(page, "payments").tap();
    await rest(page);
    await expect(selection(page)).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      390,
    );
    await expectAccessible(page, "the graph on a narrow screen");
  });
});

test("the results of a search lead to their graph", async ({ page, site }) => {
  await site("v2.20").open("search?service=storefront&lookback=1h");
  await page.getByRole("button", { name: "Graph of these" }).click();
  await rest(page);
  await expect(page).toHaveURL(/\/dependencies\?.*from=search/);
  await expect(page).toHaveURL(/service=storefront/);
  await expect(page.getByRole("figure", { name: "Service dependencies" })).toBeVisible();
  await expect(page.getByRole("table", { name: "Service calls" })).toContainText("checkout");
});
