import type { Trace, TraceCore } from "./trace";

/**
 * A copy of the hot half of a trace that owns its memory, and the buffers to hand over with it: a
 * worker keeps the trace, the page gets the core without a second copy on the way.
 */
export function copyCore(trace: Trace): { core: TraceCore; transfer: ArrayBuffer[] } {
  const transfer: ArrayBuffer[] = [];
  const copy = <A extends Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array>(
    column: A,
  ): A => {
    const copied = column.slice() as A;
    transfer.push(copied.buffer as ArrayBuffer);
    return copied;
  };
  const { spans } = trace;
  const core: TraceCore = {
    traceId: trace.traceId,
    epochUnixNano: trace.epochUnixNano,
    durationNs: trace.durationNs,
    spans: {
      length: spans.length,
      spanIdHi: copy(spans.spanIdHi),
      spanIdLo: copy(spans.spanIdLo),
      parent: copy(spans.parent),
      subtreeEnd: copy(spans.subtreeEnd),
      depth: copy(spans.depth),
      startNs: copy(spans.startNs),
      durationNs: copy(spans.durationNs),
      name: copy(spans.name),
      statusMessage: copy(spans.statusMessage),
      resource: copy(spans.resource),
      scope: copy(spans.scope),
      kind: copy(spans.kind),
      statusCode: copy(spans.statusCode),
      flags: copy(spans.flags),
      eventOffset: copy(spans.eventOffset),
      linkOffset: copy(spans.linkOffset),
    },
    names: trace.names,
    resourceService: copy(trace.resourceService),
    eventTimeNs: copy(trace.eventTimeNs),
    maxDepth: trace.maxDepth,
    rootSpan: trace.rootSpan,
    summary: trace.summary,
    issueCounts: trace.issueCounts,
    traceWarnings: trace.traceWarnings,
    oddSpanIds: trace.oddSpanIds,
  };
  return { core, transfer };
}
