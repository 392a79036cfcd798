import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clockTime, newBuilder, outline, spanNamed, traceOf } from "@/testing/span-writer";
import { diagramEpochMicros, emptySpan } from "@/testing/trace-diagram";
import { SpanFlag } from "./span-table";
import type { Trace } from "./trace";

const zero = { micros: 0, nanos: 0 };
const at = (ns: number) => ({ start: clockTime(ns) });
const root = { name: "root", spanId: "1", durationNs: 1000, ...at(0) };
const epochNano = BigInt(diagramEpochMicros) * 1000n;

function timesOf(trace: Trace, name: string): [start: number, duration: number] {
  const { startNs, durationNs } = spanNamed(trace, name);
  return [startNs, durationNs];
}

function hasFlag(trace: Trace, name: string, flag: number): boolean {
  return (trace.spans.flags[spanNamed(trace, name).index]! & flag) !== 0;
}

test("times are exact to the nanosecond, up to 100 days from the epoch", () => {
  const ns = fc.integer({ min: 0, max: 100 * 86_400e9 });
  fc.assert(
    fc.property(ns, fc.integer({ min: 0, max: 86_400e9 }), (start, duration) => {
      const trace = traceOf(root, {
        name: "a",
        spanId: "2",
        parentSpanId: "1",
        ...at(start),
        end: clockTime(start + duration),
      });
      expect(timesOf(trace, "a")).toEqual([start, duration]);
      expect(spanNamed(trace, "a").startUnixNano).toBe(epochNano + BigInt(start));
      expect(trace.epochUnixNano).toBe(epochNano);
      expect(trace.durationNs).toBe(Math.max(1000, start + duration));
    }),
  );
});

test("the epoch is the earliest start, of any span", () => {
  const trace = traceOf({ ...root, ...at(500) }, { name: "early", spanId: "2", ...at(3) });
  expect(trace.epochUnixNano).toBe(epochNano + 3n);
  expect(timesOf(trace, "root")).toEqual([497, 1000]);
});

describe("a missing start", () => {
  test("is that of the parent, handed down a chain in any input order", () => {
    const trace = traceOf(
      { name: "c", spanId: "4", parentSpanId: "3", durationNs: 5 },
      { name: "b", spanId: "3", parentSpanId: "2", durationNs: 20, start: zero },
      { name: "a", spanId: "2", parentSpanId: "1", durationNs: 50 },
      { ...root, ...at(0) },
      { name: "later", spanId: "5", parentSpanId: "1", durationNs: 1, ...at(9) },
    );
    expect(outline(trace)).toEqual(["root", "  a", "    b", "      c", "  later"]);
    expect(timesOf(trace, "c")).toEqual([0, 5]);
    expect(trace.issueCounts).toEqual({ "start-missing": 3 });
    expect(hasFlag(trace, "b", SpanFlag.StartRepaired)).toBe(true);
    expect(hasFlag(trace, "later", SpanFlag.StartRepaired)).toBe(false);
  });

  test("of a root is the earliest that is known", () => {
    const trace = traceOf(
      { name: "root", spanId: "1", durationNs: 5 },
      { name: "a", spanId: "2", ...at(70) },
      { name: "b", spanId: "3", ...at(50) },
    );
    expect(timesOf(trace, "root")).toEqual([0, 5]);
    expect(trace.epochUnixNano).toBe(epochNano + 50n);
  });

  test("of all spans is 0, or the earliest end", () => {
    const none = traceOf({ name: "a", spanId: "1" }, { name: "b", spanId: "2", durationNs: 7 });
    expect(none.epochUnixNano).toBe(0n);
    expect(timesOf(none, "b")).toEqual([0, 7]);
    const ends = traceOf(
      { name: "a", spanId: "1", end: clockTime(90) },
      { name: "b", spanId: "2", end: clockTime(40), start: zero },
    );
    expect(ends.epochUnixNano).toBe(epochNano + 40n);
    expect(timesOf(ends, "a")).toEqual([0, 50]);
    expect(timesOf(ends, "b")).toEqual([0, 0]);
  });

  test("keeps its end", () => {
    const trace = traceOf(
      { ...root, ...at(10) },
      { name: "a", spanId: "2", parentSpanId: "1", end: clockTime(30) },
      { name: "b", spanId: "3", parentSpanId: "1", end: clockTime(4) },
    );
    expect(timesOf(trace, "a")).toEqual([0, 20]);
    expect(timesOf(trace, "b")).toEqual([0, 0]);
    expect(spanNamed(trace, "b").issues).toEqual([
      { code: "start-missing", detail: "" },
      { code: "negative-duration", detail: "-6" },
    ]);
  });
});

