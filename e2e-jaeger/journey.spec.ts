import { details, expect, rest, resultLink, results, search, spanRow, spans } from "../e2e/support";
import { findsErrors, jaegerVersion, started } from "./settings";
import { rowCount, test } from "./support";
import { hostileText, ids } from "./system";

const open = async (page: Parameters<typeof rest>[0], path: string): Promise<void> => {
  await page.goto(`${started().productUrl}/${path}`);
  await rest(page);
};

test("the page says which Jaeger it found", async ({ page }) => {
  await open(page, "");
  await expect(page).toHaveURL(/\/search(\?|$)/);
  const source = page.getByRole("banner").getByRole("button", { name: /^Source: Jaeger/ });
  await expect(source).toContainText(jaegerVersion().split(".").slice(0, 2).join("."));
  await expect(source).toContainText("v3");
});

test.describe("a search", () => {
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, readonly string[]])[] =
    [
      ["by service", { Service: "shop-gateway" }, [ids.checkout, ids.slow, ids.quick]],
      [
        "by operation",
        { Service: "shop-gateway", Operation: "GET /status" },
        [ids.slow, ids.quick],
      ],
      [
        "by attributes",
        {
          Service: "shop-gateway",
          Attributes: 'http.response.status_code=200 tenant="blue sky"',
        },
        [ids.slow],
      ],
      ...(findsErrors()
        ? [
            [
              "by error",
              { Service: "shop-gateway", Attributes: "error=true" },
              [ids.quick],
            ] as const,
          ]
        : []),
      [
        "by min duration",
        { Service: "shop-gateway", "Min duration": "100ms" },
        [ids.checkout, ids.slow],
      ],
      [
        "by a range of durations",
        { Service: "shop-gateway", "Min duration": "100ms", "Max duration": "0.5s" },
        [ids.checkout],
      ],
    ];
  for (const [name, fields, expected] of cases) {
    test(name, async ({ page }) => {
      await open(page, "search");
      await search(page, fields);
      await expect(results(page).getByRole("checkbox")).toHaveCount(expected.length);
      for (const id of expected) await expect(resultLink(page, id)).toBeVisible();
      // What was found is in the link.
      await page.reload();
      await rest(page);
      await expect(results(page).getByRole("checkbox")).toHaveCount(expected.length);
    });
  }

  test("by a range of time", async ({ page }) => {
    await open(page, "search");
    const form = page.getByRole("search", { name: "Traces" });
    await form.getByLabel("Lookback").selectOption("custom");
    // As the form has it, in UTC and to the second.
    const minutesBefore = (minutes: number): string =>
      new Date(started().fedAtMs - minutes * 60_000).toISOString().slice(0, 19);
    await search(page, {
      Service: "shop-gateway",
      From: minutesBefore(4.5),
      To: minutesBefore(3.5),
    });
    await expect(results(page).getByRole("checkbox")).toHaveCount(1);
    await expect(resultLink(page, ids.slow)).toBeVisible();
  });

  test("that finds nothing says so, without an alarm", async ({ page }) => {
    await open(page, "search");
    await search(page, { Service: "shop-gateway", Attributes: "tenant=red" });
    await expect(page.getByRole("main")).toContainText(/no traces/i);
    await expect(page.getByRole("alert")).toHaveCount(0);
  });

  test("offers the services and span names that the server has", async ({ page }) => {
    await open(page, "search");
    const form = page.getByRole("search", { name: "Traces" });
    await form.getByLabel("Service", { exact: true }).fill("shop-ga");
    await page.getByRole("option", { name: "shop-gateway" }).click();
    await form.getByLabel("Operation", { exact: true }).fill("check");
    await expect(page.getByRole("option", { name: /POST \/checkout/ })).toBeVisible();
  });
});

