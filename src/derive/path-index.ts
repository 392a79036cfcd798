import type { SpanTable } from "@/model/span-table";
import type { CriticalPath } from "./critical-path";

/**
 * Where on a critical path each of its spans is, so that a row finds what to draw without looking
 * at the other sections. A walk enters every span once, so the sections of a subtree are always
 * beside each other: what a collapsed row shows is one run of sections.
 */
export interface PathIndex {
  /** Rows of the spans with a section of their own or of a descendant. Ascending. */
  readonly onPath: Uint32Array;
  /** Of each of these: the sections of its subtree are those from the first to the last. */
  readonly firstSection: Uint32Array;
  readonly lastSection: Uint32Array;
  /** Of each of these: its own sections are `own[ownOffset[i], ownOffset[i + 1])`, by time. */
  readonly ownOffset: Uint32Array;
  readonly own: Uint32Array;
}

/**
 * Indexes the critical path of a span, or, without one, those of all roots. O(spans of the subtree
 * + sections).
 */
export function indexPath(spans: SpanTable, path: CriticalPath, of?: number): PathIndex {
  const root = of ?? 0;
  const size = (of === undefined ? spans.length : (spans.subtreeEnd[of] ?? of)) - root;
  const first = new Int32Array(size).fill(-1);
  const last = new Int32Array(size).fill(-1);
  const ownCount = new Uint32Array(size + 1);
  const sectionCount = path.span.length;
  // Whoever has a first section has ancestors that have one: the way up ends there.
  for (let section = 0; section < sectionCount; section += 1) {
    ownCount[path.span[section]! - root]! += 1;
    let row = path.span[section]!;
    for (; row >= root && first[row - root] === -1; row = spans.parent[row]!) {
      first[row - root] = section;
    }
  }
  for (let section = sectionCount - 1; section >= 0; section -= 1) {
    let row = path.span[section]!;
    for (; row >= root && last[row - root] === -1; row = spans.parent[row]!) {
      last[row - root] = section;
    }
  }
  let count = 0;
  for (const section of first) if (section >= 0) count += 1;
  const index = {
    onPath: new Uint32Array(count),
    firstSection: new Uint32Array(count),
    lastSection: new Uint32Array(count),
    ownOffset: new Uint32Array(count + 1),
    own: new Uint32Array(sectionCount),
  };
  // From here on `ownCount` says where the next section of each span goes.
  let at = 0;
  let placed = 0;
  for (let row = 0; row < size; row += 1) {
    if (first[row] === -1) continue;
    index.onPath[at] = root + row;
    index.firstSection[at] = first[row]!;
    index.lastSection[at] = last[row]!;
    index.ownOffset[at] = placed;
    const own = ownCount[row]!;
    ownCount[row] = placed;
    placed += own;
    at += 1;
  }
  index.ownOffset[count] = placed;
  for (let section = 0; section < sectionCount; section += 1) {
    const row = path.span[section]! - root;
    index.own[ownCount[row]!] = section;
    ownCount[row]! += 1;
  }
  return index;
}
