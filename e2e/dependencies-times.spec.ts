import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "./axe";
import { calls, node, row, selection, textOf } from "./graph-parts";
import { expect, networkComplaints, rest, test } from "./support";

const differences = (page: Page): Locator =>
  page.getByRole("table", { name: "Differences in service calls" });

test.describe("two times compared", () => {
  test("the server's own counts: what is new, what is gone, in the URL", async ({ page, site }) => {
    const server = site("v2.20");
    // Five minutes, in which two traces begin, and the five before them.
    await server.open("dependencies?lookback=5m");
    await expect(page.getByLabel("Lookback").locator("option:checked")).toHaveText(
      "Last 5 minutes",
    );
    await page.getByLabel("Compare with").selectOption("The time just before");
    await rest(page);
    await expect(page).toHaveURL(/against=before/);
    await expect(page.getByText(/A is .* B is .*own count/)).toBeVisible();
    await expect(node(page, "payments")).toHaveAccessibleName(/only in B/);
    await expect(differences(page).getByRole("row").filter({ hasText: "payments" })).toContainText(
      "only in B",
    );
    const counts = (await server.requests()).filter(({ url }) => url.includes("/dependencies?"));
    const ends = counts.map(({ url }) =>
      Number(new URL(url, "http://x").searchParams.get("endTs")),
    );
    const [later = 0, earlier = 0] = ends;
    expect(later - earlier).toBe(300_000);
    await page.goBack();
    await rest(page);
    await expect(calls(page)).toBeVisible();
  });

  test("a search, with a time that is chosen", async ({ page, site, allowed }) => {
    allowed.push(networkComplaints);
    await site("refused").open("dependencies?source=demo&from=search&lookback=1h&against=1d");
    await page.getByLabel("Compare with").selectOption("A chosen time");
    await rest(page);
    await expect(page).toHaveURL(/against=\d{16}/);
    const start = page.getByLabel("A begins at");
    const before = await start.inputValue();
    await start.fill("2001-02-03T04:05:06");
    await rest(page);
    await expect(page).toHaveURL(/against=981173106000000/);
    await expect(page.getByText(/A is 2001-02-03 04:05:06–/)).toBeVisible();
    expect(before).not.toBe("2001-02-03T04:05:06");
    await page.reload();
    await rest(page);
    await expect(start).toHaveValue("2001-02-03T04:05:06");
    await page.getByLabel("Compare with").selectOption("Nothing");
    await rest(page);
    await expect(calls(page)).toBeVisible();
  });

  test("figure by figure, with spans of both times, saved with both", async ({
    page,
    site,
    allowed,
  }) => {
    allowed.push(networkComplaints);
    await site("refused").open("dependencies?source=demo&from=search&lookback=2h&against=before");
    await page.getByLabel("Changes in").selectOption("Calls");
    await rest(page);
    await expect(page).toHaveURL(/graphColor=calls/);
    await expect(page.getByRole("group", { name: "Legend" })).toContainText("higher in B by 10%");
    const first = differences(page).getByRole("row").filter({ hasText: "gpu-worker" }).first();
    await first.getByRole("button").click();
    await rest(page);
    const panel = selection(page);
    await expect(panel.getByRole("columnheader")).toHaveText(["Figure", "A", "B", "Difference"]);
    await expect(panel.getByRole("rowheader")).toContainText([
      "Calls",
      "Errors",
      "Share of errors",
    ]);
    await expect(panel.getByRole("heading", { name: "Slowest spans in A" })).toBeVisible();
    await expect(panel.getByRole("heading", { name: "Slowest spans in B" })).toBeVisible();
    await differences(page).getByRole("button", { name: "Calls, Difference" }).click();
    await expect(
      differences(page).getByRole("columnheader", { name: "Calls, Difference" }),
    ).toHaveAttribute("aria-sort", "descending");
    await page.getByRole("button", { name: "Save graph" }).click();
    const [saved] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name: "Table as CSV" }).click(),
    ]);
    expect(await textOf(saved)).toMatch(/^caller,callee,relation,a_calls,.*,b_calls,/);
    await expectAccessible(page, "two searches compared");
  });

  test("keeps the later time where the earlier one cannot be had", async ({
    page,
    site,
    allowed,
  }) => {
    allowed.push(networkComplaints);
    const server = site("v2.20");
    await server.open("dependencies");
    await server.behave("500", "/api/dependencies");
    await page.getByLabel("Compare with").selectOption("The same time a week before");
    await rest(page);
    await expect(page.getByRole("alert")).toContainText("the earlier time, A, could not");
    await expect(node(page, "checkout")).toBeVisible();
    await server.behave("");
    await page.getByRole("alert").getByRole("button", { name: "Retry" }).click();
    await rest(page);
    await expect(differences(page)).toBeVisible();
  });
});

test("the server's own counts stand beside those of a search, differences marked", async ({
  page,
  site,
}) => {
  const server = site("v2.20");
  await server.open("dependencies?from=search&service=storefront&lookback=1h");
  await page.getByLabel("Server’s own counts beside them").check();
  await rest(page);
  await expect(page).toHaveURL(/beside=server/);
  await expect(calls(page).getByRole("columnheader", { name: "Server’s calls" })).toBeVisible();
  await expect(page.getByText(/Server’s calls are its own count of all traces/)).toBeVisible();
  const same = row(page, "checkout", "payments").getByRole("cell");
  await expect(same.nth(2)).toHaveText("1");
  await expect(same.nth(2).getByRole("img")).toHaveCount(0);
  const alone = row(page, "reports", "stock");
  await expect(alone).toContainText("only counted by the server");
  await expect(alone.getByRole("img", { name: /Counted here: 0/ })).toBeVisible();
  const asked = (await server.requests()).map(({ url }) => url);
  expect(asked.filter((url) => url.startsWith("/api/dependencies?"))).toHaveLength(1);
  expect(asked.filter((url) => /deep-dependencies|quality-metrics/.test(url))).toEqual([]);
  await expectAccessible(page, "the server's counts beside those of a search");
});
