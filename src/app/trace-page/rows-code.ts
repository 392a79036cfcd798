import { openToDepth } from "@/derive/collapse";
import type { BitSet } from "@/lib/bitset";
import type { SpanTable } from "@/model/span-table";
import { formatCollapsed, parseCollapsed } from "@/state/collapsed-code";

/** So many rows are looked at to guess which level a trace has been opened to. */
const samples = 4096;
/** Levels that are told apart; deeper ones are one. */
const mostLevels = 64;

/**
 * Collapsed rows as text: see `state/collapsed-code`. Where that would be too long, as of a large
 * trace of which all but the first levels is collapsed: what differs from a trace that is opened to
 * a level, with the level between the checksum and the rows. Undefined where that is too long, too.
 */
export function formatRows(
  collapsed: BitSet,
  spans: SpanTable,
  checksum: number,
): string | undefined {
  const plain = formatCollapsed(collapsed, checksum);
  if (plain !== undefined || collapsed.next(0) < 0) return plain;
  const level = likelyLevel(collapsed, spans);
  const rest = difference(openToDepth(spans, level), collapsed);
  const base = `${checksum.toString(36)}_${level.toString(36)}_`;
  if (rest.next(0) < 0) return base;
  const code = formatCollapsed(rest, checksum);
  return code && base + code.slice(code.indexOf("_") + 1);
}

/** Reads what `formatRows` wrote for the same rows; anything else is nothing collapsed. */
export function parseRows(
  text: string | undefined,
  spans: SpanTable,
  checksum: number | undefined,
): BitSet {
  const [own = "", level, runs] = (text ?? "").split("_");
  if (runs === undefined) return parseCollapsed(text, spans.length, checksum);
  const nothing = parseCollapsed(undefined, spans.length, checksum);
  if (checksum === undefined || own !== checksum.toString(36)) return nothing;
  const depth = Number.parseInt(level ?? "", 36);
  if (!(depth >= 1)) return nothing;
  const rest = parseCollapsed(`${own}_${runs}`, spans.length, checksum);
  return difference(openToDepth(spans, depth), rest);
}

/** The rows that are in one of the sets alone. Changes the first. */
function difference(a: BitSet, b: BitSet): BitSet {
  a.toggleAll(b);
  return a;
}

/** The level from which fewest of the rows with children, looked at here and there, differ. */
function likelyLevel(collapsed: BitSet, spans: SpanTable): number {
  // By depth: how many fewer differ when rows of this depth are taken to be open.
  const gain = new Int32Array(mostLevels);
  const step = Math.max(1, Math.floor(spans.length / samples));
  for (let row = 0; row < spans.length; row += step) {
    if ((spans.subtreeEnd[row] ?? 0) <= row + 1) continue;
    const depth = Math.min(mostLevels - 1, spans.depth[row] ?? 0);
    gain[depth] = (gain[depth] ?? 0) + (collapsed.has(row) ? -1 : 1);
  }
  let best = 0;
  let bestGain = 0;
  let sum = 0;
  gain.forEach((more, depth) => {
    sum += more;
    if (sum <= bestGain) return;
    best = depth + 1;
    bestGain = sum;
  });
  return best + 1;
}
