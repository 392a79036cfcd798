import { expect, rest, test } from "./support";
import { ids } from "./fixtures/traces.mjs";
import { expectAccessible } from "./axe";
import type { Page } from "@playwright/test";

const field = (page: Page) => page.getByRole("combobox", { name: "Find a command" });

/** Runs what the palette finds first for a text. */
async function run(page: Page, text: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await expect(field(page)).toBeFocused();
  await page.keyboard.type(text);
  await rest(page);
  await page.keyboard.press("Enter");
  await rest(page);
}

const tab = (page: Page, name: string) => page.getByRole("tab", { name, exact: true });

test("goes to the views of a trace, and to a comparison", async ({ page, site }) => {
  await site("v2.20").open(`trace/${ids.checkout}?uiFind=cart`);
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("option", { name: /^Flame graph/ })).toBeVisible();
  await expectAccessible(page, "palette over a trace");
  await page.keyboard.press("Escape");
  for (const [text, name, view] of [
    ["flame", "Flame graph", "flame"],
    ["graph", "Graph", "graph"],
    ["stat", "Statistics", "statistics"],
    ["spans", "Spans", "spans"],
    ["events", "Events", "events"],
    ["json", "JSON", "json"],
  ] as const) {
    await run(page, text);
    await expect(tab(page, name)).toHaveAttribute("aria-selected", "true");
    await expect(page).toHaveURL(new RegExp(`[?&]view=${view}(&|$)`));
    // What else the link says of the view stays.
    await expect(page).toHaveURL(/[?&]uiFind=cart/);
  }
  await run(page, "timeline");
  await expect(tab(page, "Timeline")).toHaveAttribute("aria-selected", "true");
  await page.goBack();
  await expect(tab(page, "JSON")).toHaveAttribute("aria-selected", "true");
  await run(page, "compare with");
  await expect(page).toHaveURL(new RegExp(`/trace/${ids.checkout}\\.\\.\\.`));
});

test("goes to the views of a comparison", async ({ page, site }) => {
  await site("v2.20").open(`trace/${ids.checkout}...${ids.statusSlow}`);
  for (const name of ["Side by side", "Graph", "Flame graph", "Rows"]) {
    await run(page, name);
    await expect(tab(page, name)).toHaveAttribute("aria-selected", "true");
  }
});

test("goes back to a trace that was looked at", async ({ page, site }) => {
  const server = site("v2.20");
  await server.open(`trace/${ids.checkout}`);
  await server.open(`trace/${ids.statusSlow}`);
  await server.open("search");
  await expect(tab(page, "Timeline")).toHaveCount(0);
  await run(page, "recent trace checkout");
  await expect(page).toHaveURL(new RegExp(`/trace/${ids.checkout}`));
});

test("takes what is typed before it is there", async ({ page, site }) => {
  await site("v2.20").open(`trace/${ids.checkout}`);
  // No waiting: letters are commands of the timeline until the field has the focus.
  await page.keyboard.press("Control+k");
  await page.keyboard.type("theme: darkk");
  await page.keyboard.press("Backspace");
  await expect(field(page)).toHaveValue("theme: dark");
  await expect(page).toHaveURL(new RegExp(`/trace/${ids.checkout}$`));
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("theme: light");
  await expect(field(page)).toHaveValue("theme: light");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("takes a long word for a name before it takes it for an id", async ({ page, site }) => {
  await site("v2.20").open("search");
  await run(page, "storefront");
  await expect(page).toHaveURL(/search\?service=storefront/);
  await run(page, "Dependencies");
  await expect(page).toHaveURL(/\/dependencies/);
  await run(page, `00-${ids.checkout}-0102030405060708-01`);
  await expect(page).toHaveURL(new RegExp(`/trace/${ids.checkout}`));
});

test("says how many it found where there are more than it shows", async ({ page, site }) => {
  await page.addInitScript(() => {
    const saved = Array.from({ length: 70 }, (_, n) => ({
      name: `${"x".repeat(100)} ${n}`,
      query: `?service=s${n}&lookback=1h`,
    }));
    localStorage.setItem("spanwise.searches.v1", JSON.stringify({ recent: [], saved }));
  });
  await site("v2.20").open("search");
  await page.keyboard.press("Control+k");
  await expect(field(page)).toBeFocused();
  await page.keyboard.type("xxx");
  await rest(page);
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("option")).toHaveCount(60);
  await expect(dialog.getByRole("status")).toContainText("60 of 70 commands");
  await page.keyboard.type(" 69");
  await rest(page);
  await expect(dialog.getByRole("option")).toHaveCount(1);
});
