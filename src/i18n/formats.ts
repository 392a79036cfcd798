import type { Locale } from "./locale";
import { plainNumber } from "./plain-number";

const units = {
  en: { ns: "ns", us: "µs", ms: "ms", s: "s", min: "min", h: "h", d: "d" },
  ru: { ns: "нс", us: "мкс", ms: "мс", s: "с", min: "мин", h: "ч", d: "д" },
} as const;

const byteUnits = {
  en: ["B", "kB", "MB", "GB"],
  ru: ["Б", "кБ", "МБ", "ГБ"],
} as const;

const percentSign = { en: "%", ru: "\u00a0%" } as const;

export type TimeZone = "local" | "utc";

export type DurationUnit = keyof (typeof units)["en"];

/** Writes figures as one language does. Made once per language. */
export interface Formats {
  readonly locale: Locale;
  /** A whole or fractional number with the language's separators. */
  number(value: number): string;
  /** A share of 1 as a percentage with at most one decimal. */
  percent(share: number): string;
  /** A duration in nanoseconds, three significant digits, in a unit that fits: "12.1 ms". */
  duration(ns: number): string;
  /** A duration in nanoseconds in the unit given, with so many decimals: for the marks of an axis. */
  durationIn(ns: number, unit: DurationUnit, decimals: number): string;
  /** A duration in nanoseconds to the last digit: "1,234,567 ns". */
  durationExact(ns: number): string;
  bytes(value: number): string;
  /** Date and time of day to the millisecond. */
  dateTime(unixNano: bigint, zone: TimeZone): string;
  /** Date and time of day to the nanosecond. */
  dateTimeExact(unixNano: bigint, zone: TimeZone): string;
  /** Time of day with so many decimals of a second, with month and day in front when asked for. */
  timeOfDay(
    unixNano: bigint,
    zone: TimeZone,
    as: { readonly digits: number; readonly withDay?: boolean },
  ): string;
  /** Time of day, with the date in front when it is not the day of `now`. */
  shortTime(unixNano: bigint, zone: TimeZone, now: number): string;
}

const steps = [
  { unit: "d", ns: 86_400e9 },
  { unit: "h", ns: 3_600e9 },
  { unit: "min", ns: 60e9 },
  { unit: "s", ns: 1e9 },
  { unit: "ms", ns: 1e6 },
  { unit: "us", ns: 1e3 },
  { unit: "ns", ns: 1 },
] as const;

/** Three significant digits, never a fraction of a nanosecond, never an exponent. */
function significant(value: number): number {
  if (value === 0) return 0;
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  const power = 10 ** Math.min(digits, 20);
  return Math.round(value * power) / power;
}

const two = (value: number): string => String(value).padStart(2, "0");

/** The day of a moment, as ISO 8601 writes it in every language. `ms` since the Unix epoch. */
function day(zone: TimeZone, ms: number): string {
  const date = new Date(ms);
  const [year, month, dayOfMonth] =
    zone === "utc"
      ? [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()]
      : [date.getFullYear(), date.getMonth(), date.getDate()];
  return `${String(year).padStart(4, "0")}-${two(month + 1)}-${two(dayOfMonth)}`;
}

/** The time of day of a moment, to the second. */
function timeOfDay(zone: TimeZone, ms: number): string {
  const date = new Date(ms);
  const [hours, minutes, seconds] =
    zone === "utc"
      ? [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()]
      : [date.getHours(), date.getMinutes(), date.getSeconds()];
  return `${two(hours)}:${two(minutes)}:${two(seconds)}`;
}

export function createFormats(locale: Locale): Formats {
  // Made when first needed: most figures never need them.
  const fixed = new Map<string, Intl.NumberFormat>();
  const number = (value: number, least = 0, most = 20): string => {
    const text = plainNumber(locale, value, least, most);
    if (text !== undefined) return text;
    const key = `${least},${most}`;
    let format = fixed.get(key);
    if (!format) {
      const digits = { minimumFractionDigits: least, maximumFractionDigits: most };
      fixed.set(key, (format = new Intl.NumberFormat(locale, digits)));
    }
    return format.format(value);
  };
  const unit = units[locale];
  const nsPerUnit = new Map<DurationUnit, number>(steps.map((step) => [step.unit, step.ns]));
  const split = (unixNano: bigint) => {
    const fraction = ((unixNano % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n;
    return { ms: Number((unixNano - fraction) / 1_000_000n), fraction: Number(fraction) };
  };
  const clock = (unixNano: bigint, zone: TimeZone, digits: number): string => {
    const { ms, fraction } = split(unixNano);
    const tail = fraction.toString().padStart(9, "0").slice(0, digits);
    return `${day(zone, ms)} ${timeOfDay(zone, ms)}.${tail}`;
  };

  return {
    locale,
    number: (value) => number(value),
    percent: (share) => `${number(Math.round(share * 1000) / 10)}${percentSign[locale]}`,
    duration(ns) {
      const size = Math.abs(ns);
      for (const step of steps) {
        // Rounding may carry into the next unit: 999,999 ns is 1 ms and not 1,000 µs.
        if (significant(size / step.ns) >= 1) {
          return `${number(significant(ns / step.ns))} ${unit[step.unit]}`;
        }
      }
      return `${number(significant(ns))} ${unit.ns}`;
    },
    durationIn: (ns, name, decimals) =>
      `${number(ns / (nsPerUnit.get(name) ?? 1), decimals, decimals)} ${unit[name]}`,
    durationExact: (ns) => `${number(ns)} ${unit.ns}`,
    bytes(value) {
      const names = byteUnits[locale];
      let step = 0;
      let rest = value;
      while (significant(rest) >= 1000 && step < names.length - 1) {
        rest /= 1000;
        step += 1;
      }
      return `${number(significant(rest))} ${names[step]}`;
    },
    dateTime: (unixNano, zone) => clock(unixNano, zone, 3),
    dateTimeExact: (unixNano, zone) => clock(unixNano, zone, 9),
    timeOfDay(unixNano, zone, { digits, withDay = false }) {
      const { ms, fraction } = split(unixNano);
      const tail = digits > 0 ? `.${fraction.toString().padStart(9, "0").slice(0, digits)}` : "";
      const date = withDay ? `${day(zone, ms).slice(5)} ` : "";
      return `${date}${timeOfDay(zone, ms)}${tail}`;
    },
    shortTime(unixNano, zone, now) {
      const { ms } = split(unixNano);
      const time = timeOfDay(zone, ms);
      return day(zone, ms) === day(zone, now) ? time : `${day(zone, ms)} ${time}`;
    },
  };
}
