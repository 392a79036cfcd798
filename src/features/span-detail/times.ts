import type { Formats } from "@/i18n/formats";

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
