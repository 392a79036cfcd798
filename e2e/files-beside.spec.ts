import {
  networkComplaints,
  expect,
  rest,
  resultLink,
  results,
  search,
  searchForm,
  spans,
  test,
} from "./support";
import { expectAccessible } from "./axe";
import { toOtlp } from "./fixtures/formats.mjs";
import { createTraces, ids } from "./fixtures/traces.mjs";
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";

/** Of an old day, under ids that the server does not have. */
const old = createTraces(Date.UTC(2020, 5, 1, 12)).filter(
  ({ traceId }) => traceId === ids.checkout,
);
const oldId = "0ddba11".padStart(32, "0");
const oldFile = JSON.stringify(toOtlp(old)).replaceAll(ids.checkout, oldId);

/** Opens a file beside the server, and goes back to the server's search. */
async function openBeside(page: Page, body = oldFile): Promise<void> {
  await page
    .getByLabel("Choose trace files")
    .setInputFiles({ name: "old.json", mimeType: "application/json", buffer: Buffer.from(body) });
  await rest(page);
  await expect(spans(page)).toBeVisible();
  await page.getByRole("button", { name: /^Source: / }).click();
  await page.getByRole("menuitemradio", { name: /^Jaeger/ }).click();
  await rest(page);
}
const files = (page: Page) =>
  searchForm(page).getByRole("checkbox", { name: /^Search open files as well/ });

test.describe("open files", () => {
  test("are searched beside the server, and what is theirs opens from them", async ({
    page,
    site,
  }) => {
    const server = site("v2.20");
    await server.open("search");
    await expect(files(page)).toHaveCount(0);
    await openBeside(page);
    await search(page, { Service: "storefront" });
    await expect(resultLink(page, oldId)).toHaveCount(0);
    await files(page).check();
    await page.getByRole("button", { name: "Search that time" }).click();
    await searchForm(page).getByLabel("To", { exact: true }).fill("2099-01-01T00:00");
    await searchForm(page).getByRole("button", { name: "Find traces" }).click();
    await rest(page);
    await expect(page).toHaveURL(/[?&]files=1/);
    await expect(page.getByRole("banner")).toContainText("Jaeger 2.20 · v3 + 1 file");
    await expect(page.getByRole("button", { name: "Change the search" })).toBeHidden();
    await expect(resultLink(page, ids.checkout)).toBeVisible();
    await expect(resultLink(page, oldId)).toBeVisible();
    const rows = results(page).getByRole("row");
    await expect(rows.getByText("File", { exact: true })).toHaveCount(1);

    await expect(page.getByRole("button", { name: "Graph of these" })).toHaveAttribute(
      "title",
      /one source/,
    );
    await expectAccessible(page, "results of a server and files");

    await resultLink(page, oldId).click();
    await rest(page);
    await expect(page).toHaveURL(/source=files/);
    await expect(spans(page)).toBeVisible();
    await page.getByRole("link", { name: "Results" }).click();
    await rest(page);
    await expect(page).not.toHaveURL(/source=files/);
    await expect(resultLink(page, oldId)).toBeVisible();

    // All of them, whichever side they are of, in one file.
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download" }).click();
    await page.getByRole("menuitem", { name: "OTLP JSON" }).last().click();
    const saved = await readFile(await (await download).path(), "utf8");
    for (const id of [oldId, ids.checkout]) expect(saved).toContain(`"traceId":"${id}"`);

    // One of each side, side by side.
    for (const id of [oldId, ids.checkout]) {
      await rows
        .filter({ has: page.locator(`[href*="/trace/${id}"]`) })
        .getByRole("checkbox")
        .check();
    }
    await page.getByRole("button", { name: "Compare" }).click();
    await rest(page);
    await expect(page.getByRole("treegrid", { name: "Span differences" })).toBeVisible();
  });

  test("are searched again from the link, also after a reload", async ({ page, site }) => {
    const server = site("v2.20");
    await server.open("search");
    await openBeside(page);
    const [start, end] = [Date.UTC(2020, 0) * 1000, Date.UTC(2099, 0) * 1000];
    await server.open(
      `search?service=storefront&start=${start}&end=${end}&lookback=custom&files=1`,
    );
    await expect(resultLink(page, oldId)).toBeVisible();
    await expect(resultLink(page, ids.checkout)).toBeVisible();
    await expect(files(page)).toBeChecked();
    await files(page).uncheck();
    await searchForm(page).getByRole("button", { name: "Find traces" }).click();
    await rest(page);
    await expect(page).not.toHaveURL(/files=1/);
    await expect(resultLink(page, oldId)).toHaveCount(0);
  });

  test("are there when the server cannot be searched", async ({ page, site, allowed }) => {
    allowed.push(networkComplaints);
    const server = site("v2.20");
    await server.open("search");
    await openBeside(page);
    await server.behave("500", "/api/v3/trace-summaries");
    await files(page).check();
    await page.getByRole("button", { name: "Search that time" }).click();
    await searchForm(page).getByRole("button", { name: "Find traces" }).click();
    await rest(page);
    await expect(page.getByRole("alert")).toContainText("The server could not be searched");
    await expect(resultLink(page, oldId)).toBeVisible();
    await server.behave("");
    await page.getByRole("alert").getByRole("button", { name: "Retry" }).click();
    await rest(page);
    await expect(page.getByRole("alert")).toHaveCount(0);
    await expect(resultLink(page, oldId)).toBeVisible();
  });
});
