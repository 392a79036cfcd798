import type { Page } from "@playwright/test";
import { expectAccessible } from "./axe";
import { expect, networkComplaints, rest, spanRow, spans, test } from "./support";

const traceId = "cd".repeat(16);
const nano = (ms: number) => `${1_768_228_200_000 + ms}000000`;

/** A page that asks its database the same two things seven times, and waits by calling itself. */
function loopTrace(): string {
  const id = (n: number) => n.toString(16).padStart(16, "0");
  const span = (at: {
    id: number;
    parent?: number;
    name: string;
    from: number;
    to: number;
    error?: boolean;
  }) => ({
    traceId,
    spanId: id(at.id),
    parentSpanId: at.parent === undefined ? "" : id(at.parent),
    name: at.name,
    kind: 1,
    startTimeUnixNano: nano(at.from),
    endTimeUnixNano: nano(at.to),
    status: at.error ? { code: 2 } : {},
  });
  const web = [
    span({ id: 1, name: "GET /orders", from: 0, to: 400 }),
    ...Array.from({ length: 6 }, (_, i) =>
      span({ id: 20 + i, parent: i === 0 ? 1 : 19 + i, name: "wait", from: 300 + i, to: 390 - i }),
    ),
    span({ id: 30, parent: 25, name: "respond", from: 310, to: 380 }),
  ];
  const db = Array.from({ length: 14 }, (_, i) =>
    span({
      id: 40 + i,
      parent: 1,
      name: i % 2 === 0 ? "SELECT item" : "SELECT price",
      from: 10 + 20 * i,
      to: 12 + 20 * i + i,
      error: i === 5,
    }),
  );
  const disk = [span({ id: 60, parent: 40, name: "seek", from: 11, to: 12 })];
  const part = (service: string, list: readonly object[]) => ({
    resource: { attributes: [{ key: "service.name", value: { stringValue: service } }] },
    scopeSpans: [{ spans: list }],
  });
  return JSON.stringify({
    resourceSpans: [part("web", web), part("db", db), part("disk", disk)],
  });
}

async function openLoop(page: Page): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page
    .getByRole("main")
    .getByRole("button", { name: /Open files/ })
    .click();
  const buffer = Buffer.from(loopTrace());
  await (await chooser).setFiles({ name: "loop.json", mimeType: "application/json", buffer });
  await rest(page);
}

const rowCount = (count: number) => new RegExp(`^${count}$`);
const current = (page: Page) => spans(page).locator('[role="row"][tabindex="0"]');

