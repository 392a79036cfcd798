import { countUp, gatherFloat64, gatherUint32 } from "@/lib/gather";
import { sortByKey } from "@/lib/sort-by-key";
import type { TraceCore } from "@/model/trace";
import { selfTimes } from "./self-time";

/** What a table of spans can be put in order by. */
export const spanColumns = [
  "start",
  "service",
  "name",
  "kind",
  "duration",
  "self",
  "status",
  "id",
] as const;
export type SpanColumn = (typeof spanColumns)[number];

export interface SpanOrder {
  readonly column: SpanColumn;
  readonly descending: boolean;
}

/**
 * The rows of all spans of a trace in the order of a column. Times and durations go by size, kinds
 * and statuses by their wire numbers, names and ids by their characters (ids that are not
 * hexadecimal come last); equal ones by start, then by row. Descending order turns the column
 * around, not the order of equal ones. O(n log n) at most; radix sorts where there are numbers.
 */
export function spanOrder(core: TraceCore, { column, descending }: SpanOrder): Uint32Array {
  const { spans } = core;
  const byStart = sortByKey(spans.startNs.subarray(0, spans.length));
  const sorted = (keys: Float64Array): Uint32Array => {
    const ordered = gatherFloat64(keys, byStart);
    return gatherUint32(byStart, sortByKey(descending ? turned(ordered) : ordered));
  };
  switch (column) {
    case "start":
      return descending ? sorted(Float64Array.from(spans.startNs)) : byStart;
    case "duration":
      return sorted(Float64Array.from(spans.durationNs));
    case "self":
      return sorted(selfTimes(spans));
    case "kind":
      return sorted(Float64Array.from(spans.kind));
    case "status":
      return sorted(Float64Array.from(spans.statusCode));
    case "name": {
      const rank = ranks(core.names);
      return sorted(Float64Array.from(spans.name, (name) => rank[name]!));
    }
    case "service": {
      const rank = ranks(core.names);
      const { resourceService } = core;
      return sorted(Float64Array.from(spans.resource, (row) => rank[resourceService[row]!]!));
    }
    case "id":
      return sorted(idRanks(core));
  }
}

/** Keys whose ascending order is the descending order of these. */
function turned(keys: Float64Array): Float64Array {
  let most = 0;
  for (const key of keys) if (key > most) most = key;
  return keys.map((key) => most - key);
}

/** The place of each text among all of them. */
function ranks(texts: readonly string[]): Float64Array {
  const order = countUp(texts.length).sort((a, b) => {
    const [one, other] = [texts[a]!, texts[b]!];
    return one < other ? -1 : one > other ? 1 : 0;
  });
  const rank = new Float64Array(texts.length);
  order.forEach((id, at) => {
    rank[id] = at;
  });
  return rank;
}

/** The place of each span's id among all ids; equal ids have one place. */
function idRanks({ spans, oddSpanIds }: TraceCore): Float64Array {
  const { length, spanIdHi, spanIdLo } = spans;
  const byLo = sortByKey(spanIdLo.subarray(0, length));
  const order = gatherUint32(byLo, sortByKey(gatherUint32(spanIdHi, byLo)));
  const rank = new Float64Array(length);
  let place = -1;
  let before = -1;
  for (const span of order) {
    const isSame =
      before >= 0 && spanIdHi[span] === spanIdHi[before] && spanIdLo[span] === spanIdLo[before];
    if (!isSame) place += 1;
    rank[span] = place;
    before = span;
  }
  if (oddSpanIds.size === 0) return rank;
  const odd = [...new Set(oddSpanIds.values())].sort();
  const placeOf = new Map(odd.map((id, at) => [id, place + 1 + at]));
  for (const [span, id] of oddSpanIds) rank[span] = placeOf.get(id) ?? 0;
  return rank;
}
