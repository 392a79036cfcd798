import { expect, test } from "vitest";
import { createFormats } from "@/i18n/formats";
import { durationTick, tickWords } from "./scatter-ticks";

const timeOf = (ms: number) => new Date(ms).toISOString().slice(11, 19);
const words = (values: readonly number[]) => {
  const ticks = values.map((value, at) => ({ at, value }));
  return values.map(tickWords(ticks, timeOf));
};

test("ticks are as precise as they are apart", () => {
  expect(words([0, 60_000, 120_000])).toEqual(["00:00", "00:01", "00:02"]);
  expect(words([0, 15_000, 30_000])).toEqual(["00:00:00", "00:00:15", "00:00:30"]);
  expect(words([1600, 1800, 2000])).toEqual(["00:00:01.6", "00:00:01.8", "00:00:02.0"]);
  expect(words([1050, 1100])).toEqual(["00:00:01.05", "00:00:01.10"]);
  expect(words([1001, 1002])).toEqual(["00:00:01.001", "00:00:01.002"]);
});

test("ticks that differ are never written alike", () => {
  for (const step of [1, 5, 20, 50, 200, 500, 1000, 5000, 60_000]) {
    const texts = words(Array.from({ length: 6 }, (_, n) => 1_768_228_200_000 + n * step));
    expect(new Set(texts).size).toBe(6);
  }
});

test("decades of durations are round in the unit that they are written in", () => {
  const formats = createFormats("en");
  const texts = [1e6, 1e9, 1e10, 6e10, 1e11, 1e12].map((ns) => durationTick(ns, formats));
  expect(texts).toEqual(["1 ms", "1 s", "10 s", "1 min", "100 s", "1,000 s"]);
});
