import type { Page } from "@playwright/test";
import { details, expect, rest, resultLink, search, spanRow, spans } from "../e2e/support";
import { startServices, type Services } from "./services/run";
import { pythonInstrument } from "./settings";
import { test } from "./support";

// What services made with the SDKs of OpenTelemetry do, as the page shows it.

/** A row of the timeline: how deep it is, and what its name begins with. */
type Row = readonly [level: number, name: string];

async function rowsOf(page: Page): Promise<readonly Row[]> {
  const rows = await spans(page)
    .getByRole("row")
    .evaluateAll((all) =>
      all.map((row) => [row.getAttribute("aria-level"), row.getAttribute("aria-label")] as const),
    );
  return rows.map(([level, label]) => [Number(level), (label ?? "").split(",", 1)[0] ?? ""]);
}

/** The rows of a part, as many times as the video has parts. */
const publishing: readonly Row[] = [[4, "video-processor: parts publish"]];

const processing = (thumbnails: boolean): readonly Row[] => [
  [5, "video-worker: parts process"],
  ...(thumbnails
    ? ([
        [6, "video-worker: GET"],
        [7, "video-thumbnails: GET /thumbnails/<int:part>"],
      ] as const)
    : []),
];

const authorised: readonly Row[] = [
  [1, "video-gateway: POST /videos/{id}/process"],
  [2, "video-gateway: GET"],
  [3, "video-auth: GET /verify"],
  [4, "video-auth: look up user"],
];

async function traceOf(
  services: Services,
  { video, user }: { readonly video: string; readonly user: string },
): Promise<{ readonly traceId: string; readonly status: number }> {
  // Who calls the gateway decides on the id, as a front end with traces of its own does.
  const traceId = Buffer.from(`${video}-${user}-----------------`.slice(0, 16)).toString("hex");
  const response = await fetch(`${services.gatewayUrl}/videos/${video}/process`, {
    method: "POST",
    headers: { "x-user": user, traceparent: `00-${traceId}-00000000000000aa-01` },
  });
  return { traceId, status: response.status };
}

test("what a system of services does is what is shown of it", async ({ page, ownJaeger }) => {
  const jaeger = await ownJaeger();
  const services = await startServices(jaeger.otlpUrl, pythonInstrument());
  try {
    const { thumbnails } = services;
    const whole = await traceOf(services, { video: "match", user: "ada" });
    expect(whole.status).toBe(202);
    const refused = await traceOf(services, { video: "match", user: "mallory" });
    expect(refused.status).toBe(401);
    const broken = await traceOf(services, { video: "broken", user: "ada" });
    expect(broken.status).toBe(500);
    const expected: readonly Row[] = [
      ...authorised,
      [2, "video-gateway: POST"],
      [3, "video-processor: POST /videos/{id}/process"],
      [4, "video-processor: cut video"],
      ...publishing,
      ...processing(thumbnails),
      ...publishing,
      ...processing(thumbnails),
    ];
    // The worker goes on when the gateway has answered.
    await page.goto(`${jaeger.productUrl}/trace/${whole.traceId}`);
    await rest(page);
    await expect(async () => {
      await page.getByRole("button", { name: "Refresh" }).click();
      await rest(page);
      await expect(spans(page)).toHaveAttribute("aria-rowcount", String(expected.length), {
        timeout: 1000,
      });
    }).toPass();
    expect(await rowsOf(page)).toEqual(expected);
    await expect(page.getByRole("list", { name: "Trace summary" })).toContainText("No errors");

    // Context went through the queue, with what the worker noted.
    await spanRow(page, "video-worker: parts process").first().click();
    await rest(page);
    await expect(details(page)).toContainText("Consumer");
    await expect(details(page)).toContainText("http-queue");
    await expect(details(page)).toContainText("encoded");
    await expect(details(page)).toContainText("video.bitrate");
    await expect(details(page)).toContainText("spanwise.test.video-worker");

    // The trace of the joined parts links to both of them.
    await page.goto(`${jaeger.productUrl}/search`);
    await rest(page);
    await search(page, { Service: "video-worker", Operation: "join parts" });
    await page
      .getByRole("table", { name: "Traces" })
      .getByRole("link", { name: /join parts/ })
      .click();
    await rest(page);
    await expect(spans(page)).toHaveAttribute("aria-rowcount", "1");
    await spanRow(page, "video-worker: join parts").click();
    await rest(page);
    const links = details(page)
      .getByRole("link")
      .and(page.locator(`[href*="${whole.traceId}"]`));
    await links.last().click();
    await rest(page);
    await expect(page).toHaveURL(new RegExp(`/trace/${whole.traceId}`));
    await expect(spans(page).locator("[aria-selected=true]")).toHaveAccessibleName(
      /^video-processor: parts publish/,
    );

    // Who was refused, and why.
    await page.goto(`${jaeger.productUrl}/search`);
    await rest(page);
    await search(page, {
      Service: "video-gateway",
      Operation: "",
      Attributes: "http.response.status_code=401 user.name=mallory",
    });
    await resultLink(page, refused.traceId).click();
    await rest(page);
    expect(await rowsOf(page)).toEqual(authorised);
    await expect(page.getByRole("list", { name: "Trace summary" })).toContainText("3 errors");
    await spanRow(page, "video-auth: look up user").click();
    await rest(page);
    for (const words of ["RangeError", "no such user: mallory", "Error", "SELECT * FROM users"]) {
      await expect(details(page)).toContainText(words);
    }
    await spanRow(page, "video-auth: GET /verify").click();
    await rest(page);
    await expect(details(page)).toContainText("unknown user");

    // Where the processor broke.
    await page.goto(`${jaeger.productUrl}/trace/${broken.traceId}`);
    await rest(page);
    expect(await rowsOf(page)).toEqual([
      ...authorised,
      [2, "video-gateway: POST"],
      [3, "video-processor: POST /videos/{id}/process"],
      [4, "video-processor: cut video"],
    ]);
    await expect(page.getByRole("list", { name: "Trace summary" })).toContainText("3 errors");
    await spanRow(page, "video-processor: cut video").click();
    await rest(page);
    await expect(details(page)).toContainText("unknown codec in broken");
    await expect(details(page)).toContainText("opened");
    await expect(details(page)).not.toContainText("video.parts");
  } finally {
    await services.stop();
  }
});
