import { lowerBound } from "@/lib/bisect";
import type { AttributeTable } from "@/model/attribute-table";
import type { IssueTable } from "@/model/issue-table";
import type { SparseColumn } from "@/model/sparse-column";
import { SpanFlag, type SpanTable } from "@/model/span-table";
import type { Trace, TraceCore } from "@/model/trace";
import type { ServiceCount } from "@/model/trace-summary";

/**
 * A span with all that is below it, as a trace of its own: rows are counted from that span, times
 * from the earliest start among them. It shares with the whole trace whatever is not counted by
 * rows. The trace that was given is not changed. O(spans of the subtree + events and links of the
 * trace).
 */
export function subtree(trace: Trace, root: number): Trace {
  const { spans } = trace;
  const end = spans.subtreeEnd[root]!;
  const length = end - root;
  const [startNs, endNs] = extent(spans, root, end);
  const depth = spans.depth[root]!;
  const table: SpanTable = {
    length,
    spanIdHi: spans.spanIdHi.subarray(root, end),
    spanIdLo: spans.spanIdLo.subarray(root, end),
    parent: spans.parent.slice(root, end).map((parent, at) => (at === 0 ? -1 : parent - root)),
    subtreeEnd: spans.subtreeEnd.slice(root, end).map((one) => one - root),
    depth: spans.depth.slice(root, end).map((one) => one - depth),
    startNs: spans.startNs.slice(root, end).map((one) => one - startNs),
    durationNs: spans.durationNs.subarray(root, end),
    name: spans.name.subarray(root, end),
    statusMessage: spans.statusMessage.subarray(root, end),
    resource: spans.resource.subarray(root, end),
    scope: spans.scope.subarray(root, end),
    kind: spans.kind.subarray(root, end),
    statusCode: spans.statusCode.subarray(root, end),
    flags: spans.flags.subarray(root, end),
    // Events and links keep their places.
    eventOffset: spans.eventOffset.subarray(root, end + 1),
    linkOffset: spans.linkOffset.subarray(root, end + 1),
  };
  const services = countServices(trace, root, end);
  const epochUnixNano = trace.epochUnixNano + BigInt(startNs);
  const durationNs = endNs - startNs;
  const timeNs = trace.eventTimeNs.map((time) => time - startNs);
  const part = (column: SparseColumn): SparseColumn => sparsePart(column, root, end);
  return {
    ...trace,
    epochUnixNano,
    durationNs,
    spans: table,
    eventTimeNs: timeNs,
    events: { ...trace.events, timeNs },
    maxDepth: table.depth.reduce((most, one) => Math.max(most, one), 0),
    rootSpan: 0,
    summary: {
      traceId: trace.traceId,
      rootService: trace.names[trace.resourceService[table.resource[0]!]!] ?? "",
      rootName: trace.names[table.name[0]!] ?? "",
      startUnixNano: epochUnixNano,
      durationNs,
      spanCount: length,
      errorCount: services.reduce((sum, { errorCount }) => sum + errorCount, 0),
      orphanCount: 0,
      services,
    },
    oddSpanIds: new Map(
      [...trace.oddSpanIds].flatMap(([span, id]) =>
        span >= root && span < end ? [[span - root, id] as const] : [],
      ),
    ),
    links: {
      ...trace.links,
      target: trace.links.target.map((span) => (span >= root && span < end ? span - root : -1)),
    },
    attributes: attributesPart(trace.attributes, root, end),
    issues: issuesPart(trace.issues, root, end),
    spanWarnings: part(trace.spanWarnings),
    traceFlags: part(trace.traceFlags),
    traceState: part(trace.traceState),
    droppedAttributesCount: part(trace.droppedAttributesCount),
    droppedEventsCount: part(trace.droppedEventsCount),
    droppedLinksCount: part(trace.droppedLinksCount),
    unknownFields: part(trace.unknownFields),
  };
}

const attributesPart = (table: AttributeTable, root: number, end: number): AttributeTable => ({
  ...table,
  offset: table.offset.subarray(root, end + 1),
});

/** The values of rows [root, end), counted from `root`. */
function sparsePart({ rows, values }: SparseColumn, root: number, end: number): SparseColumn {
  const [from, to] = [lowerBound(rows, root), lowerBound(rows, end)];
  return {
    rows: rows.slice(from, to).map((row) => row - root),
    values: values.subarray(from, to),
  };
}

function issuesPart({ span, code, detail }: IssueTable, root: number, end: number): IssueTable {
  const [from, to] = [lowerBound(span, root), lowerBound(span, end)];
  return {
    length: to - from,
    span: span.slice(from, to).map((row) => row - root),
    code: code.subarray(from, to),
    detail: detail.subarray(from, to),
  };
}

/** The earliest start and the latest end of some spans. */
function extent(spans: SpanTable, from: number, end: number): readonly [number, number] {
  let earliest = Number.POSITIVE_INFINITY;
  let latest = Number.NEGATIVE_INFINITY;
  for (let span = from; span < end; span += 1) {
    earliest = Math.min(earliest, spans.startNs[span]!);
    latest = Math.max(latest, spans.startNs[span]! + spans.durationNs[span]!);
  }
  return [earliest, latest];
}

/** The services of some spans, by name. */
function countServices(
  { spans, names, resourceService }: TraceCore,
  from: number,
  end: number,
): ServiceCount[] {
  const counts = new Map<string, { spanCount: number; errorCount: number }>();
  for (let span = from; span < end; span += 1) {
    const name = names[resourceService[spans.resource[span]!]!] ?? "";
    const count = counts.get(name) ?? { spanCount: 0, errorCount: 0 };
    count.spanCount += 1;
    if ((spans.flags[span]! & SpanFlag.Error) !== 0) count.errorCount += 1;
    counts.set(name, count);
  }
  return [...counts]
    .map(([name, count]) => ({ name, ...count }))
    .sort((one, two) => (one.name < two.name ? -1 : one.name > two.name ? 1 : 0));
}
