import type { Formats } from "@/i18n/formats";
import type { IssueCode, SpanIssue } from "@/model/span-view";

/** A duration with its sign, for offsets: "+12.1 ms", "−3 µs". */
export function signedDuration(formats: Formats, ns: number): string {
  return `${ns < 0 ? "\u2212" : "+"}${formats.duration(Math.abs(ns))}`;
}

/** A time in UTC to the nanosecond, as RFC 3339 writes it: "2026-01-12T14:30:00.000000123Z". */
export function utcText(unixNano: bigint): string {
  const second = 1_000_000_000n;
  const fraction = ((unixNano % second) + second) % second;
  const seconds = (unixNano - fraction) / second;
  const date = new Date(Number(seconds) * 1000);
  const tail = fraction.toString().padStart(9, "0");
  return Number.isNaN(date.getTime())
    ? `${unixNano} ns`
    : date.toISOString().replace(/\.\d+Z$/, `.${tail}Z`);
}

/** How a time that is shown differs from what was recorded; undefined where it does not. */
type TimeDoubt = "notRecorded" | "notAsRecorded" | undefined;

/** Which times of a span are not those of its data, by what was repaired of it. */
export function timesInDoubt(issues: readonly SpanIssue[]): {
  readonly start: TimeDoubt;
  readonly duration: TimeDoubt;
} {
  const has = (code: IssueCode): boolean => issues.some((issue) => issue.code === code);
  return {
    start: has("start-missing") ? "notRecorded" : undefined,
    duration: has("end-missing")
      ? "notRecorded"
      : has("negative-duration")
        ? "notAsRecorded"
        : undefined,
  };
}
