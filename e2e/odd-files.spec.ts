import { expect, networkComplaints, rest, spanRow, test } from "./support";
import type { Page } from "@playwright/test";

/** Opens files by the picker of the page that says that there is no Jaeger. */
async function openFiles(page: Page, files: Readonly<Record<string, string>>): Promise<void> {
  await page.locator("input[type=file]").setInputFiles(
    Object.entries(files).map(([name, body]) => {
      return { name, mimeType: "application/json", buffer: Buffer.from(body) };
    }),
  );
  await rest(page);
}

const start = 1_768_228_200_000_000_000n;
/** A trace with a span that has no service and one that has no name either. */
const nameless = JSON.stringify({
  resourceSpans: [
    {
      scopeSpans: [
        {
          spans: ["GET /", ""].map((name, n) => ({
            traceId: "0af7651916cd43dd8448eb211c80319c",
            spanId: `00f067aa0ba902b${n}`,
            ...(n > 0 && { parentSpanId: "00f067aa0ba902b0" }),
            name,
            startTimeUnixNano: String(start),
            endTimeUnixNano: String(start + 1_000_000n),
          })),
        },
      ],
    },
  ],
});

test.describe("files that are odd", () => {
  test("each say by themselves what is wrong with them", async ({ page, site, allowed }) => {
    allowed.push(networkComplaints);
    await site("refused").open("search");
    await openFiles(page, {
      "none.json": '{"resourceSpans":[]}',
      "page.json": "<!doctype html><title>Sign in</title>",
      "lines.json": `${nameless}\n{"resourceSpans":\n`,
      "text.json": "hello",
    });
    const files = page.getByRole("region", { name: "Opened files" });
    const file = (name: string) => files.getByRole("listitem").filter({ hasText: name });
    await expect(file("none.json").getByRole("alert")).toContainText("There are no spans in it");
    await expect(file("page.json").getByRole("alert")).toContainText("This is a web page");
    await expect(file("lines.json").getByRole("alert")).toContainText("The file ends too early");
    await expect(file("text.json").getByRole("alert")).toContainText(/not valid JSON.*byte 0/s);
    // What could be read is there all the same.
    await expect(spanRow(page, "unknown service: GET /")).toBeVisible();
  });

  test("lose a line that is torn, and not the rest", async ({ page, site, allowed }) => {
    allowed.push(networkComplaints);
    await site("refused").open("search");
    const torn = [nameless, nameless.slice(0, 150), nameless.replaceAll("902b", "903b")];
    await openFiles(page, { "torn.json": torn.join("\n") });
    const notice = page.getByRole("alert").filter({ hasText: "could be read: 4 spans" });
    await expect(notice).toContainText(/is left out; the rest was read.*document 2/s);
  });

  test("have spans without a service or a name, called the same everywhere", async ({
    page,
    site,
    allowed,
  }) => {
    allowed.push(networkComplaints);
    await site("refused").open("search");
    await openFiles(page, { "nameless.json": nameless });
    await expect(page).toHaveTitle("unknown service: GET / – Spanwise");
    await spanRow(page, "unknown service: (no name)").click();
    await rest(page);
    const details = page.getByRole("region", { name: "Span details" });
    await expect(details).toContainText("unknown service");
    await expect(details.getByRole("heading", { level: 2 })).toHaveText("(no name)");
    for (const [view, place] of [
      ["Statistics", page.getByRole("rowheader", { name: "unknown service" })],
      ["Flame graph", page.getByRole("row", { name: /unknown service: GET \// }).first()],
      ["Spans", page.getByRole("gridcell", { name: "unknown service" }).first()],
      ["Graph", page.getByRole("button", { name: /^unknown service/ })],
    ] as const) {
      await page.getByRole("tab", { name: view, exact: true }).click();
      await rest(page);
      await expect(place).toBeVisible();
    }
  });
});

test.describe("times that are odd", () => {
  const span = { traceId: "0af7651916cd43dd8448eb211c80319c", spanId: "00f067aa0ba902b7" };
  const file = (times: object) =>
    JSON.stringify({
      resourceSpans: [{ scopeSpans: [{ spans: [{ ...span, name: "op", ...times }] }] }],
    });

  test("are told from those that were recorded", async ({ page, site, allowed }) => {
    allowed.push(networkComplaints);
    await site("refused").open("search");
    await openFiles(page, { "none.json": file({}) });
    await expect(page.getByRole("list", { name: "Trace summary" })).toContainText(
      "no times recorded",
    );
    await spanRow(page, "unknown service: op").click();
    await rest(page);
    const fact = (term: string) =>
      page
        .getByRole("region", { name: "Span details" })
        .locator("dl > div")
        .filter({ has: page.getByText(term, { exact: true }) });
    await expect(fact("Start")).toContainText("not recorded");
    await expect(fact("Duration")).toContainText("0 ns not recorded");

    await openFiles(page, {
      "negative.json": file({
        startTimeUnixNano: String(start),
        endTimeUnixNano: String(start - 5000n),
      }).replaceAll("0af7", "1af7"),
    });
    await expect(page).toHaveURL(new RegExp(`/trace/1${span.traceId.slice(1)}`));
    await spanRow(page, "unknown service: op").click();
    await rest(page);
    await expect(fact("Start")).not.toContainText("not recorded");
    await expect(fact("Duration")).toContainText("0 ns not as recorded");
  });
});

test.describe("a server that is none", () => {
  test("is told from a trace that is not there", async ({ page, site, allowed }) => {
    allowed.push(networkComplaints);
    await site("404").open("search");
    const alert = page.getByRole("alert");
    await expect(alert).toContainText("No Jaeger in reach");
    await expect(alert).toContainText("knows none of the paths");
    await expect(alert).not.toContainText("Check the ID");
  });
});
