import type { Formats, TimeZone } from "@/i18n/formats";
import { ns } from "@/lib/units";
import { axisTicks, type TimeAxis, type TimeRange } from "./time-axis";

/** What turns times since the start of a trace into times of day. */
export interface Clock {
  readonly epochUnixNano: bigint;
  readonly zone: TimeZone;
}

const second = 1e9;
const minute = 60 * second;
const day = 86_400 * second;

/** Pixels from mark to mark that are asked for; more where what is written would not fit. */
const spacings = [96, 120, 150, 200, 300] as const;
/** No figure of the ruler's font is wider. */
const perCharacter = 7;

/**
 * The marks of a time line that says when it was: round to a reader of clocks, in the zone that is
 * wanted, with the day where the range is longer than one.
 */
export function clockAxis(
  range: TimeRange,
  width: number,
  formats: Pick<Formats, "timeOfDay">,
  clock: Clock,
): TimeAxis {
  const midnight = sinceMidnight(clock);
  const shifted = { startNs: ns(range.startNs + midnight), endNs: ns(range.endNs + midnight) };
  const withDay = range.endNs - range.startNs >= day;
  let axis: TimeAxis = { ticks: [], label: () => "" };
  for (const spacing of spacings) {
    const { ticks, step } = axisTicks(shifted, width, spacing);
    const digits = step >= second ? 0 : Math.min(9, -Math.floor(Math.log10(step / second) + 1e-9));
    axis = {
      ticks: ticks.map((tick) => tick - midnight),
      label: (timeNs) => clockTime(formats, clock, { timeNs, digits, withDay }),
    };
    const apart = (step / (range.endNs - range.startNs)) * width;
    const [first] = axis.ticks;
    if (first === undefined || apart >= (axis.label(first).length + 1) * perCharacter) break;
  }
  return axis;
}

/** The time of day of a moment of a trace. */
export function clockTime(
  formats: Pick<Formats, "timeOfDay">,
  { epochUnixNano, zone }: Clock,
  at: { readonly timeNs: number; readonly digits: number; readonly withDay?: boolean },
): string {
  const { timeNs, digits, withDay = false } = at;
  return formats.timeOfDay(epochUnixNano + BigInt(Math.round(timeNs)), zone, { digits, withDay });
}

/** From the midnight before a trace's start to its start, in nanoseconds. */
function sinceMidnight({ epochUnixNano, zone }: Clock): number {
  const inDay = Number(epochUnixNano % BigInt(day));
  const behind =
    zone === "utc" ? 0 : new Date(Number(epochUnixNano / 1_000_000n)).getTimezoneOffset() * minute;
  return (((inDay - behind) % day) + day) % day;
}
