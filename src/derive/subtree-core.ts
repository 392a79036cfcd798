import { SpanFlag, type SpanTable } from "@/model/span-table";
import type { TraceCore } from "@/model/trace";
import type { ServiceCount } from "@/model/trace-summary";

/**
 * A span with all that is below it, as a trace of its own: its rows are counted from that span, its
 * times from the earliest start among them. Names, resources and what is read one span at a time
 * stay those of the whole trace, and so do the times of events. O(spans of the subtree).
 */
export function subtreeCore(core: TraceCore, root: number): TraceCore {
  const { spans } = core;
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
    eventOffset: spans.eventOffset.subarray(root, end + 1),
    linkOffset: spans.linkOffset.subarray(root, end + 1),
  };
  const services = countServices(core, root, end);
  const epochUnixNano = core.epochUnixNano + BigInt(Math.round(startNs));
  const durationNs = endNs - startNs;
  return {
    ...core,
    epochUnixNano,
    durationNs,
    spans: table,
    maxDepth: table.depth.reduce((most, one) => Math.max(most, one), 0),
    rootSpan: 0,
    summary: {
      traceId: core.traceId,
      rootService: core.names[core.resourceService[table.resource[0]!]!] ?? "",
      rootName: core.names[table.name[0]!] ?? "",
      startUnixNano: epochUnixNano,
      durationNs,
      spanCount: length,
      errorCount: services.reduce((sum, { errorCount }) => sum + errorCount, 0),
      orphanCount: 0,
      services,
    },
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
