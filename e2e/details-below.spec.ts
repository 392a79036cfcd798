import type { Page } from "@playwright/test";
import { expectAccessible } from "./axe";
import { ids } from "./fixtures/traces.mjs";
import { details, expect, prefer, rest, spanRow, spans, test } from "./support";

const charge = "payments: shop.Payments/Charge";
const below = (page: Page) =>
  details(page).getByRole("button", { name: "Show the details below the row" });
const beside = (page: Page) =>
  details(page).getByRole("button", { name: "Show the details beside the timeline" });

async function boxes(page: Page, name: string) {
  const row = await spanRow(page, name).first().boundingBox();
  const panel = await details(page).boundingBox();
  const grid = await spans(page).boundingBox();
  if (!row || !panel || !grid) throw new Error("nothing is there");
  return { row, panel, grid };
}

test("details stand below their row as a choice that is kept", async ({ page, site }) => {
  await site("v2.20").open(`trace/${ids.checkout}`);
  await spanRow(page, charge).click();
  await rest(page);
  await below(page).click();
  await rest(page);
  await expect(details(page).getByRole("heading", { level: 2 })).toBeFocused();
  const { row, panel } = await boxes(page, charge);
  expect(Math.abs(panel.y - (row.y + row.height))).toBeLessThanOrEqual(2);
  expect(panel.width).toBeGreaterThan(1000);

  await page.reload();
  await rest(page);
  await expect(beside(page)).toBeVisible();
  await beside(page).click();
  await rest(page);
  const again = await boxes(page, charge);
  expect(again.panel.x).toBeGreaterThan(again.row.x + 400);
});

test("the rows make room, and the pointer finds what is drawn there", async ({ page, site }) => {
  await prefer(page, { detailPlace: "below" });
  await site("v2.20").open(`trace/${ids.checkout}`);
  const rows = spans(page).getByRole("row");
  await rows.nth(1).click();
  await rest(page);
  const top = async (at: number) => (await rows.nth(at).boundingBox())?.y ?? 0;
  expect((await top(2)) - (await top(1))).toBeGreaterThan(200);
  expect((await top(3)) - (await top(2))).toBe(24);
  // The row that is chosen stays under the pointer, though the details above it have gone.
  const before = await top(2);
  await page.mouse.click(500, before + 12);
  await rest(page);
  await expect(rows.nth(2)).toHaveAttribute("aria-selected", "true");
  expect(await top(2)).toBeLessThanOrEqual(before);
  expect((await top(2)) - (await top(1))).toBe(24);

  await page.keyboard.press("Escape");
  await rest(page);
  await expect(details(page)).toHaveCount(0);
  expect((await top(3)) - (await top(2))).toBe(24);
  await expect(rows.nth(2)).toBeFocused();
});

test("their height is set by keyboard, and other views keep them beside", async ({
  page,
  site,
}) => {
  await prefer(page, { detailPlace: "below" });
  await site("v2.20").open(`trace/${ids.checkout}`);
  await spanRow(page, charge).click();
  await rest(page);
  const rule = page.getByRole("separator", { name: "Height of the span details" });
  const height = Number(await rule.getAttribute("aria-valuenow"));
  await rule.press("ArrowUp");
  await rest(page);
  await expect(rule).toHaveAttribute("aria-valuenow", String(height - 16));
  await page.getByRole("tab", { name: "Spans" }).click();
  await rest(page);
  await expect(page.getByRole("separator", { name: /details/i })).toHaveCount(1);
  await expect(below(page).or(beside(page))).toHaveCount(0);
  await expect(details(page)).toBeVisible();
});

for (const theme of ["light", "dark"]) {
  test(`details below a row are accessible (${theme})`, async ({ page, site }) => {
    await prefer(page, { theme, detailPlace: "below" });
    await site("v2.20").open(`trace/${ids.checkout}`);
    await spanRow(page, charge).click();
    await rest(page);
    await expectAccessible(page, `details below a row, ${theme}`);
  });
}
