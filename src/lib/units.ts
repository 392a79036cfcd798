import type { Brand } from "./brand";

/**
 * A time or a duration in integer nanoseconds. Times are relative to a trace's epoch, so that they
 * stay exact in a double: below 2^53 ns, about 104 days.
 */
export type Nanoseconds = Brand<number, "Nanoseconds">;

/** A length in CSS pixels. */
export type CssPx = Brand<number, "CssPx">;

/** A length in device pixels, always an integer where it sizes a canvas. */
export type DevicePx = Brand<number, "DevicePx">;

/** Marks a number as nanoseconds. */
export const ns = (value: number): Nanoseconds => value as Nanoseconds;

/** Marks a number as CSS pixels. */
export const cssPx = (value: number): CssPx => value as CssPx;

/** Marks a number as device pixels. */
export const devicePx = (value: number): DevicePx => value as DevicePx;
