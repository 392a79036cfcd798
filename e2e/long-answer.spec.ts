import { expect, rest, results, search, searchForm, test } from "./support";

test.describe("an answer that takes long", () => {
  test("shows what has come, and then the whole", async ({ page, site }) => {
    const server = site("v2.20");
    await server.open("search");
    await server.behave("held", "/api/v3/trace-summaries");
    const form = searchForm(page);
    await form.getByLabel("Service", { exact: true }).fill("storefront");
    await form.getByRole("button", { name: "Find traces" }).click();
    const title = page.getByRole("heading", { level: 1 });
    await expect(title).toHaveText(/^\d+ traces? so far…$/);
    const some = Number(await results(page).getAttribute("aria-rowcount"));
    await expect(page.getByRole("button", { name: "Graph of these" })).toHaveCount(0);
    await server.behave("");
    await rest(page);
    await expect(title).toHaveText(/^\d+ traces, \d+ with errors; at most/);
    expect(Number(await results(page).getAttribute("aria-rowcount"))).toBeGreaterThan(some);
  });

  for (const [how, end] of [
    ["breaks off", "cut"],
    ["is given up", ""],
  ] as const) {
    test(`and ${how} leaves what had come, and says so`, async ({ page, site, allowed }) => {
      allowed.push(/ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONTENT_LENGTH_MISMATCH/);
      const server = site("v2.20");
      await server.open("search");
      await search(page, { Service: "storefront", "Max duration": "1ns" });
      await server.behave("held", "/api/v3/trace-summaries");
      const form = searchForm(page);
      await form.getByLabel("Max duration", { exact: true }).fill("");
      await form.getByRole("button", { name: "Find traces" }).click();
      await expect(page.getByText(/ so far…$/)).toBeVisible();
      if (end === "cut") await server.behave("cut", "/api/v3/trace-summaries");
      else await page.keyboard.press("Escape");
      await rest(page);
      await expect(page.getByText(/; the rest of the answer was not read$/)).toBeVisible();
      await expect(results(page).getByRole("link").first()).toBeVisible();
      await expect(page.getByRole("alert")).toHaveCount(end === "cut" ? 1 : 0);
      await server.behave("");
      await form.getByRole("button", { name: "Find traces" }).click();
      await rest(page);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(/at most/);
    });
  }
});
