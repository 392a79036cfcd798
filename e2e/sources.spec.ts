import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { en } from "../src/i18n/en";
import { toNdjson, toOtlp, toV1Trace, toZipkin, v1Envelope } from "./fixtures/formats.mjs";
import { createTraces, ids } from "./fixtures/traces.mjs";
import {
  details,
  expect,
  networkComplaints,
  rest,
  resultLink,
  results,
  search,
  spanRow,
  spans,
  test,
} from "./support";

const traces = createTraces(Date.UTC(2026, 0, 12, 14, 30));
const trace = (id: string) => traces.filter(({ traceId }) => traceId === id);
const checkout = trace(ids.checkout);

interface NamedFile {
  readonly name: string;
  readonly body: string | Buffer;
}

/** Drops files onto the page, as from a folder. */
async function drop(page: Page, files: readonly NamedFile[]): Promise<void> {
  const sent = files.map(({ name, body }) => ({
    name,
    base64: Buffer.from(body).toString("base64"),
  }));
  const data = await page.evaluateHandle(async (list) => {
    const transfer = new DataTransfer();
    for (const { name, base64 } of list) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0);
      transfer.items.add(new File([bytes], name));
    }
    return transfer;
  }, sent);
  const main = page.getByRole("main");
  for (const type of ["dragenter", "dragover", "drop"]) {
    await main.dispatchEvent(type, { dataTransfer: data });
  }
  await rest(page);
}

test.describe("without a Jaeger", () => {
  test.beforeEach(({ allowed }) => void allowed.push(networkComplaints));

  test("demo data can be searched and read, and links to it hold", async ({ page, site }) => {
    await site("refused").open("");
    await page.getByRole("button", { name: "Look at demo data" }).click();
    await rest(page);
    await expect(page).toHaveURL(/source=demo/);
    await expect(page.getByRole("banner")).toContainText("Demo data");
    await search(page, { Service: "api-gateway" });
    await expect(results(page)).toBeVisible();
    await results(page).getByRole("link").first().click();
    await rest(page);
    await expect(page).toHaveURL(/\/trace\/[0-9a-f]{32}\?.*source=demo/);
    await expect(spans(page)).toBeVisible();
    const id = /\/trace\/([0-9a-f]{32})/.exec(page.url())?.[1];
    await page.reload();
    await rest(page);
    expect(page.url()).toContain(id ?? "none");
    await spans(page).getByRole("row", { name: /: / }).first().click();
    await rest(page);
    await expect(details(page)).toBeVisible();
  });

  test("a file can be picked and read", async ({ page, site }) => {
    await site("refused").open("");
    // Whatever it is called: the browser's dialog would grey out names that are not on a list.
    await expect(page.getByLabel("Choose trace files")).not.toHaveAttribute("accept");
    const chooser = page.waitForEvent("filechooser");
    await page
      .getByRole("main")
      .getByRole("button", { name: /Open files/ })
      .click();
    await (
      await chooser
    ).setFiles({
      name: "checkout.json",
      mimeType: "application/json",
      buffer: Buffer.from(JSON.stringify(v1Envelope(checkout.map(toV1Trace)))),
    });
    await rest(page);
    await expect(spanRow(page, "storefront: POST /checkout")).toBeVisible();
    await expect(page.getByRole("banner")).toContainText("1 file");
  });
});

