import fc from "fast-check";
import { expect, test } from "vitest";
import type { SearchAnswer, SearchQuery } from "@/model/search-query";
import type { TraceSummary } from "@/model/trace-summary";
import { joined, olderQuery, searchOlder, unseen } from "./older-search";

interface Stored {
  readonly summary: TraceSummary;
  /** Microseconds of the span that a search finds. */
  readonly match: number;
}

const summary = (traceId: string, startMicro: number, durationMicro: number): TraceSummary => ({
  traceId,
  rootService: "a",
  rootName: "b",
  startUnixNano: BigInt(startMicro) * 1000n,
  durationNs: durationMicro * 1000,
  spanCount: 1,
  errorCount: 0,
  orphanCount: 0,
  services: [],
});
const stores = fc
  .array(
    fc.tuple(
      fc.integer({ min: 0, max: 100 }),
      fc.integer({ min: 0, max: 30 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    ),
    { maxLength: 40 },
  )
  .map((all) =>
    all.map(([start, duration, share], i): Stored => ({
      summary: summary(`t${i}`, start, duration),
      match: start + Math.floor(duration * share),
    })),
  );
const query: SearchQuery = { attributes: {}, startUnixMicro: 0, endUnixMicro: 200, limit: 3 };

/** As the sources answer: newest trace first, by the window of the matching span. */
const source =
  (store: readonly Stored[]) =>
  async (asked: SearchQuery): Promise<SearchAnswer> => {
    const found = store
      .filter(({ match }) => match >= asked.startUnixMicro && match <= asked.endUnixMicro)
      .map((one) => one.summary)
      .toSorted((a, b) => Number(b.startUnixNano - a.startUnixNano))
      .slice(0, asked.limit);
    return { summaries: found, route: "local", limitReached: found.length >= asked.limit };
  };

test("page after page finds every trace of the window, each once", async () => {
  await fc.assert(
    fc.asyncProperty(stores, async (store) => {
      const ask = source(store);
      const first = await ask(query);
      let loaded = first.summaries;
      let exhausted = !first.limitReached;
      for (let page = 0; !exhausted; page += 1) {
        expect(page).toBeLessThan(60);
        const more = await searchOlder(query, loaded, ask);
        loaded = joined(loaded, more.found);
        exhausted = more.exhausted;
      }
      expect(loaded.map(({ traceId }) => traceId).toSorted()).toEqual(
        store.map((one) => one.summary.traceId).toSorted(),
      );
    }),
  );
});

test("nothing older is asked for outside the window, or without a result", () => {
  expect(olderQuery(query, [])).toBeUndefined();
  const early = { ...query, startUnixMicro: 50 };
  expect(olderQuery(early, [summary("a", 50, 10)], true)).toBeUndefined();
  expect(olderQuery(early, [summary("a", 60, 0)], true)).toMatchObject({ endUnixMicro: 59 });
});

test("traces that have grown are news, and take the place of what they were", () => {
  const before = [summary("a", 1, 1), summary("b", 2, 1)];
  const grown = { ...summary("a", 1, 5), spanCount: 4 };
  expect(unseen([grown, summary("b", 2, 1), summary("c", 3, 1)], before)).toEqual([
    grown,
    summary("c", 3, 1),
  ]);
  expect(joined(before, [grown])).toEqual([grown, summary("b", 2, 1)]);
});
