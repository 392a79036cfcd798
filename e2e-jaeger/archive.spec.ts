import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "../e2e/axe";
import { expect, rest, spanRow, spans } from "../e2e/support";
import { feed, test } from "./support";
import { checkout, ids, system } from "./system";

const archived = (page: Page): Locator => page.getByRole("button", { name: "Archived" });

test("an archived trace is there when the server has forgotten the others", async ({
  page,
  ownJaeger,
}) => {
  const jaeger = await ownJaeger({ maxTraces: 3 });
  await feed(jaeger.otlpUrl, [checkout]);
  await page.goto(`${jaeger.productUrl}/trace/${ids.checkout}`);
  await rest(page);
  await page.getByRole("button", { name: "Archive" }).click();
  await rest(page);
  await expect(archived(page)).toHaveAttribute("aria-disabled", "true");
  await expect(page.locator("[aria-live]").getByText("This trace is in the archive")).toHaveCount(
    1,
  );

  await feed(
    jaeger.otlpUrl,
    system.filter(({ traceId }) => traceId !== ids.checkout),
  );
  const found = await fetch(`${jaeger.url}/api/traces?service=shop-gateway&lookback=1h`);
  expect(await found.text()).not.toContain(ids.checkout);
  await page.reload();
  await rest(page);
  await expect(spans(page)).toHaveAttribute("aria-rowcount", "2");
  await expect(spanRow(page, "shop-orders: Place order")).toBeVisible();
});

test("what keeps a trace from the archive is said, and can be tried again", async ({
  page,
  ownJaeger,
  allowed,
}) => {
  allowed.push(/^Failed to load resource: /);
  const jaeger = await ownJaeger();
  await feed(jaeger.otlpUrl, [checkout]);
  await page.goto(`${jaeger.productUrl}/trace/${ids.checkout}`);
  await rest(page);
  jaeger.between.refuse();
  await page.getByRole("button", { name: "Archive" }).click();
  await rest(page);
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("The trace was not archived");
  await expect(alert).toContainText("upstream connect error");
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    // What pops up lies in a layer of its own, between guards that pass the focus on.
    await expectAccessible(page, `the refusal, ${colorScheme}`, {
      region: { enabled: false },
      "aria-hidden-focus": { enabled: false },
    });
  }
  jaeger.between.passOn();
  await alert.getByRole("button", { name: "Retry" }).click();
  await rest(page);
  await expect(archived(page)).toBeFocused();
  await expect(alert).toHaveCount(0);
});

for (const [where, options] of [
  ["the server has no archive", { archive: false }],
  ["the site does not want it", { uiConfig: { archiveEnabled: false } }],
] as const) {
  test(`nothing is offered where ${where}`, async ({ page, ownJaeger }) => {
    const jaeger = await ownJaeger(options);
    await feed(jaeger.otlpUrl, [checkout]);
    await page.goto(`${jaeger.productUrl}/trace/${ids.checkout}`);
    await rest(page);
    await expect(page.getByRole("button", { name: "Refresh" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Archive" })).toHaveCount(0);
  });
}
