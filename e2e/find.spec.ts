import { expectAccessible } from "./axe";
import { ids } from "./fixtures/traces.mjs";
import { expect, rest, spanRow, spans, test } from "./support";

test.describe("find in trace", () => {
  test("is gone to with the key of Jaeger UI too", async ({ page, site }) => {
    await site("v2.20").open(`trace/${ids.checkout}`);
    const find = page.getByRole("textbox", { name: "Find in trace" });
    await page.keyboard.press("Control+b");
    await expect(find).toBeFocused();
    await spanRow(page, "storefront: POST /checkout").focus();
    await page.keyboard.press("Control+b");
    await expect(find).toBeFocused();
  });

  test("completes a query from the trace's own keys and values", async ({ page, site }) => {
    await site("v2.20").open(`trace/${ids.checkout}`);
    const find = page.getByRole("textbox", { name: "Find in trace" });
    await page.keyboard.press("/");
    await expect(find).toBeFocused();
    await page.keyboard.type("db.sys");
    await rest(page);
    const list = page.getByRole("listbox", { name: "Ways to go on" });
    await expect(list.getByRole("option", { name: /^db\.system\.name/ })).toBeVisible();
    await expectAccessible(page, "completions");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await rest(page);
    await expect(find).toHaveValue("db.system.name=");
    await expect(list.getByRole("option").first()).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Tab");
    await rest(page);
    await expect(list).toHaveCount(0);
    await expect(find).toHaveValue(/^db\.system\.name=\w+$/);
    await expect(find).toBeFocused();

    await find.fill("sto");
    await rest(page);
    await list.getByRole("option", { name: /^stock/ }).click();
    await rest(page);
    await expect(find).toHaveValue("service=stock");
    await expect(page.getByRole("status").filter({ hasText: /^1 of [1-9]/ })).toBeVisible();
    await expect(spanRow(page, "stock: SELECT stock")).toHaveAttribute("data-match", "true");
    // Which of them one is at is seen, and moves.
    const current = spans(page).locator("[data-current-match]");
    await expect(current).toHaveAttribute("aria-label", /^stock: shop\.Stock/);
    await find.press("Enter");
    await rest(page);
    await expect(current).toHaveAttribute("aria-label", /^stock: SELECT/);
    await page.keyboard.press("ArrowDown");
    await expect(find).not.toBeFocused();
  });
});
