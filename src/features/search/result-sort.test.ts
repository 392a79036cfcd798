import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { TraceSummary } from "@/model/trace-summary";
import {
  defaultSort,
  formatSort,
  nextSort,
  parseSort,
  sortColumns,
  sortSummaries,
} from "./result-sort";

const summary = (traceId: string, change: Partial<TraceSummary> = {}): TraceSummary => ({
  traceId,
  rootService: "api",
  rootName: "GET /",
  startUnixNano: 0n,
  durationNs: 1,
  spanCount: 1,
  errorCount: 0,
  orphanCount: 0,
  services: [],
  ...change,
});
const ids = (summaries: readonly TraceSummary[]) => summaries.map(({ traceId }) => traceId);

describe("the order in the URL", () => {
  test("is newest first where there is none or one that is not known", () => {
    expect(parseSort(undefined)).toEqual(defaultSort);
    expect(parseSort("-colour")).toEqual(defaultSort);
    expect(parseSort("__proto__")).toEqual(defaultSort);
  });

  test("comes back as it was written", () => {
    fc.assert(
      fc.property(fc.constantFrom(...sortColumns), fc.boolean(), (column, descending) => {
        const order = { column, descending };
        expect(parseSort(formatSort(order))).toEqual(order);
      }),
    );
  });
});

test("a header begins with the large figures and the first names, then turns round", () => {
  const duration = nextSort(defaultSort, "duration");
  expect(duration).toEqual({ column: "duration", descending: true });
  expect(nextSort(duration, "duration")).toEqual({ column: "duration", descending: false });
  expect(nextSort(duration, "trace")).toEqual({ column: "trace", descending: false });
});

test("times beyond a double's precision still tell traces apart", () => {
  const base = 1_768_228_200_000_000_000n;
  const list = [
    summary("a", { startUnixNano: base }),
    summary("b", { startUnixNano: base + 2n }),
    summary("c", { startUnixNano: base + 1n }),
  ];
  expect(ids(sortSummaries(list, defaultSort))).toEqual(["b", "c", "a"]);
});

test("equal traces are newest first in both directions", () => {
  const list = [summary("old"), summary("new", { startUnixNano: 5n })];
  for (const descending of [true, false]) {
    expect(ids(sortSummaries(list, { column: "spans", descending }))).toEqual(["new", "old"]);
  }
});

test("names with numbers in them are in the order of the numbers", () => {
  const list = [summary("a", { rootService: "pod-10" }), summary("b", { rootService: "pod-9" })];
  expect(ids(sortSummaries(list, { column: "trace", descending: false }))).toEqual(["b", "a"]);
});

test("an order is the one that comparing would give", () => {
  const list = fc.uniqueArray(
    fc
      .record({
        traceId: fc.integer({ min: 0, max: 99 }).map(String),
        rootService: fc.constantFrom("a", "b", "B", "pod-2", "pod-10"),
        rootName: fc.constantFrom("x", "y2", "y10"),
        startUnixNano: fc.bigInt({ min: 0n, max: 3n }),
        durationNs: fc.integer({ min: 0, max: 3 }),
        spanCount: fc.integer({ min: 0, max: 3 }),
      })
      .map(({ traceId, ...change }) => summary(traceId, change)),
    { selector: ({ traceId }) => traceId },
  );
  const compare = new Intl.Collator("en", { numeric: true }).compare;
  const start = (a: TraceSummary, b: TraceSummary) => Number(a.startUnixNano - b.startUnixNano);
  const comparisons = {
    trace: (a: TraceSummary, b: TraceSummary) =>
      compare(a.rootService, b.rootService) || compare(a.rootName, b.rootName),
    duration: (a: TraceSummary, b: TraceSummary) => a.durationNs - b.durationNs,
    spans: (a: TraceSummary, b: TraceSummary) => a.spanCount - b.spanCount,
    start,
  };
  const column = fc.constantFrom("trace", "duration", "spans", "start");
  fc.assert(
    fc.property(list, column, fc.boolean(), (traces, by, descending) => {
      const sign = descending ? -1 : 1;
      const expected = traces.toSorted(
        (a, b) => sign * comparisons[by](a, b) || start(b, a) || (a.traceId < b.traceId ? -1 : 1),
      );
      expect(ids(sortSummaries(traces, { column: by, descending }))).toEqual(ids(expected));
    }),
  );
});
