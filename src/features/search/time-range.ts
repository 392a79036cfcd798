import type { Formats, TimeZone } from "@/i18n/formats";

const toMs = (unixNano: bigint) => Number(unixNano / 1_000_000n);

/** True where two moments lie on one day of the zone. */
export function onOneDay(
  [first, last]: readonly [bigint, bigint],
  formats: Formats,
  zone: TimeZone,
): boolean {
  const day = (moment: bigint) => formats.dateTime(moment, zone).split(" ")[0];
  return day(first) === day(last);
}

/**
 * Two moments as they are written beside each other: the date once, or for both, or, where they
 * are of today, not at all.
 */
export function timeRange(
  [first, last]: readonly [bigint, bigint],
  formats: Formats,
  zone: TimeZone,
  now: number,
): { readonly from: string; readonly to: string } {
  if (onOneDay([first, last], formats, zone)) {
    return {
      from: formats.shortTime(first, zone, now),
      to: formats.shortTime(last, zone, toMs(first)),
    };
  }
  // Each against the other's day, so that both are dated.
  return {
    from: formats.shortTime(first, zone, toMs(last)),
    to: formats.shortTime(last, zone, toMs(first)),
  };
}

/** The same for a search's window, in microseconds. */
export const windowRange = (
  query: { readonly startUnixMicro: number; readonly endUnixMicro: number },
  formats: Formats,
  zone: TimeZone,
  now: number,
) =>
  timeRange(
    [BigInt(query.startUnixMicro) * 1000n, BigInt(query.endUnixMicro) * 1000n],
    formats,
    zone,
    now,
  );

/** The first and the last start; 0 where there is no trace. */
export function startRange(
  summaries: readonly { readonly startUnixNano: bigint }[],
): readonly [bigint, bigint] {
  let first = summaries[0]?.startUnixNano ?? 0n;
  let last = first;
  for (const { startUnixNano } of summaries) {
    if (startUnixNano < first) first = startUnixNano;
    if (startUnixNano > last) last = startUnixNano;
  }
  return [first, last];
}
