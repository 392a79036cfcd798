import { readFileSync } from "node:fs";
import type { Download } from "@playwright/test";
import { ids } from "./fixtures/traces.mjs";
import { expect, rest, test } from "./support";

test.describe("a picture of the timeline", () => {
  test("is saved as PNG and SVG: the rows in sight, in the theme in use", async ({
    page,
    site,
  }) => {
    await site("v2.20").open(`trace/${ids.checkout}?critical=1`);
    const save = async (item: RegExp): Promise<Download> => {
      await page.getByRole("button", { name: "Export" }).click();
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("menuitem", { name: item }).click(),
      ]);
      await rest(page);
      return download;
    };
    const drawing = await save(/^Drawing \(SVG\)/);
    expect(drawing.suggestedFilename()).toMatch(/^storefront-[0-9a-f]{8}\.svg$/);
    const svg = readFileSync(await drawing.path(), "utf8");
    expect(svg).toMatch(/^<svg xmlns=/);
    for (const name of ["storefront", "SELECT stock", "POST /v1/charges", "480 ms"]) {
      expect(svg).toContain(`${name}</text>`);
    }
    expect(svg).not.toContain("var(--");
    const isSound = await page.evaluate(
      (text) =>
        new DOMParser().parseFromString(text, "image/svg+xml").querySelector("parsererror") ===
        null,
      svg,
    );
    expect(isSound).toBe(true);
    const png = await save(/^Picture \(PNG\)/);
    expect(png.suggestedFilename()).toMatch(/^storefront-[0-9a-f]{8}\.png$/);
    const bytes = readFileSync(await png.path());
    expect(bytes.subarray(1, 4).toString()).toBe("PNG");
    // Width of the first chunk: the window at twice its pixels, and the names.
    expect(bytes.readUInt32BE(16)).toBeGreaterThan(1400);
  });

  test("goes on paper in place of the page, dark on white", async ({ page, site }) => {
    await page.emulateMedia({ colorScheme: "dark" });
    await site("v2.20").open(`trace/${ids.checkout}`);
    const paper = page.locator("[data-paper]");
    await expect(paper).toBeAttached();
    await expect(paper).toBeHidden();
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await page.emulateMedia({ media: "print" });
    await expect(paper).toBeVisible();
    await expect(paper.getByText("SELECT stock", { exact: true })).toBeVisible();
    await expect(page.getByRole("main")).toBeHidden();
    expect(await paper.locator("rect").first().getAttribute("fill")).toBe("#ffffff");
    await page.emulateMedia({ media: "screen" });
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await expect(page.getByRole("main")).toBeVisible();
    await expect(paper.locator("svg")).toHaveCount(0);
  });
});
