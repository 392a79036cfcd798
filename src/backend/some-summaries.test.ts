import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { TraceSummary } from "@/model/trace-summary";
import { createSummaryReader } from "./some-summaries";

const summary = (n: number) => ({
  traceId: n.toString(16).padStart(32, "0"),
  rootServiceName: "api",
  minStartTimeUnixNano: String(1_000_000_000 + n),
  maxEndTimeUnixNano: String(2_000_000_000 + n),
  spanCount: 1,
});
const textOf = (count: number, one = summary) =>
  JSON.stringify({ summaries: Array.from({ length: count }, (_, n) => one(n)) });

/** The text up to where so many summaries are complete. */
const upTo = (text: string, count: number) =>
  text.slice(0, text.indexOf(summary(count).traceId) - 10);

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
afterEach(() => void vi.useRealTimers());

/** Hears a text that grows: each one begins with the one before. */
function listening() {
  const told: (readonly TraceSummary[])[] = [];
  const reader = createSummaryReader((some) => told.push(some));
  let heard = 0;
  const hear = (text: string) => {
    void reader.read(text.slice(heard));
    heard = text.length;
  };
  return { told, hear, reader };
}
const wait = (ms: number) => vi.advanceTimersByTime(ms);

describe("summaries as they come", () => {
  const whole = textOf(400);

  it("are told of when the rest takes long, newest first", () => {
    const { told, hear } = listening();
    hear(whole.slice(0, 5));
    wait(300);
    hear(whole.slice(0, 40));
    expect(told).toEqual([]);
    hear(upTo(whole, 60));
    expect(told).toHaveLength(1);
    expect(told[0]).toHaveLength(60);
    expect(told[0]?.[0]?.startUnixNano).toBe(1_000_000_059n);
  });

  it("are told of again when there are twice as many, after a while", () => {
    const { told, hear } = listening();
    hear(upTo(whole, 50));
    wait(300);
    hear(upTo(whole, 90));
    wait(500);
    hear(upTo(whole, 95));
    expect(told.map((some) => some.length)).toEqual([50]);
    hear(upTo(whole, 200));
    hear(upTo(whole, 399));
    expect(told.map((some) => some.length)).toEqual([50, 200]);
    hear(whole);
    wait(1000);
    expect(told).toHaveLength(2);
    expect(new Set(told[1]?.map(({ traceId }) => traceId)).size).toBe(200);
  });

  it("are told of where the server falls silent", () => {
    const { told, hear } = listening();
    hear(upTo(whole, 50));
    expect(told).toEqual([]);
    wait(300);
    expect(told.map((some) => some.length)).toEqual([50]);
  });

  it("are not told of where the answer comes fast", () => {
    const { told, hear } = listening();
    hear(upTo(whole, 50));
    wait(299);
    hear(whole);
    wait(1000);
    expect(told).toEqual([]);
  });

  it("are told of at once where many have come, in whatever order", () => {
    const long = textOf(2000);
    const { told, hear, reader } = listening();
    hear(upTo(long, 300));
    expect(told).toEqual([]);
    hear(upTo(long, 500));
    expect(told.map((some) => some.length)).toEqual([500]);
    expect(told[0]?.[0]?.startUnixNano).toBe(1_000_000_499n);
    hear(upTo(long, 1500));
    hear(long);
    wait(1000);
    expect(told).toHaveLength(1);
    expect(reader.end()).toHaveLength(2000);
  });

  it("are not told of where all of many have come", () => {
    const { told, hear } = listening();
    hear(textOf(2000));
    wait(1000);
    expect(told).toEqual([]);
  });

  it("say nothing of an answer that is empty, or another", () => {
    for (const text of [
      `{"summaries":[`,
      textOf(0),
      `{"error":${textOf(99)}}`,
      "<!doctype html>",
    ]) {
      const { told, hear } = listening();
      hear(text);
      wait(300);
      hear(text);
      expect(told).toEqual([]);
    }
  });

  it("leave what cannot be read to the whole answer", () => {
    const { told, hear, reader } = listening();
    const broken = whole.replace('"spanCount":1', '"spanCount":"many"');
    hear(upTo(broken, 100));
    wait(300);
    hear(upTo(broken, 200));
    wait(1000);
    hear(broken);
    expect(told).toEqual([]);
    expect(reader.end()).toBeUndefined();
  });
});
