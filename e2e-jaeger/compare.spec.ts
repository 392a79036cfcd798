import { expect, rest, results, search } from "../e2e/support";
import { started } from "./settings";
import { test } from "./support";
import { ids } from "./system";

test("two traces of a search are compared", async ({ page }) => {
  await page.goto(`${started().productUrl}/search`);
  await rest(page);
  await search(page, { Service: "shop-gateway", Operation: "GET /status" });
  for (const box of await results(page).getByRole("checkbox").all()) await box.check();
  await page.getByRole("button", { name: /^Compare/ }).click();
  await rest(page);
  await expect(page).toHaveURL(new RegExp(`/trace/${ids.quick}\\.\\.\\.${ids.slow}`));
  const region = page.getByRole("region", { name: "Comparison" });
  await expect(region).toContainText("B is 880 ms slower than A");
  await expect(
    page
      .getByRole("treegrid", { name: "Span differences" })
      .getByRole("row", { name: /^shop-gateway: GET \/status/ }),
  ).toContainText("900 ms");
});

test("a trace is compared with one whose id is pasted", async ({ page }) => {
  await page.goto(`${started().productUrl}/trace/${ids.quick}`);
  await rest(page);
  await page.getByRole("link", { name: "Compare with…" }).click();
  await rest(page);
  const other = page.getByRole("textbox", { name: "Trace B" });
  await other.fill(ids.slow);
  await other.press("Enter");
  await rest(page);
  const region = page.getByRole("region", { name: "Comparison" });
  await expect(region).toContainText("B is 880 ms slower than A");
});
