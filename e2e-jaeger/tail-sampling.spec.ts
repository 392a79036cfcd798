import { fileURLToPath } from "node:url";
import { expect, rest, resultLink, results, search } from "../e2e/support";
import { feed, test } from "./support";
import type { SystemSpan, SystemTrace } from "./system";

const configFile = fileURLToPath(new URL("../deploy/jaeger-tail-sampling.yaml", import.meta.url));
const ms = 1_000_000;
/** Of each kind that is kept, and of the rest. */
const some = 6;
const rest200 = 200;

function traces(
  kind: number,
  count: number,
  durationMs: number,
  more: Partial<SystemSpan> = {},
): readonly SystemTrace[] {
  return Array.from({ length: count }, (_, i) => {
    // Spread over all ids, since those that are kept of the rest are chosen by theirs.
    const traceId = `${kind}${(i + 1).toString(16).padStart(15, "0")}`.repeat(2);
    const root = { service: "sampled", kind: 2, start: 0 } as const;
    return {
      traceId,
      minutesAgo: 1,
      spans: [
        { ...root, name: `kind ${kind}`, id: traceId.slice(16), duration: durationMs * ms },
        {
          ...root,
          ...more,
          name: "step",
          id: `f${traceId.slice(17)}`,
          parent: traceId.slice(16),
          duration: ms,
        },
      ],
    };
  });
}

const failed = traces(1, some, 50, { error: "out of memory" });
const slow = traces(2, some, 2000);
const gold = traces(3, some, 50, {
  attributes: [{ key: "tenant.tier", value: { stringValue: "gold" } }],
});
const ordinary = traces(4, rest200, 1999, {
  attributes: [{ key: "tenant.tier", value: { stringValue: "silver" } }],
});

test("errors and slow traces are kept by the pipeline of `deploy`, and shown", async ({
  page,
  ownJaeger,
}) => {
  const jaeger = await ownJaeger({ configFile, env: { SAMPLING_DECISION_WAIT: "2s" } });
  // What is to be dropped comes first, and so is decided on first.
  await feed(jaeger.otlpUrl, ordinary);
  await feed(jaeger.otlpUrl, [...failed, ...slow, ...gold]);
  const kept = [...failed, ...slow, ...gold].map(({ traceId }) => traceId);
  const last = kept.at(-1) ?? "";
  const isThere = async () => (await fetch(`${jaeger.url}/api/traces/${last}`)).ok;
  await expect.poll(isThere, { timeout: 60_000 }).toBe(true);

  await page.goto(`${jaeger.productUrl}/search`);
  await rest(page);
  await search(page, { Service: "sampled", Operation: "kind 1", Limit: "500" });
  await expect(results(page).getByRole("checkbox")).toHaveCount(some);
  for (const { traceId } of failed) await expect(resultLink(page, traceId)).toBeVisible();
  await search(page, { Operation: "kind 2", "Min duration": "2s" });
  await expect(results(page).getByRole("checkbox")).toHaveCount(some);
  for (const { traceId } of slow) await expect(resultLink(page, traceId)).toBeVisible();
  await search(page, { Operation: "step", "Min duration": "", Attributes: "tenant.tier=gold" });
  await expect(results(page).getByRole("checkbox")).toHaveCount(some);

  // A tenth of the rest, by their ids.
  await search(page, { Attributes: "tenant.tier=silver" });
  const share = await results(page).getByRole("checkbox").count();
  expect(share).toBeGreaterThan(0);
  expect(share).toBeLessThan(rest200 / 3);

  const [trace] = failed;
  await page.goto(`${jaeger.productUrl}/trace/${trace?.traceId}`);
  await rest(page);
  await expect(page.getByRole("list", { name: "Trace summary" })).toContainText("1 error");
});
