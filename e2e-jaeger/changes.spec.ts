import { details, expect, rest, resultLink, results, search, spanRow, spans } from "../e2e/support";
import { sendOtlp } from "../scripts/jaeger/otlp.mjs";
import { feed, test } from "./support";
import { checkout, ids, toOtlp } from "./system";

const more = {
  ...checkout,
  spans: Array.from({ length: 40_000 }, (_, i) => ({
    service: i % 3 === 0 ? "shop-orders" : "shop-gateway",
    name: i === 0 ? "POST /bulk" : `step ${i % 50}`,
    id: (i + 1).toString(16).padStart(16, "0"),
    ...(i === 0 ? {} : { parent: "0".repeat(15) + "1" }),
    kind: 1 as const,
    start: i * 1000,
    duration: i === 0 ? 40_000_000 : 900,
  })),
};

test("a trace that is still arriving is whole after a refresh, and the view stays", async ({
  page,
  ownJaeger,
}) => {
  const jaeger = await ownJaeger();
  const nowMs = Date.now();
  const { resourceSpans } = toOtlp(checkout, nowMs);
  // The child comes first, as it often does: it ends first.
  await sendOtlp(jaeger.otlpUrl, { resourceSpans: resourceSpans.slice(1) });
  await page.goto(`${jaeger.productUrl}/trace/${ids.checkout}`);
  await rest(page);
  await expect(spans(page)).toHaveAttribute("aria-rowcount", "1");
  await expect(page.getByRole("main")).toContainText("1 span without its parent");
  await spanRow(page, "shop-orders: Place order").click();
  await rest(page);

  await sendOtlp(jaeger.otlpUrl, { resourceSpans: resourceSpans.slice(0, 1) });
  await page.getByRole("button", { name: "Refresh" }).click();
  await rest(page);
  await expect(page.getByText("1 span added")).toBeVisible();
  await expect(spans(page)).toHaveAttribute("aria-rowcount", "2");
  await expect(page.getByRole("main")).not.toContainText("without its parent");
  // What was selected still is, one level further down.
  const order = spanRow(page, "shop-orders: Place order");
  await expect(order).toHaveAttribute("aria-level", "2");
  await expect(order).toHaveAttribute("aria-selected", "true");
  await expect(details(page)).toContainText("card declined by issuer");
});

test("a server that is killed while it searches is told of, and the form stays", async ({
  page,
  ownJaeger,
  allowed,
}) => {
  allowed.push(/^Failed to load resource: /);
  const jaeger = await ownJaeger();
  await feed(jaeger.otlpUrl);
  await page.goto(`${jaeger.productUrl}/search`);
  await rest(page);
  await search(page, { Service: "shop-gateway" });
  await expect(results(page).getByRole("checkbox")).toHaveCount(3);

  jaeger.between.hold();
  const form = page.getByRole("search", { name: "Traces" });
  await form.getByLabel("Min duration").fill("100ms");
  await form.getByRole("button", { name: "Find traces" }).click();
  await jaeger.between.held;
  await jaeger.kill();
  await jaeger.between.stop();
  await rest(page);
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("cannot be reached");
  await expect(form.getByLabel("Min duration")).toHaveValue("100ms");
});

test("a server that answers 503 keeps what is there on the screen", async ({
  page,
  ownJaeger,
  allowed,
}) => {
  allowed.push(/^Failed to load resource: /);
  const jaeger = await ownJaeger();
  await feed(jaeger.otlpUrl);
  await page.goto(`${jaeger.productUrl}/trace/${ids.checkout}`);
  await rest(page);
  jaeger.between.refuse();
  await page.getByRole("button", { name: "Refresh" }).click();
  await rest(page);
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("could not be read again");
  await expect(alert).toContainText("503");
  await expect(spans(page)).toHaveAttribute("aria-rowcount", "2");
  await spanRow(page, "shop-orders: Place order").click();
  await rest(page);
  await expect(details(page)).toContainText("card declined by issuer");

  await page.getByRole("link", { name: "Search", exact: true }).click();
  await rest(page);
  await search(page, { Service: "shop-gateway" });
  await expect(page.getByRole("alert")).toContainText("503");
  jaeger.between.passOn();
  await page.getByRole("alert").getByRole("button", { name: "Retry" }).click();
  await rest(page);
  await expect(results(page).getByRole("checkbox")).toHaveCount(3);
});

test("a large trace that stalls half-way can be read as far as it came, and then whole", async ({
  page,
  ownJaeger,
  allowed,
}) => {
  allowed.push(/^Failed to load resource: /);
  const jaeger = await ownJaeger();
  await feed(jaeger.otlpUrl, [more]);
  jaeger.between.stallAfter(3_000_000);
  await page.goto(`${jaeger.productUrl}/trace/${ids.checkout}`);
  await expect(spans(page).getByRole("row").nth(3)).toBeVisible();
  await expect(page.getByRole("progressbar")).toBeVisible();
  const early = Number(await spans(page).getAttribute("aria-rowcount"));
  expect(early).toBeGreaterThan(100);
  expect(early).toBeLessThan(more.spans.length);
  await spans(page).getByRole("row").nth(5).click();
  await expect(details(page)).toContainText("step");
  await page.getByRole("button", { name: "Cancel" }).click();
  await rest(page);
  await expect(spans(page).getByRole("row").nth(3)).toBeVisible();

  jaeger.between.passOn();
  await page.getByRole("main").getByRole("button", { name: "Retry" }).click();
  await rest(page);
  await expect(spans(page)).toHaveAttribute("aria-rowcount", String(more.spans.length));
});

test("a server that dies leaves the page usable, and is there again when it is", async ({
  page,
  ownJaeger,
  allowed,
}) => {
  // The browser's own word for every request that cannot be answered.
  allowed.push(/^Failed to load resource: /);
  const jaeger = await ownJaeger();
  await feed(jaeger.otlpUrl);
  await page.goto(`${jaeger.productUrl}/search`);
  await rest(page);
  await search(page, { Service: "shop-gateway" });
  await resultLink(page, ids.checkout).click();
  await expect(spanRow(page, "shop-orders: Place order")).toBeVisible();

  await jaeger.kill();
  await spanRow(page, "shop-orders: Place order").click();
  await rest(page);
  await expect(details(page)).toContainText("card declined by issuer");
  await page.getByRole("link", { name: "Back to results" }).click();
  await rest(page);
  await expect(results(page).getByRole("checkbox")).toHaveCount(3);
  await search(page, { Service: "shop-gateway", "Min duration": "100ms" });
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("cannot be reached");

  await jaeger.restart();
  await feed(jaeger.otlpUrl);
  await alert.getByRole("button", { name: "Retry" }).click();
  await rest(page);
  await expect(results(page).getByRole("checkbox")).toHaveCount(2);
  await expect(alert).toHaveCount(0);
});