test.describe("a dropped file", () => {
  const kinds: readonly (readonly [string, NamedFile])[] = [
    ["Jaeger JSON", { name: "v1.json", body: JSON.stringify(v1Envelope(checkout.map(toV1Trace))) }],
    ["OTLP JSON", { name: "otlp.json", body: JSON.stringify(toOtlp(checkout)) }],
    [
      "an answer of Jaeger v3",
      { name: "v3.json", body: JSON.stringify({ result: toOtlp(checkout) }) },
    ],
    ["Zipkin JSON", { name: "zipkin.json", body: JSON.stringify(checkout.flatMap(toZipkin)) }],
    ["OTLP in lines", { name: "otlp.ndjson", body: toNdjson(checkout) }],
    ["gzipped JSON", { name: "otlp.json.gz", body: gzipSync(JSON.stringify(toOtlp(checkout))) }],
  ];
  for (const [what, file] of kinds) {
    test(`of ${what} opens`, async ({ page, site }) => {
      await site("v2.20").open("search");
      await drop(page, [file]);
      await expect(page).toHaveURL(new RegExp(`/trace/${ids.checkout}.*source=files`));
      await expect(spans(page)).toHaveAttribute("aria-rowcount", /^1[12]$/);
      await spanRow(page, "payments: shop.Payments/Charge").click();
      await rest(page);
      await expect(details(page)).toContainText("card declined by issuer");
      await expect(details(page)).toContainText("payment.currency");
    });
  }

  test("with several traces becomes a source to search", async ({ page, site }) => {
    await site("v2.20").open("search");
    await drop(page, [
      { name: "a.ndjson", body: toNdjson(traces.slice(0, 2)) },
      { name: "b.json", body: JSON.stringify(toOtlp(trace(ids.large))) },
    ]);
    await expect(page).toHaveURL(/\/search\?.*source=files/);
    await expect(page.getByRole("banner")).toContainText("2 files");
    await expect(resultLink(page, ids.checkout)).toBeVisible();
    await expect(resultLink(page, ids.large)).toBeVisible();
    await search(page, { Service: "payments" });
    await expect(results(page).getByRole("checkbox")).toHaveCount(1);
  });

  test("is closed by itself, and stays closed", async ({ page, site }) => {
    await site("v2.20").open("search");
    await drop(page, [
      { name: "a.ndjson", body: toNdjson(traces.slice(0, 2)) },
      { name: "b.json", body: JSON.stringify(toOtlp(trace(ids.large))) },
    ]);
    const list = page.getByRole("region", { name: en.app.files.heading });
    await list.getByRole("button", { name: en.app.files.close("b.json") }).click();
    await rest(page);
    await expect(list.getByRole("listitem")).toHaveCount(1);
    await expect(list.getByRole("button", { name: en.app.files.dismiss })).toBeFocused();
    await expect(page.getByRole("banner")).toContainText("1 file");
    await expect(resultLink(page, ids.checkout)).toBeVisible();
    await expect(resultLink(page, ids.large)).toHaveCount(0);
    await page.reload();
    await rest(page);
    await expect(page.getByRole("banner")).toContainText("1 file");
  });

  test("joins those of an earlier visit, and leaves the server's results where they were", async ({
    page,
    site,
  }) => {
    const server = site("v2.20");
    const one = { name: "one.json", body: JSON.stringify(toOtlp(trace(ids.large))) };
    const two = { name: "two.json", body: JSON.stringify(toOtlp(trace(ids.restock))) };
    const found = results(page).getByRole("checkbox");
    const go = async (name: RegExp) => {
      await page.getByRole("button", { name: /^Source: / }).click();
      await page.getByRole("menuitemradio", { name }).click();
      await rest(page);
    };
    await server.open("search");
    await drop(page, [one]);
    await expect(spans(page)).toBeVisible();
    await server.open("search?service=storefront&lookback=1h");
    await drop(page, [two]);
    await expect(page.getByRole("banner")).toContainText("2 files");
    // What was dropped is one trace, whatever else is there.
    await expect(page).toHaveURL(new RegExp(`/trace/${ids.restock}`));
    await page.goBack();
    await rest(page);
    await go(/files$/);
    await expect(found).toHaveCount(2);
    await go(/^Jaeger/);
    await expect(page).toHaveURL(/service=storefront/);
    await expect(found).toHaveCount(5);
    await go(/files$/);
    await expect(found).toHaveCount(2);
  });

  for (const [what, file] of [
    ["broken JSON", { name: "broken.json", body: '{"data":[{"traceID":"ab", oops' }],
    ["another format", { name: "other.json", body: '{"hello":"world"}' }],
    ["nothing", { name: "empty.json", body: "" }],
    ["a picture", { name: "picture.png", body: Buffer.from("89504e470d0a1a0a0000", "hex") }],
  ] as const) {
    test(`of ${what} is refused, and what is open stays`, async ({ page, site }) => {
      await site("v2.20").open(`trace/${ids.restock}`);
      await drop(page, [file]);
      await expect(page.getByText(en.app.files.heading).first()).toBeVisible();
      await expect(page.getByText(file.name).first()).toBeVisible();
      await expect(page).toHaveURL(new RegExp(`/trace/${ids.restock}`));
      await page.keyboard.press("Escape");
      await expect(spanRow(page, "stock: orders process")).toBeVisible();
    });
  }

  test("that is broken does not spoil the others", async ({ page, site }) => {
    await site("v2.20").open("search");
    await drop(page, [
      { name: "broken.json", body: "{" },
      { name: "good.json", body: JSON.stringify(toOtlp(checkout)) },
    ]);
    await expect(page.getByText("broken.json").first()).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`/trace/${ids.checkout}`));
  });

  test("is there after a reload", async ({ page, site }) => {
    await site("v2.20").open("search");
    await drop(page, [{ name: "good.json", body: JSON.stringify(toOtlp(checkout)) }]);
    await expect(spans(page)).toBeVisible();
    await expect(page.getByText(/^1 file kept, /)).toBeVisible();
    await page.reload();
    await rest(page);
    await expect(spanRow(page, "storefront: POST /checkout")).toBeVisible();
    await expect(page.getByRole("banner")).toContainText("1 file");
  });

  test("is opened anew, and nothing waits, where the browser's database says nothing", async ({
    page,
    site,
  }) => {
    await page.addInitScript(() => {
      const kept = { keep: true, count: 1, bytes: 9 };
      localStorage.setItem("spanwise.keptFiles.v1", JSON.stringify(kept));
      IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest;
    });
    await site("v2.20").open(`trace/${ids.checkout}?source=files`);
    await expect(page.getByRole("main")).toContainText(en.app.files.goneTitle);
    await drop(page, [{ name: "good.json", body: JSON.stringify(toOtlp(checkout)) }]);
    await expect(spanRow(page, "storefront: POST /checkout")).toBeVisible();
  });

  test("that is not kept has to be opened again after a reload", async ({ page, site }) => {
    await site("v2.20").open("search");
    await drop(page, [{ name: "good.json", body: JSON.stringify(toOtlp(checkout)) }]);
    await expect(spans(page)).toBeVisible();
    await page.getByRole("checkbox", { name: /^Keep these files/ }).uncheck();
    await expect(page.getByText("They go with the page.")).toBeVisible();
    await rest(page);
    await page.reload();
    await rest(page);
    await expect(page.getByRole("main")).toContainText(en.app.files.goneTitle);
    await expect(page.getByRole("main").getByRole("button", { name: /Open files/ })).toBeVisible();
  });
});

test("two tabs keep the files of both, and one look", async ({ page, site, context }) => {
  const server = site("v2.20");
  const other = await context.newPage();
  await server.open("search");
  await other.goto(`${server.base}search`);
  await drop(page, [{ name: "one.json", body: JSON.stringify(toOtlp(checkout)) }]);
  await expect(spans(page)).toBeVisible();
  await drop(other, [{ name: "two.json", body: JSON.stringify(toOtlp(trace(ids.restock))) }]);
  await expect(spans(other)).toBeVisible();
  await rest(other);
  await page.reload();
  await rest(page);
  await expect(spanRow(page, "storefront: POST /checkout")).toBeVisible();
  await expect(page.getByRole("banner")).toContainText("2 files");
  await page.getByRole("button", { name: /^Theme/ }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect(other.locator("html")).toHaveAttribute("data-theme", "dark");
});
