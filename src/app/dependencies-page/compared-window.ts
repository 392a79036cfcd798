import { windowRange } from "@/features/search/time-range";
import type { Formats, TimeZone } from "@/i18n/formats";
import type { SearchQuery } from "@/model/search-query";
import { comparedStart } from "@/state/dependencies-params";

/** A stretch of time, in microseconds since the Unix epoch. */
export interface TimeWindow {
  readonly startMicro: number;
  readonly endMicro: number;
}

/** The earlier window of the same length; undefined where there is nothing to compare with. */
export function comparedWindow(
  against: string | undefined,
  window: TimeWindow,
): TimeWindow | undefined {
  const length = window.endMicro - window.startMicro;
  const start = comparedStart(against, window.startMicro, length);
  if (start === undefined || start < 0) return undefined;
  return { startMicro: start, endMicro: start + length };
}

/** The same search in another window. */
export const searchIn = (query: SearchQuery, window: TimeWindow): SearchQuery => ({
  ...query,
  startUnixMicro: window.startMicro,
  endUnixMicro: window.endMicro,
});

/** A window as text: "14:02:00–15:02:00", with dates where it is not of today. */
export function windowText(window: TimeWindow, formats: Formats, zone: TimeZone, nowMs: number) {
  const micros = { startUnixMicro: window.startMicro, endUnixMicro: window.endMicro };
  const { from, to } = windowRange(micros, formats, zone, nowMs);
  return `${from}–${to}`;
}
