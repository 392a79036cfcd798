import { spanIndex, type SpanIndex } from "@/model/indexes";
import { SpanFlag, SpanKind, StatusCode, type SpanTable } from "@/model/span-table";
import type { SpanView } from "@/model/span-view";
import type { TraceCore } from "@/model/trace";

/** What the page knows of a span without asking the engine. */
export interface SpanLabel {
  readonly index: SpanIndex;
  readonly service: string;
  readonly name: string;
  readonly durationNs: number;
  readonly isError: boolean;
}

/** A span's names and figures from the columns. */
export function spanLabel(core: TraceCore, index: SpanIndex): SpanLabel {
  const { spans, names } = core;
  const resource = spans.resource[index] ?? 0;
  return {
    index,
    service: names[core.resourceService[resource] ?? 0] ?? "",
    name: names[spans.name[index] ?? 0] ?? "",
    durationNs: spans.durationNs[index] ?? 0,
    isError:
      spans.statusCode[index] === StatusCode.Error ||
      ((spans.flags[index] ?? 0) & SpanFlag.Error) !== 0,
  };
}

/** The parent's row, or undefined for a root and an orphan. */
export function parentOf(spans: SpanTable, index: SpanIndex): SpanIndex | undefined {
  const parent = spans.parent[index] ?? -1;
  return parent < 0 ? undefined : spanIndex(parent);
}

/** The sibling after a span; roots and orphans are siblings of each other. */
export function nextSibling(spans: SpanTable, index: SpanIndex): SpanIndex | undefined {
  const parent = spans.parent[index] ?? -1;
  const end = parent < 0 ? spans.length : (spans.subtreeEnd[parent] ?? 0);
  const next = spans.subtreeEnd[index] ?? spans.length;
  return next < end ? spanIndex(next) : undefined;
}

/** The sibling before a span: the ancestor of the row above that has the same parent. */
export function previousSibling(spans: SpanTable, index: SpanIndex): SpanIndex | undefined {
  const parent = spans.parent[index] ?? -1;
  let row = index - 1;
  while (row > parent && (spans.parent[row] ?? -1) !== parent) row = spans.parent[row] ?? -1;
  return row > parent && row >= 0 ? spanIndex(row) : undefined;
}

/** How many children a span has: one step per child. */
export function childCount(spans: SpanTable, index: SpanIndex): number {
  const end = spans.subtreeEnd[index] ?? 0;
  let count = 0;
  for (let row = index + 1; row < end; row = spans.subtreeEnd[row] ?? end) count += 1;
  return count;
}

/** The first `limit` children by start. */
export function firstChildren(
  spans: SpanTable,
  index: SpanIndex,
  limit: number,
): readonly SpanIndex[] {
  const end = spans.subtreeEnd[index] ?? 0;
  const children: SpanIndex[] = [];
  for (
    let row = index + 1;
    row < end && children.length < limit;
    row = spans.subtreeEnd[row] ?? end
  ) {
    children.push(spanIndex(row));
  }
  return children;
}

/** A span's place among its siblings by start, from 1, and how many they are with it. */
export function siblingPlace(
  spans: SpanTable,
  index: SpanIndex,
): { readonly place: number; readonly count: number } {
  const parent = spans.parent[index] ?? -1;
  const end = parent < 0 ? spans.length : (spans.subtreeEnd[parent] ?? 0);
  let place = 0;
  let count = 0;
  for (let row = parent + 1; row < end; row = spans.subtreeEnd[row] ?? end) {
    count += 1;
    if (row === index) place = count;
  }
  return { place, count };
}

/**
 * How long what a Consumer span takes had waited: from the end of the Producer span that it is a
 * child of, or that it links to within the trace, to its own start; in nanoseconds, less than zero
 * where it was taken before the Producer span ended. Undefined where there is no such pair.
 */
export function queueTime(spans: SpanTable, view: SpanView): number | undefined {
  if (view.kind !== SpanKind.Consumer) return undefined;
  const producers = [spans.parent[view.index] ?? -1, ...view.links.map((link) => link.target)];
  const producer = producers.find((row) => row >= 0 && spans.kind[row] === SpanKind.Producer);
  if (producer === undefined) return undefined;
  return view.startNs - (spans.startNs[producer] ?? 0) - (spans.durationNs[producer] ?? 0);
}
