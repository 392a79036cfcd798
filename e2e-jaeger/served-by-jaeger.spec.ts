import { details, expect, rest, resultLink, search, spanRow } from "../e2e/support";
import { sendOtlp } from "../scripts/jaeger/otlp.mjs";
import { distFolder, jaegerVersion } from "./settings";
import { test } from "./support";
import { ids, system, toOtlp } from "./system";

for (const basePath of ["", "/tools/jaeger"]) {
  test.describe(`Spanwise as the page of a Jaeger at ${basePath || "/"}`, () => {
    test("searches, opens, and reloads any page", async ({ page, ownJaeger }) => {
      const jaeger = await ownJaeger({ basePath, assetsPath: distFolder });
      const nowMs = Date.now();
      for (const trace of system) await sendOtlp(jaeger.otlpUrl, toOtlp(trace, nowMs));

      await page.goto(`${jaeger.url}/`);
      await rest(page);
      await expect(page).toHaveURL(`${jaeger.url}/search`);
      await expect(page.getByRole("banner")).toContainText(
        jaegerVersion().split(".").slice(0, 2).join("."),
      );
      await search(page, { Service: "shop-orders", Operation: "Place order" });
      await resultLink(page, ids.checkout).click();
      await rest(page);
      await expect(page).toHaveURL(new RegExp(`^${jaeger.url}/trace/${ids.checkout}`));
      await spanRow(page, "shop-orders: Place order").click();
      await rest(page);
      await page.reload();
      await rest(page);
      await expect(spanRow(page, "shop-orders: Place order")).toHaveAttribute(
        "aria-selected",
        "true",
      );
      await expect(details(page)).toContainText("card declined by issuer");
    });

    test("opens deep links", async ({ page, ownJaeger }) => {
      const jaeger = await ownJaeger({ basePath, assetsPath: distFolder });
      const nowMs = Date.now();
      for (const trace of system) await sendOtlp(jaeger.otlpUrl, toOtlp(trace, nowMs));
      await page.goto(`${jaeger.url}/trace/${ids.job}`);
      await rest(page);
      await expect(spanRow(page, "shop-worker: restock process")).toBeVisible();
      await page.goto(`${jaeger.url}/search?service=shop-gateway&lookback=1h&limit=20`);
      await rest(page);
      await expect(resultLink(page, ids.slow)).toBeVisible();
    });
  });
}
