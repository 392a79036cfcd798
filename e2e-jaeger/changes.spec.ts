import { details, expect, rest, resultLink, results, search, spanRow, spans } from "../e2e/support";
import { sendOtlp } from "../scripts/jaeger/otlp.mjs";
import { test } from "./support";
import { checkout, ids, system, toOtlp } from "./system";

test("a trace that is still arriving is whole after a reload", async ({ page, ownJaeger }) => {
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
  await page.reload();
  await rest(page);
  await expect(spans(page)).toHaveAttribute("aria-rowcount", "2");
  await expect(page.getByRole("main")).not.toContainText("without its parent");
  // What was selected still is, one level further down.
  const order = spanRow(page, "shop-orders: Place order");
  await expect(order).toHaveAttribute("aria-level", "2");
  await expect(order).toHaveAttribute("aria-selected", "true");
});

test("a server that dies leaves the page usable, and is there again when it is", async ({
  page,
  ownJaeger,
  allowed,
}) => {
  // The browser's own word for every request that cannot be answered.
  allowed.push(/^Failed to load resource: /);
  const jaeger = await ownJaeger();
  const feed = async (): Promise<void> => {
    const nowMs = Date.now();
    for (const trace of system) await sendOtlp(jaeger.otlpUrl, toOtlp(trace, nowMs));
  };
  await feed();
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
  await feed();
  await alert.getByRole("button", { name: "Retry" }).click();
  await rest(page);
  await expect(results(page).getByRole("checkbox")).toHaveCount(2);
  await expect(alert).toHaveCount(0);
});
