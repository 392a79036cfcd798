import fc from "fast-check";
import { expect, test } from "vitest";
import type { TraceSummary } from "@/model/trace-summary";
import { noFilter, type ResultFilter } from "@/state/result-filter";
import { countServices, filterResults } from "./filter-results";

const serviceNames = ["api", "auth", "__proto__", "гпу"];
const summaries = fc.array(
  fc
    .record({
      traceId: fc.uuid(),
      rootService: fc.constantFrom(...serviceNames),
      rootName: fc.constantFrom("GET /", "POST /Cart"),
      startUnixNano: fc.bigInt({ min: 0n, max: 5_000n }),
      durationNs: fc.integer({ min: 0, max: 10 }),
      spanCount: fc.constant(1),
      errorCount: fc.integer({ min: 0, max: 1 }),
      orphanCount: fc.integer({ min: 0, max: 1 }),
      services: fc
        .subarray(serviceNames)
        .map((names) => names.map((name) => ({ name, spanCount: 1, errorCount: 0 }))),
    })
    .map((one): TraceSummary => one),
);
const maybe = (max: number) => fc.option(fc.integer({ min: 0, max }), { nil: undefined });
const filters: fc.Arbitrary<ResultFilter> = fc.record({
  text: fc.constantFrom("", "cart", "API get", "0"),
  services: fc.subarray(serviceNames, { maxLength: 2 }),
  errors: fc.constantFrom("with", "without", undefined),
  incomplete: fc.boolean(),
  minNs: maybe(10),
  maxNs: maybe(10),
  fromMicro: maybe(5),
  toMicro: maybe(5),
});
const count = (list: readonly TraceSummary[], filter: ResultFilter) =>
  filterResults(list, filter).shown.length;

test("every count is what choosing it would show", () => {
  fc.assert(
    fc.property(summaries, filters, (list, filter) => {
      const { counts, shown, charted } = filterResults(list, filter);
      expect(counts.withErrors).toBe(count(list, { ...filter, errors: "with" }));
      expect(counts.withoutErrors).toBe(count(list, { ...filter, errors: "without" }));
      expect(counts.incomplete).toBe(count(list, { ...filter, incomplete: true }));
      for (const [name, traces] of countServices(list, shown)) {
        expect(traces).toBe(count(list, { ...filter, services: [...filter.services, name] }));
      }
      const open = { minNs: undefined, maxNs: undefined };
      const wide = { ...filter, ...open, fromMicro: undefined, toMicro: undefined };
      expect(charted).toEqual(filterResults(list, wide).shown);
      expect(charted).toEqual(expect.arrayContaining([...shown]));
    }),
  );
});

test("without conditions everything is shown, in the order given", () => {
  fc.assert(
    fc.property(summaries, (list) => {
      expect(filterResults(list, noFilter).shown).toEqual(list);
    }),
  );
});

test("each word is looked for in names, services and ids, whatever its case", () => {
  const one = (change: Partial<TraceSummary>): TraceSummary => ({
    traceId: "abc1",
    rootService: "Gateway",
    rootName: "POST /cart",
    startUnixNano: 5_000_000n,
    durationNs: 7,
    spanCount: 1,
    errorCount: 0,
    orphanCount: 0,
    services: [{ name: "payments", spanCount: 1, errorCount: 0 }],
    ...change,
  });
  const list = [one({}), one({ rootName: "GET /" })];
  expect(count(list, { ...noFilter, text: "gateway: post" })).toBe(1);
  expect(count(list, { ...noFilter, text: "PAY cart ABC1" })).toBe(1);
  expect(count(list, { ...noFilter, text: "pay nothing" })).toBe(0);
  expect(count(list, { ...noFilter, fromMicro: 5000, toMicro: 5000, minNs: 7, maxNs: 7 })).toBe(2);
});
