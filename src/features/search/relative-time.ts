import type { Locale } from "@/i18n/locale";

const steps = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

const known = new Map<Locale, Intl.RelativeTimeFormat>();

/** A moment as it lies from `now`, both in milliseconds: "5 min. ago". */
export function relativeTime(ms: number, now: number, locale: Locale): string {
  let format = known.get(locale);
  if (!format) {
    format = new Intl.RelativeTimeFormat(locale, { style: "short", numeric: "always" });
    known.set(locale, format);
  }
  const seconds = Math.round((ms - now) / 1000);
  const [unit, size] = steps.find(([, one]) => Math.abs(seconds) >= one) ?? ["second", 1];
  return format.format(Math.trunc(seconds / size), unit);
}
