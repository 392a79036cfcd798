import { BitSet } from "@/lib/bitset";
import type { SpanTable } from "@/model/span-table";

/** A longer code is left out of the URL: the link then opens with everything expanded. */
export const longestCollapsedCode = 2000;

/**
 * A number that says which rows a trace has, in which order: two loads of one trace agree, a trace
 * that has grown since does not. FNV-1a over span ids and parents. O(spans): compute it once.
 */
export function traceChecksum(spans: SpanTable): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < spans.length; i += 1) {
    hash = Math.imul(hash ^ (spans.spanIdHi[i] ?? 0), 0x01000193);
    hash = Math.imul(hash ^ (spans.spanIdLo[i] ?? 0), 0x01000193);
    hash = Math.imul(hash ^ (spans.parent[i] ?? 0), 0x01000193);
  }
  return hash >>> 0;
}

/**
 * The collapsed rows as text: the trace's checksum, "_", then runs of rows joined by ".", each the
 * distance from the end of the run before and, unless it is 1, "-" and its length; all in base 36.
 * Undefined when nothing is collapsed or the text would be too long.
 */
export function formatCollapsed(collapsed: BitSet, checksum: number): string | undefined {
  const runs: string[] = [];
  let length = 0;
  let end = 0;
  for (let row = collapsed.next(0); row !== -1; row = collapsed.next(end)) {
    const start = row;
    const before = end;
    end = row + 1;
    while (collapsed.has(end)) end += 1;
    const tail = end - start === 1 ? "" : `-${(end - start).toString(36)}`;
    const run = (start - before).toString(36) + tail;
    length += run.length + 1;
    if (length > longestCollapsedCode) return undefined;
    runs.push(run);
  }
  if (runs.length === 0) return undefined;
  const text = `${checksum.toString(36)}_${runs.join(".")}`;
  return text.length > longestCollapsedCode ? undefined : text;
}

/**
 * Reads what `formatCollapsed` wrote for the same rows; anything else is nothing collapsed, and so
 * is everything where the checksum is not known.
 */
export function parseCollapsed(
  text: string | undefined,
  size: number,
  checksum: number | undefined,
): BitSet {
  const collapsed = new BitSet(size);
  const match = /^([0-9a-z]+)_([0-9a-z.-]+)$/.exec(text ?? "");
  if (!match || match[1] !== checksum?.toString(36)) return collapsed;
  let end = 0;
  for (const run of (match[2] ?? "").split(".")) {
    if (!/^[0-9a-z]{1,7}(?:-[0-9a-z]{1,7})?$/.test(run)) return new BitSet(size);
    const [gap = "", length = "1"] = run.split("-");
    const start = end + Number.parseInt(gap, 36);
    end = start + Number.parseInt(length, 36);
    if (end > size || end <= start) return new BitSet(size);
    collapsed.addRange(start, end);
  }
  return collapsed;
}
