import { normaliseSpanId } from "@/lib/ids";
import { spanIndex, type SpanIndex } from "./indexes";
import { readSpanKey, spanKeyText } from "./span-key";
import type { SpanTable } from "./span-table";
import type { TraceCore } from "./trace";

/** What was found last in each trace: a selection asks for one id several times over. */
const lastFound = new WeakMap<TraceCore, { readonly id: string; readonly found: SpanIndex[] }>();

/**
 * The spans with an id, in row order: hex digits of any case, base64 of 8 bytes, or an odd id as it
 * came. Several for duplicate and shared ids. A scan of two integer columns, about a millisecond for
 * a million spans, which is less than an index of them would take to build.
 */
export function findSpanById(core: TraceCore, id: string): readonly SpanIndex[] {
  const last = lastFound.get(core);
  if (last?.id === id) return last.found;
  const exact = findByKey(core, id);
  const decoded = exact.length > 0 ? undefined : normaliseSpanId(id);
  const found = decoded === undefined ? exact : findByKey(core, decoded);
  lastFound.set(core, { id, found });
  return found;
}

function findByKey(core: TraceCore, id: string): SpanIndex[] {
  const { hi, lo, odd } = readSpanKey(id, { hi: 0, lo: 0, odd: undefined });
  const found: SpanIndex[] = [];
  if (hi === 0 && lo === 0) return found;
  const { spanIdHi, spanIdLo } = core.spans;
  for (let row = spanIdLo.indexOf(lo); row !== -1; row = spanIdLo.indexOf(lo, row + 1)) {
    if (spanIdHi[row] === hi && core.oddSpanIds.get(row) === odd) found.push(spanIndex(row));
  }
  return found;
}

/** The id of a span: 16 lower-case hex digits, an odd id as it came, "" for a span without one. */
export function spanIdText(
  core: {
    readonly spans: Pick<SpanTable, "spanIdHi" | "spanIdLo">;
    readonly oddSpanIds: TraceCore["oddSpanIds"];
  },
  span: SpanIndex,
): string {
  return (
    core.oddSpanIds.get(span) ?? spanKeyText(core.spans.spanIdHi[span]!, core.spans.spanIdLo[span]!)
  );
}

/** The name of a span's service; "" when it has none. */
export function spanService(core: TraceCore, span: SpanIndex): string {
  return core.names[core.resourceService[core.spans.resource[span]!]!] ?? "";
}

/** The name of a span. */
export function spanName(core: TraceCore, span: SpanIndex): string {
  return core.names[core.spans.name[span]!] ?? "";
}

/** The spans above a span, from its parent up to its root. */
export function ancestors(core: TraceCore, span: SpanIndex): SpanIndex[] {
  const above: SpanIndex[] = [];
  for (let row = core.spans.parent[span]!; row >= 0; row = core.spans.parent[row]!) {
    above.push(spanIndex(row));
  }
  return above;
}

/** The topmost of the spans above a span, or the span itself where there are none. */
export function rootOf(core: TraceCore, span: SpanIndex): SpanIndex {
  let row: number = span;
  for (let up = row; up >= 0; up = core.spans.parent[row]!) row = up;
  return spanIndex(row);
}

/** True when not all spans of a trace are below one of them. O(1). */
export const hasManyRoots = ({ spans }: TraceCore): boolean =>
  spans.length > 0 && spans.subtreeEnd[0]! < spans.length;

/** True when `span` is below `ancestor`, at any depth; a span is not below itself. O(1). */
export function isDescendant(core: TraceCore, span: SpanIndex, ancestor: SpanIndex): boolean {
  return span > ancestor && span < core.spans.subtreeEnd[ancestor]!;
}
