import { en } from "../src/i18n/en";
import { ru } from "../src/i18n/ru";
import { expectAccessible } from "./axe";
import { ids } from "./fixtures/traces.mjs";
import { expect, prefer, rest, test } from "./support";

const sizes = [
  { width: 1280, height: 720 },
  { width: 1440, height: 900 },
  { width: 1920, height: 1080 },
];

test.describe("the timeline's tools", () => {
  for (const [locale, words] of [
    ["en", en],
    ["ru", ru],
  ] as const) {
    test(`are on the line of the tabs, by name and with a tooltip: ${locale}`, async ({
      page,
      site,
    }) => {
      await prefer(page, { locale });
      await page.setViewportSize({ width: 1280, height: 720 });
      await site("v2.20").open(`trace/${ids.checkout}?uiFind=stock`);
      const { trace, timeline, rows } = words;
      const tools = page.getByRole("group", { name: trace.timeline.tools });
      const line = [
        page.getByRole("tablist"),
        page.getByRole("textbox", { name: trace.find.label }),
        tools,
      ];
      const names = [
        timeline.cause.button,
        timeline.cause.next,
        timeline.look.critical,
        rows.repeats.button,
        timeline.filter.button,
        timeline.look.button,
        trace.timeline.expandAll,
        trace.timeline.collapseAll,
      ];
      for (const size of sizes) {
        await page.setViewportSize(size);
        await rest(page);
        const middles = await Promise.all(
          line.map(async (part) => {
            const box = await part.boundingBox();
            return box ? box.y + box.height / 2 : Number.NaN;
          }),
        );
        for (const middle of middles) {
          expect(Math.abs(middle - (middles[0] ?? 0)), `at ${size.width}`).toBeLessThan(6);
        }
        for (const name of names) {
          const button = tools.getByRole("button", { name, exact: true });
          await expect(button).toBeVisible();
          await expect(button).toHaveAttribute("title", /\S/);
        }
      }
      await expectAccessible(page, `the tools, ${locale}`);
    });
  }

  test("take one line of a phone", async ({ page, site }) => {
    await prefer(page, { locale: "ru" });
    await page.setViewportSize({ width: 390, height: 844 });
    await site("v2.20").open(`trace/${ids.checkout}`);
    const box = await page.getByRole("group", { name: ru.trace.timeline.tools }).boundingBox();
    expect(box?.height).toBeLessThan(40);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
    await expectAccessible(page, "the tools on a phone");
  });
});