test("a trace opens, and a span shows everything that was recorded", async ({ page }) => {
  await open(page, "search");
  await search(page, { Service: "shop-orders", Operation: "Place order" });
  await resultLink(page, ids.checkout).click();
  await rest(page);
  await expect(spans(page)).toHaveAttribute("aria-rowcount", "2");
  await expect(spanRow(page, "shop-orders: Place order")).toHaveAttribute("aria-level", "2");
  await spanRow(page, "shop-orders: Place order").click();
  await rest(page);
  const panel = details(page);
  for (const heading of [/^Attributes/, /^Resource/, /^Events/, /^Links/]) {
    await expect(panel.getByRole("heading", { name: heading })).toBeVisible();
  }
  await expect(panel).toContainText("card declined by issuer");
  await expect(panel).toContainText("Error");
  await expect(panel).toContainText("Server");
  // Exact beyond what a floating-point number holds, and markup as text.
  await expect(panel).toContainText(
    /9[ ,\u00a0\u202f]?007[ ,\u00a0\u202f]?199[ ,\u00a0\u202f]?254[ ,\u00a0\u202f]?740[ ,\u00a0\u202f]?993/,
  );
  await expect(panel).toContainText("<img src=x onerror=");
  expect(await page.title()).not.toBe("1");
  await expect(panel).toContainText("Tbilisi");
  await expect(panel).toContainText("shop-orders-1");
  await expect(panel).toContainText("shop.tracing");
  await expect(panel).toContainText("CardDeclined");
  const text = (await panel.textContent()) ?? "";
  const places = ["zeroth check", "retry", "exception"].map((name) => text.indexOf(name));
  expect(places[0]).toBeGreaterThan(0);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(hostileText.startsWith("<img")).toBe(true);
});

test("a link leads to its span in the other trace, and back", async ({ page }) => {
  await open(page, `trace/${ids.checkout}?span=00f067aa0ba902b8`);
  await expect(details(page)).toContainText("restock after order");
  await details(page)
    .getByRole("link")
    .and(page.locator(`[href*="${ids.job}"]`))
    .first()
    .click();
  await rest(page);
  await expect(page).toHaveURL(new RegExp(`/trace/${ids.job}`));
  await expect(spanRow(page, "shop-worker: restock process")).toHaveAttribute(
    "aria-selected",
    "true",
  );
  await page.goBack();
  await rest(page);
  await expect(spanRow(page, "shop-orders: Place order")).toHaveAttribute("aria-selected", "true");
});

test.describe("the Trace ID box", () => {
  const spellings = [
    ["in upper case", ids.checkout.toUpperCase(), ids.checkout],
    ["in base64", Buffer.from(ids.checkout, "hex").toString("base64"), ids.checkout],
    ["as a traceparent header", `00-${ids.checkout}-00f067aa0ba902b7-01`, ids.checkout],
    ["as an address of Jaeger", `http://jaeger.example/jaeger/trace/${ids.checkout}`, ids.checkout],
    ["of 64 bits", ids.short.replace(/^0+/, ""), ids.short],
  ] as const;
  for (const [name, typed, id] of spellings) {
    test(`takes an id ${name}`, async ({ page }) => {
      await open(page, "search");
      const box = page.getByRole("textbox", { name: "Trace ID" });
      await box.fill(typed);
      await box.press("Enter");
      await rest(page);
      await expect(page).toHaveURL(new RegExp(`/trace/0*${id.replace(/^0+/, "")}`));
      expect(await rowCount(page)).toBeGreaterThan(0);
    });
  }
});

test("a trace that is not there is an alert with a way on", async ({ page }) => {
  await open(page, `trace/${"ab".repeat(16)}`);
  const alert = page.getByRole("alert");
  await expect(alert).toContainText(/not found/i);
  await expect(alert.getByRole("button", { name: "Retry" })).toBeVisible();
});

test("a trace whose parent is missing says so", async ({ page }) => {
  await open(page, `trace/${ids.incomplete}`);
  await expect(page.getByRole("main")).toContainText("1 span without its parent");
});

test("single traces are found by the ids in a search link", async ({ page }) => {
  await open(page, `search?traceID=${ids.job}&traceID=${ids.short}&traceID=${"cd".repeat(16)}`);
  await expect(results(page).getByRole("checkbox")).toHaveCount(2);
  await expect(page.getByRole("main")).toContainText("2 of 3 linked traces found");
});