describe("time 0", () => {
  test("is a time like any other in a trace that has no real clock", () => {
    const trace = traceOf(
      { ...root, start: zero, durationNs: 100_000 },
      { name: "a", spanId: "2", parentSpanId: "1", start: { micros: 30, nanos: 0 }, durationNs: 1 },
      { name: "b", spanId: "3", start: zero, end: zero },
      { name: "c", spanId: "4", start: zero, end: { micros: 5, nanos: 0 } },
    );
    expect(trace.epochUnixNano).toBe(0n);
    expect(timesOf(trace, "a")).toEqual([30_000, 1]);
    expect(timesOf(trace, "c")).toEqual([0, 5000]);
    expect(trace.issueCounts).toEqual({});
  });

  test("is no time beside real clocks, as a start, an end or an event's", () => {
    const builder = newBuilder();
    builder.span({ ...emptySpan, ...root, ...at(50) });
    builder.event("e", zero, 0);
    builder.event("f", undefined, 0);
    builder.span({
      ...emptySpan,
      name: "a",
      spanId: "2",
      parentSpanId: "1",
      start: zero,
      end: zero,
    });
    builder.span({ ...emptySpan, name: "b", spanId: "3", ...at(60), end: zero });
    const trace = builder.finish()[0]!;
    expect(trace.epochUnixNano).toBe(epochNano + 50n);
    expect(trace.issueCounts).toEqual({
      "start-missing": 1,
      "end-missing": 2,
      "event-time-missing": 2,
    });
    expect(spanNamed(trace, "root").events.map(({ timeNs }) => timeNs)).toEqual([0, 0]);
    expect(spanNamed(trace, "root").issues).toEqual([
      { code: "event-time-missing", detail: "e" },
      { code: "event-time-missing", detail: "f" },
    ]);
  });
});

test("a missing end is a duration of 0, marked", () => {
  const trace = traceOf({ ...root, durationNs: undefined });
  expect(timesOf(trace, "root")).toEqual([0, 0]);
  expect(hasFlag(trace, "root", SpanFlag.EndMissing)).toBe(true);
  expect(trace.issueCounts).toEqual({ "end-missing": 1 });
});

test("a negative duration is shown as 0, marked, with its value", () => {
  const trace = traceOf(
    { ...root, durationNs: -20_000 },
    { ...root, spanId: "2", name: "b", ...at(9), end: clockTime(4) },
  );
  expect(timesOf(trace, "root")).toEqual([0, 0]);
  expect(hasFlag(trace, "root", SpanFlag.NegativeDuration)).toBe(true);
  expect(spanNamed(trace, "root").issues).toEqual([
    { code: "negative-duration", detail: "-20000" },
  ]);
  expect(spanNamed(trace, "b").issues).toEqual([{ code: "negative-duration", detail: "-5" }]);
});

describe("times that are too far apart to be exact", () => {
  test("one clock in 1970 does not push the others out", () => {
    const trace = traceOf(
      { ...root, start: { micros: 5, nanos: 0 } },
      { name: "a", spanId: "2", parentSpanId: "1", durationNs: 10, ...at(0) },
      { name: "b", spanId: "3", parentSpanId: "1", durationNs: 10, ...at(100) },
    );
    expect(trace.epochUnixNano).toBe(epochNano);
    expect(timesOf(trace, "b")).toEqual([100, 10]);
    expect(timesOf(trace, "root")).toEqual([0, 1000]);
    expect(spanNamed(trace, "root").issues).toEqual([
      { code: "time-out-of-range", detail: "5000" },
    ]);
  });

  test("a far future start and an endless duration are kept within what is exact", () => {
    const year = 365 * 86_400e6;
    const trace = traceOf(
      root,
      { name: "b", spanId: "2", durationNs: 10, ...at(0) },
      {
        name: "far",
        spanId: "3",
        start: { micros: diagramEpochMicros + year, nanos: 1 },
        durationNs: 1,
      },
      { name: "long", spanId: "4", ...at(7), durationNs: 2 ** 60 },
    );
    expect(timesOf(trace, "far")).toEqual([Number.MAX_SAFE_INTEGER, 0]);
    expect(timesOf(trace, "long")).toEqual([7, Number.MAX_SAFE_INTEGER - 7]);
    expect(trace.issueCounts["time-out-of-range"]).toBe(3);
    expect(spanNamed(trace, "long").issues[0]?.detail).toBe(String(2 ** 60));
  });

  test("numbers that are none are missing", () => {
    const trace = traceOf(
      { name: "a", spanId: "1", start: { micros: Number.NaN, nanos: 0 }, durationNs: 3 },
      { name: "b", spanId: "2", ...at(0), durationNs: Number.POSITIVE_INFINITY },
    );
    expect(trace.issueCounts).toEqual({ "start-missing": 1, "end-missing": 1 });
  });
});

test("a fraction of a microsecond becomes nanoseconds", () => {
  const trace = traceOf(
    { ...root, ...at(0) },
    {
      name: "a",
      spanId: "2",
      start: { micros: diagramEpochMicros + 1.25, nanos: 0 },
      durationNs: 1.6,
    },
  );
  expect(timesOf(trace, "a")).toEqual([1250, 2]);
});

test("events are by time, then by input order", () => {
  const builder = newBuilder();
  builder.span({ ...emptySpan, ...root });
  for (const [name, time] of [
    ["c", 30],
    ["a", 10],
    ["b", 10],
    ["before", -5],
  ] as const) {
    builder.event(name, clockTime(time), time === 30 ? 4 : 0);
    builder.eventAttribute("name", { type: "string", value: name });
  }
  const trace = builder.finish()[0]!;
  expect(spanNamed(trace, "root").events).toMatchObject([
    { name: "before", timeNs: -5, timeUnixNano: epochNano - 5n },
    { name: "a", timeNs: 10, droppedAttributesCount: 0 },
    { name: "b", attributes: [{ key: "name", value: { type: "string", value: "b" } }] },
    { name: "c", timeNs: 30, droppedAttributesCount: 4 },
  ]);
  expect(trace.eventTimeNs).toBe(trace.events.timeNs);
});
