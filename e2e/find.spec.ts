import { expectAccessible } from "./axe";
import { ids, spanIdOf } from "./fixtures/traces.mjs";
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

  test("goes to no match that is not shown, and says that there are some", async ({
    page,
    site,
  }) => {
    await site("v2.20").open(`trace/${ids.checkout}?filter=errors&uiFind=charge%20stock`);
    const status = page.getByRole("status").filter({ hasText: "Showing 4 of 11 spans" });
    await expect(status).toContainText("4 of 7 matches are hidden");
    const find = page.getByRole("textbox", { name: "Find in trace" });
    const current = spans(page).locator("[data-current-match]");
    const seen: (string | null)[] = [];
    for (let step = 0; step < 4; step += 1) {
      await find.press("Enter");
      await rest(page);
      seen.push(await current.getAttribute("aria-label"));
    }
    expect(seen[3]).toBe(seen[0]);
    expect(new Set(seen).size).toBe(3);
    // Nothing of the subtree that is shown alone matches.
    await site("v2.20").open(
      `trace/${ids.checkout}?focus=${spanIdOf(ids.checkout, 3)}&uiFind=stock`,
    );
    await expect(page.getByText("4 of 4 matches are hidden")).toBeVisible();
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