test.describe("rows that equal spans share", () => {
  test.beforeEach(async ({ page, site, allowed }) => {
    allowed.push(networkComplaints);
    await site("refused").open("");
    await openLoop(page);
  });

  test("fold by button, open and close by keys and pointer", async ({ page }) => {
    await expect(spans(page)).toHaveAttribute("aria-rowcount", rowCount(23));
    const button = page.getByRole("button", { name: "Fold repeats" });
    await expect(button).toHaveAttribute("aria-pressed", "false");
    await button.click();
    await rest(page);
    await expect(page).toHaveURL(/[?&]repeats=1/);
    await expect(
      page.getByRole("status").filter({ hasText: "20 equal spans share 3 rows" }),
    ).toBeVisible();
    await expect(spans(page)).toHaveAttribute("aria-rowcount", rowCount(5));
    const prices = spanRow(
      page,
      "db: SELECT price, 7 equal spans, min 3 ms, median 9 ms, max 15 ms",
    );
    await expect(prices).toHaveAttribute("aria-label", /1 error among them/);
    await expect(prices).toHaveAttribute("aria-expanded", "false");
    await expect(prices).toHaveAttribute("aria-level", "2");
    // What is below a chain is there, one level below its row.
    await expect(spanRow(page, "web: respond")).toHaveAttribute("aria-level", "3");

    await prices.focus();
    await page.keyboard.press("ArrowRight");
    await rest(page);
    await expect(spanRow(page, "db: SELECT price")).toHaveCount(7);
    await expect(spans(page)).toHaveAttribute("aria-rowcount", rowCount(11));
    await expect(current(page)).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowLeft");
    await rest(page);
    await expect(spans(page)).toHaveAttribute("aria-rowcount", rowCount(5));
    await expect(current(page)).toHaveAttribute("aria-label", /^db: SELECT price, 7 equal/);
    await page.keyboard.press("ArrowLeft");
    await rest(page);
    await expect(current(page)).toHaveAttribute("aria-label", /^web: GET \/orders/);

    await spanRow(page, "db: SELECT item").click();
    await rest(page);
    await expect(spanRow(page, "db: SELECT item")).toHaveCount(7);
    await page.getByRole("button", { name: "Fold the 7 spans" }).click();
    await rest(page);
    await expect(spanRow(page, "db: SELECT item")).toHaveCount(1);
    await page.keyboard.press("u");
    await rest(page);
    await expect(page).not.toHaveURL(/repeats=/);
    await expect(spans(page)).toHaveAttribute("aria-rowcount", rowCount(23));
  });

  test("open for what is found and selected, and count with a filter", async ({ page }) => {
    await page.keyboard.press("u");
    await rest(page);
    await page.getByRole("textbox", { name: "Find in trace" }).fill("seek");
    await rest(page);
    await expect(spanRow(page, "disk: seek")).toBeVisible();
    await expect(spanRow(page, "db: SELECT item")).toHaveCount(7);
    await page.getByRole("button", { name: "Fold them again" }).click();
    await rest(page);
    await expect(spans(page)).toHaveAttribute("aria-rowcount", rowCount(5));
    await expect(spanRow(page, "db: SELECT item")).toHaveAttribute("data-match", "true");
    await page.keyboard.press("e");
    await rest(page);
    await expect(current(page)).toHaveAttribute("aria-label", /^db: SELECT price, 7 ms, Error/);
  });

  test("leave out a service and keep what it called", async ({ page }) => {
    await page.keyboard.press("v");
    await rest(page);
    const panel = page.getByRole("dialog");
    await panel.getByRole("checkbox", { name: /^db/ }).click();
    await rest(page);
    await expect(spanRow(page, "disk: seek")).toHaveCount(0);
    await expect(page.getByRole("status").filter({ hasText: "15 spans hidden" })).toBeVisible();
    await panel.getByRole("checkbox", { name: /^Keep what is below/ }).click();
    await rest(page);
    await expect(page).toHaveURL(/svcMode=fold/);
    const seek = spanRow(page, "disk: seek");
    await expect(seek).toHaveAttribute("aria-level", "2");
    await expect(seek).toHaveAttribute("aria-label", /1 span left out above it/);
    await expect(
      page.getByRole("status").filter({ hasText: "14 spans left out in between" }),
    ).toBeVisible();
    await page.keyboard.press("Escape");
    await seek.focus();
    await page.keyboard.press("ArrowLeft");
    await rest(page);
    await expect(current(page)).toHaveAttribute("aria-label", /^web: GET \/orders/);
  });

  test("leave out what is short and keep what is below", async ({ page }) => {
    await page.keyboard.press("v");
    await rest(page);
    const panel = page.getByRole("dialog");
    await panel.getByLabel("Hide spans shorter than").fill("75ms");
    await rest(page);
    const shown = Number(await spans(page).getAttribute("aria-rowcount"));
    await panel
      .getByRole("checkbox", { name: /^Keep what is below/ })
      .first()
      .click();
    await rest(page);
    await expect(page).toHaveURL(/minMode=fold/);
    await expect(page.getByRole("status").filter({ hasText: "left out in between" })).toBeVisible();
    expect(Number(await spans(page).getAttribute("aria-rowcount"))).toBeLessThanOrEqual(shown);
  });

  test("are accessible in both themes", async ({ page }) => {
    await page.keyboard.press("u");
    await rest(page);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await rest(page);
      await expectAccessible(page, `folded rows, ${colorScheme}`);
    }
  });
});
