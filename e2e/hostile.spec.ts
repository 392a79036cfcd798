import type { Page } from "@playwright/test";
import { toOtlp } from "./fixtures/formats.mjs";
import { createTraces, hostile, ids } from "./fixtures/traces.mjs";
import { details, expect, rest, resultLink, results, spans, test } from "./support";

interface HackedGlobal {
  readonly hacked?: unknown;
}

/** What is written on the page, without the marks that only set directions apart. */
async function written(page: Page): Promise<string> {
  return page.getByRole("main").innerText();
}

async function expectUnharmed(page: Page): Promise<void> {
  expect(await page.evaluate(() => (globalThis as HackedGlobal).hacked)).toBeUndefined();
  expect(await page.evaluate(() => Object.keys(Object.prototype))).toEqual([]);
  await expect(
    page.getByRole("main").locator("script, img[src=x], b:has-text('bold')"),
  ).toHaveCount(0);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
}

for (const mode of ["v2.20", "v2.21", "v1", "v1-old"]) {
  test(`hostile names and values are text (${mode})`, async ({ page, site, allowed }) => {
    allowed.push(/^Failed to load resource: /);
    await site(mode).open(
      `search?${new URLSearchParams({ service: hostile.service, lookback: "1h" })}`,
    );
    await expect(resultLink(page, ids.hostile)).toBeVisible();
    expect(await written(page)).toContain(hostile.name);
    await expectUnharmed(page);

    await resultLink(page, ids.hostile).click();
    await rest(page);
    await expect(spans(page)).toHaveAttribute("aria-rowcount", /^[56]$/);
    expect(await written(page)).toContain(hostile.name);
    const rows = await spans(page).getByRole("row", { name: /: / }).all();
    for (const row of rows) {
      await row.click();
      await rest(page);
      await expect(details(page)).toBeVisible();
      await expectUnharmed(page);
    }
    await rows[0]?.click();
    await rest(page);
    const panel = details(page);
    await expect(panel).toContainText("<script>globalThis.hacked = 1</script>");
    await expect(panel).toContainText(hostile.emoji);
    await expect(panel).toContainText("\u05E9\u05DC\u05D5\u05DD");
    await expect(panel).toContainText("100,000");
    await expectUnharmed(page);
  });
}

for (const service of [hostile.prototype, "constructor", hostile.emoji]) {
  test(`the service ${service} can be searched for`, async ({ page, site }) => {
    await site("v2.20").open(`search?${new URLSearchParams({ service, lookback: "1h" })}`);
    await expect(results(page).getByRole("checkbox")).toHaveCount(1);
    await expect(resultLink(page, ids.hostile)).toBeVisible();
    await expectUnharmed(page);
  });
}

test("hostile parameters in the address are survived", async ({ page, site }) => {
  const server = site("v2.20");
  for (const query of [
    "__proto__=1&constructor=2&toString=3&service=storefront&lookback=1h",
    "service=%E0%A4%A&lookback=%00&limit=-1&tags=%7B&start=x&end=y",
    `tags=${encodeURIComponent('{"__proto__":{"hacked":1},"a":[1]}')}&service=storefront`,
    `service=${encodeURIComponent(hostile.name)}&sort=__proto__`,
  ]) {
    await server.open(`search?${query}`);
    await expect(page.getByRole("search", { name: "Traces" })).toBeVisible();
    await expectUnharmed(page);
  }
  for (const query of ["span=__proto__&range=x-y&collapsed=%FF", "uiFind=%3Cscript%3E&span=zz"]) {
    await server.open(`trace/${ids.checkout}?${query}`);
    await expect(spans(page)).toBeVisible();
    await expectUnharmed(page);
  }
});

test("a hostile file is read as one", async ({ page, site }) => {
  const traces = createTraces(Date.UTC(2026, 0, 12)).filter(
    ({ traceId }) => traceId === ids.hostile,
  );
  await site("v2.20").open("search");
  const data = await page.evaluateHandle(
    (text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], "<img src=x onerror=alert(1)>.json"));
      return transfer;
    },
    JSON.stringify(toOtlp(traces)),
  );
  for (const type of ["dragenter", "dragover", "drop"]) {
    await page.getByRole("main").dispatchEvent(type, { dataTransfer: data });
  }
  await rest(page);
  await expect(spans(page)).toBeVisible();
  await expectUnharmed(page);
});
