import { gatherFloat64, gatherUint32, gatherUint8 } from "@/lib/gather";
import type { BuilderColumns } from "./builder-columns";
import {
  flagsOf,
  gatherLinks,
  type OrderedDraft,
  ownerRows,
  parentRows,
  renumber,
} from "./freeze-rows";
import type { TraceCalls } from "./trace-calls";

/**
 * As `freezeRows`, for who only counts calls: a fraction of the columns, and names and resources
 * under the numbers that they have in the builder, which serve for all of its traces.
 */
export function freezeCalls(
  columns: BuilderColumns,
  ordered: OrderedDraft,
): Omit<TraceCalls, "strings"> {
  const { draft, order, traceId } = ordered;
  const { spans } = columns;
  const { spanAt } = order;
  const source = gatherUint32(draft.rows, spanAt);
  const { table: links, offset: linkOffset } = gatherLinks(columns, ordered, source);
  return {
    traceId,
    names: columns.names,
    resourceService: columns.serviceNames,
    spans: {
      length: draft.length,
      spanIdHi: gatherUint32(draft.ids.hi, spanAt),
      spanIdLo: gatherUint32(draft.ids.lo, spanAt),
      parent: parentRows(draft, order),
      subtreeEnd: order.subtreeEnd,
      startNs: gatherFloat64(draft.startNs, spanAt),
      durationNs: gatherFloat64(draft.durationNs, spanAt),
      name: gatherUint32(spans.name.view(), source),
      resource: ownerRows(spans.resource, columns.resources, source),
      kind: gatherUint8(draft.kind, spanAt),
      flags: flagsOf(draft, order, gatherUint8(spans.statusCode.view(), source)),
      linkOffset,
    },
    links,
    oddSpanIds: renumber(draft.ids.odd, order.rowOf),
    attributes: columns.attributes.gather(spans.attributeStart.view(), source),
  };
}
