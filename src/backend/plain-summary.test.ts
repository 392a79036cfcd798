import fc from "fast-check";
import { expect, test } from "vitest";
import { readSummariesV3 } from "./jaeger-v3";
import { plainSummary } from "./plain-summary";

const name = fc.oneof(fc.string(), fc.constantFrom("__proto__", "constructor", "api"));
const count = fc.option(fc.nat(), { nil: undefined });
const time = fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }).map(String);
const service = fc.record(
  { name, spanCount: count, errorSpanCount: count },
  { requiredKeys: ["name"] },
);
const summary = fc.record(
  {
    traceId: fc
      .bigInt({ min: 0n, max: 2n ** 128n - 1n })
      .map((id) => id.toString(16).padStart(32, "0")),
    rootServiceName: name,
    rootOperationName: name,
    minStartTimeUnixNano: time,
    maxEndTimeUnixNano: time,
    spanCount: count,
    errorSpanCount: count,
    orphanSpanCount: count,
    services: fc.array(service, { maxLength: 5 }),
  },
  { requiredKeys: ["traceId", "minStartTimeUnixNano", "maxEndTimeUnixNano"] },
);

/** A summary in the spelling that is read member by member. */
const otherwise = (one: object): unknown =>
  JSON.parse(
    JSON.stringify(one).replaceAll('"minStartTimeUnixNano":', '"min_start_time_unix_nano":'),
  );

test("a plain summary is what it is when every member is looked for", () => {
  fc.assert(
    fc.property(summary, (one) => {
      const plain = plainSummary(JSON.parse(JSON.stringify(one)));
      expect(plain).toBeDefined();
      expect(plainSummary(otherwise(one))).toBeUndefined();
      expect(readSummariesV3({ summaries: [otherwise(one)] })).toEqual([plain]);
    }),
  );
});

test("a duration is exact, whatever the number of digits", () => {
  const moment = fc.bigInt({ min: 0n, max: 2n ** 61n });
  const lasting = fc.bigInt({ min: 0n, max: 2n ** 53n });
  fc.assert(
    fc.property(moment, lasting, (start, ns) => {
      const one = {
        traceId: "0".repeat(32),
        minStartTimeUnixNano: String(start),
        maxEndTimeUnixNano: String(start + ns),
      };
      expect(plainSummary(one)?.durationNs).toBe(Number(ns));
    }),
  );
});

test("what is not plain is left to those who look closer", () => {
  const plain = {
    traceId: "0".repeat(32),
    minStartTimeUnixNano: "1",
    maxEndTimeUnixNano: "2",
  };
  expect(plainSummary(plain)).toMatchObject({ startUnixNano: 1n, durationNs: 1, services: [] });
  for (const change of [
    { traceId: "A".repeat(32) },
    { traceId: "abc" },
    { minStartTimeUnixNano: 1 },
    { maxEndTimeUnixNano: "-1" },
    { spanCount: -1 },
    { spanCount: "7" },
    { errorSpanCount: null },
    { rootServiceName: 7 },
    { services: {} },
    { services: [null] },
    { services: [{ name: "a", spanCount: 0.5 }] },
    { services: [{ spanCount: 1 }] },
  ]) {
    expect(plainSummary({ ...plain, ...change })).toBeUndefined();
  }
  for (const value of [null, "x", 7, undefined]) expect(plainSummary(value)).toBeUndefined();
});
