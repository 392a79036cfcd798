import { demoParts } from "@/backend/demo/demo-parts";
import { detectBackend } from "@/backend/detect";
import { createJaegerBackend } from "@/backend/jaeger-backend";
import { createInProcessEngine } from "@/engine/in-process-engine";
import type { Page } from "@playwright/test";
import { expect, rest } from "../e2e/support";
import { sendOtlp, type TracesData } from "../scripts/jaeger/otlp.mjs";
import { feed, test } from "./support";

type Counts = Readonly<Record<string, number>>;

interface Link {
  readonly parent: string;
  readonly child: string;
  readonly callCount: number;
}

/** By "caller → callee", in order; a service's calls of itself are left out, as graphs do. */
const countsOf = (links: readonly Link[]): Counts =>
  Object.fromEntries(
    links
      .filter(({ parent, child }) => parent !== child)
      .map(({ parent, child, callCount }) => [`${parent} → ${child}`, callCount] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );

async function countsOnPage(page: Page): Promise<Counts> {
  const rows = page.getByRole("table", { name: "Service calls" }).getByRole("row");
  const texts = await rows.evaluateAll((all) =>
    all.slice(1).map((row) => [...row.children].map((cell) => cell.textContent ?? "")),
  );
  return countsOf(
    texts.map(([parent = "", child = "", calls = ""]) => ({
      parent,
      child,
      callCount: Number(calls.replaceAll(/\D/g, "")),
    })),
  );
}

test("the dependencies are those of the server, and the same when they are counted here", async ({
  page,
  ownJaeger,
}) => {
  const jaeger = await ownJaeger();
  const nowMs = await feed(jaeger.otlpUrl);
  for (const part of demoParts(nowMs)) {
    if (part.trim() !== "") await sendOtlp(jaeger.otlpUrl, JSON.parse(part) as TracesData);
  }
  const dayMs = 24 * 3_600_000;
  const window = `endTs=${nowMs + 60_000}&lookback=${dayMs}`;
  const answer = await fetch(`${jaeger.url}/api/dependencies?${window}`);
  const { data } = (await answer.json()) as { data: readonly Link[] };
  const ofServer = countsOf(data);
  expect(Object.keys(ofServer).length).toBeGreaterThan(5);

  await page.goto(`${jaeger.productUrl}/dependencies?lookback=24h`);
  await rest(page);
  await expect(page.getByRole("figure", { name: "Service dependencies" })).toBeVisible();
  expect(await countsOnPage(page)).toEqual(ofServer);

  // The same figures out of the traces themselves.
  const baseUrl = `${jaeger.url}/`;
  const engine = createInProcessEngine();
  const info = await detectBackend({ baseUrl, nowMs });
  const backend = createJaegerBackend({ baseUrl, info, reader: engine });
  const source = backend.tracesSource?.({
    attributes: {},
    startUnixMicro: (nowMs - dayMs) * 1000,
    endUnixMicro: (nowMs + 60_000) * 1000,
    limit: 10_000,
  });
  if (!source) throw new Error("A Jaeger has no traces to count");
  const { graph } = await engine.serviceGraphOf(source, "service");
  const counted = new Map<string, Link>();
  for (const { from, to, relation, calls } of graph.edges) {
    if (relation !== "call" && relation !== "message") continue;
    const [parent = "", child = ""] = [from, to].map((node) => graph.nodes[node]?.service);
    const key = JSON.stringify([parent, child]);
    const before = counted.get(key)?.callCount ?? 0;
    counted.set(key, { parent, child, callCount: before + calls });
  }
  expect(countsOf([...counted.values()])).toEqual(ofServer);
});
