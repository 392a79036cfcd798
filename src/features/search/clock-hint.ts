import type { SearchAnswer, SearchQuery } from "@/model/search-query";

/** Smaller differences hide no more than the newest traces for a moment. */
const leastMs = 3 * 60_000;

/**
 * How far this machine's clock is ahead of the server's (behind it where negative), in milliseconds,
 * where that may be why a search up to now has found nothing; undefined where it is not, or is not
 * known. A window that was over when the page was opened, `openedMs`, was not chosen by this clock.
 */
export function misleadingClockMs(
  { endUnixMicro }: Pick<SearchQuery, "endUnixMicro">,
  { clockAheadMs = 0 }: Pick<SearchAnswer, "clockAheadMs">,
  openedMs: number,
): number | undefined {
  const endsNow = endUnixMicro / 1000 >= openedMs - leastMs;
  return endsNow && Math.abs(clockAheadMs) >= leastMs ? clockAheadMs : undefined;
}
