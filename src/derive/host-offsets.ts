import type { SpanTable } from "@/model/span-table";
import type { ClockSkew } from "./clock-skew";
import type { TraceHosts } from "./skew-hosts";

/** How far the spans of one host have to be moved; nanoseconds. */
export interface HostOffset {
  /** "" where the host is not known. */
  readonly host: string;
  readonly spanCount: number;
  readonly movedCount: number;
  /** Of the spans that move. */
  readonly leastNs: number;
  readonly mostNs: number;
}

/** The offsets of the hosts with spans that move, the greatest first. O(spans). */
export function hostOffsets(spans: SpanTable, skew: ClockSkew & TraceHosts): readonly HostOffset[] {
  const offsets = skew.hosts.map((host) => ({
    host,
    spanCount: 0,
    movedCount: 0,
    leastNs: Number.POSITIVE_INFINITY,
    mostNs: Number.NEGATIVE_INFINITY,
  }));
  for (let row = 0; row < spans.length; row += 1) {
    const offset = offsets[skew.hostOfResource[spans.resource[row]!]!]!;
    const delta = skew.deltaNs[row]!;
    offset.spanCount += 1;
    if (delta === 0) continue;
    offset.movedCount += 1;
    offset.leastNs = Math.min(offset.leastNs, delta);
    offset.mostNs = Math.max(offset.mostNs, delta);
  }
  return offsets
    .filter(({ movedCount }) => movedCount > 0)
    .sort((a, b) => greatestShift(b) - greatestShift(a));
}

/** The greatest distance that a span of the host moves, in either direction. */
export const greatestShift = ({ leastNs, mostNs }: HostOffset): number =>
  Math.max(Math.abs(leastNs), Math.abs(mostNs));
