import type { Page } from "@playwright/test";
import { expectAccessible } from "./axe";
import { ids } from "./fixtures/traces.mjs";
import { details, expect, prefer, rest, spanRow, spans, tabTo, test } from "./support";

const dock = (page: Page) => page.getByRole("region", { name: "Pinned spans" });
const table = (page: Page) => dock(page).getByRole("table", { name: "Pinned spans by key" });
const pinButton = (page: Page) =>
  details(page).getByRole("button", { name: "Pin span beside others" });

const [charge, place] = ["payments: shop.Payments/Charge", "checkout: shop.Checkout/Place"];

async function select(page: Page, name: string): Promise<void> {
  await spanRow(page, name).first().click();
  await rest(page);
}

test("a pinned span stays beside the one that is selected next", async ({ page, site }) => {
  await site("v2.20").open(`trace/${ids.checkout}`);
  await select(page, charge);
  await pinButton(page).click();
  await rest(page);
  await expect(dock(page)).toContainText("Select or pin another span");
  await select(page, place);
  const heads = table(page).getByRole("columnheader");
  await expect(heads.nth(1)).toContainText("payments: shop.Payments/Charge");
  await expect(heads.nth(2)).toContainText("checkout: shop.Checkout/Place");
  await expect(heads.nth(2)).toContainText("selected");
  const service = table(page)
    .getByRole("row", { name: /^Service\b/ })
    .first();
  await expect(service.getByRole("cell").nth(1)).toContainText("differs from A: checkout");
  const kind = table(page).getByRole("row", { name: /^Kind/ });
  await expect(kind).not.toContainText("differs");

  const all = await table(page).getByRole("row").count();
  await dock(page).getByRole("checkbox", { name: "Only differences" }).check();
  await rest(page);
  await expect(kind).toHaveCount(0);
  expect(await table(page).getByRole("row").count()).toBeLessThan(all);
  await expect(page).toHaveURL(/differences=1/);
  await page.reload();
  await rest(page);
  await expect(heads.nth(1)).toContainText("payments: shop.Payments/Charge");
  await expect(dock(page).getByRole("checkbox", { name: "Only differences" })).toBeChecked();

  await heads
    .nth(1)
    .getByRole("button", { name: /shop\.Payments/ })
    .click();
  await rest(page);
  await expect(details(page).getByRole("heading", { level: 2 })).toHaveText("shop.Payments/Charge");
  await dock(page).getByRole("button", { name: "Unpin all spans" }).click();
  await rest(page);
  await expect(dock(page)).toHaveCount(0);
  await expect(page).not.toHaveURL(/pinned|differences/);
});

test("spans are pinned and let go by keyboard, four at most", async ({ page, site }) => {
  await site("v2.20").open(`trace/${ids.checkout}`);
  const rows = spans(page).getByRole("row");
  await rows.first().click();
  for (let n = 0; n < 4; n += 1) {
    if (n === 0) {
      await page.keyboard.press("Shift+F10");
      await page.getByRole("menuitem", { name: "Pin span beside others" }).press("Enter");
    } else await page.keyboard.press("j");
    await rest(page);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await rest(page);
  }
  const heads = table(page).getByRole("button", { name: /^(Unpin|Pin) span/ });
  await expect(heads).toHaveCount(4);
  await expect(
    details(page).getByRole("button", { name: "4 spans are pinned already" }),
  ).toHaveAttribute("aria-disabled", "true");
  await page.keyboard.press("Shift+F10");
  await expect(page.getByRole("menuitem").first()).toBeVisible();
  await expect(page.getByRole("menuitem", { name: "Pin span beside others" })).toHaveCount(0);
  await page.keyboard.press("Escape");

  const unpin = dock(page).getByRole("button", { name: "Unpin span B" });
  await tabTo(page, unpin);
  await page.keyboard.press("Enter");
  await rest(page);
  // One less, and now there is room to pin the selected one too.
  await expect(heads).toHaveText(["", "", "", ""]);
  await expect(dock(page).getByRole("button", { name: "Unpin span D" })).toHaveCount(0);
  await expect(dock(page).locator(":focus")).toHaveCount(1);
});

test("the height of the pinned spans is set by keyboard, and kept", async ({ page, site }) => {
  await site("v2.20").open(`trace/${ids.checkout}`);
  await select(page, charge);
  await pinButton(page).click();
  await rest(page);
  const rule = page.getByRole("separator", { name: "Height of the pinned spans" });
  const before = Number(await rule.getAttribute("aria-valuenow"));
  await rule.press("ArrowUp");
  await expect(rule).toHaveAttribute("aria-valuenow", String(before + 16));
  await page.reload();
  await rest(page);
  await expect(rule).toHaveAttribute("aria-valuenow", String(before + 16));
});

for (const theme of ["light", "dark"]) {
  test(`pinned spans are accessible, also on a phone (${theme})`, async ({ page, site }) => {
    await prefer(page, { theme });
    await site("v2.20").open(`trace/${ids.checkout}`);
    await select(page, charge);
    await pinButton(page).click();
    await select(page, place);
    await expect(table(page).getByRole("columnheader").nth(2)).toBeVisible();
    await expectAccessible(page, `pinned spans, ${theme}`);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.reload();
    await rest(page);
    // A strip at first, so that the rest of the page can be used.
    await expect(table(page)).toHaveCount(0);
    await dock(page).getByRole("button", { name: "Show pinned spans" }).click();
    await expect(table(page).getByRole("row", { name: /^Duration/ })).toBeVisible();
    expect(await dock(page).evaluate((box) => box.scrollWidth <= box.clientWidth)).toBe(true);
    await expectAccessible(page, `pinned spans on a phone, ${theme}`);
  });
}
