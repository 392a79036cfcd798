import { SpanFlag, type SpanTable } from "./span-table";
import type { TraceCore } from "./trace";
import type { ServiceCount, TraceSummary } from "./trace-summary";

/**
 * The row that names the trace: the earliest span without a parent id; if there is none, the
 * earliest orphan; if all parents form cycles, the earliest span that was cut from one. -1 for a
 * trace without spans. Rows of depth 0 are in order of start already.
 */
export function findRootSpan(spans: SpanTable): number {
  let orphan = -1;
  for (let row = 0; row < spans.length; row = spans.subtreeEnd[row]!) {
    const flags = spans.flags[row]!;
    if ((flags & (SpanFlag.Orphan | SpanFlag.CycleCut)) === 0) return row;
    if (orphan < 0 && (flags & SpanFlag.Orphan) !== 0) orphan = row;
  }
  if (orphan >= 0) return orphan;
  return spans.length > 0 ? 0 : -1;
}

/** What search results say of a trace, from its columns. */
export function summariseTrace(
  core: Pick<
    TraceCore,
    "traceId" | "epochUnixNano" | "durationNs" | "spans" | "names" | "resourceService" | "rootSpan"
  >,
): TraceSummary {
  const { spans, names, resourceService, rootSpan } = core;
  const spanCounts = new Uint32Array(names.length);
  const errorCounts = new Uint32Array(names.length);
  let errorCount = 0;
  let orphanCount = 0;
  let levels = 0;
  for (let row = 0; row < spans.length; row += 1) {
    const service = resourceService[spans.resource[row]!]!;
    const flags = spans.flags[row]!;
    spanCounts[service] = spanCounts[service]! + 1;
    levels = Math.max(levels, spans.depth[row]! + 1);
    if ((flags & SpanFlag.Orphan) !== 0) orphanCount += 1;
    if ((flags & SpanFlag.Error) === 0) continue;
    errorCount += 1;
    errorCounts[service] = errorCounts[service]! + 1;
  }
  const services: ServiceCount[] = [];
  names.forEach((name, id) => {
    const spanCount = spanCounts[id]!;
    if (spanCount > 0) services.push({ name, spanCount, errorCount: errorCounts[id]! });
  });
  services.sort((a, b) => (a.name < b.name ? -1 : 1));
  const hasRoot = rootSpan >= 0;
  return {
    traceId: core.traceId,
    rootService: hasRoot ? (names[resourceService[spans.resource[rootSpan]!]!] ?? "") : "",
    rootName: hasRoot ? (names[spans.name[rootSpan]!] ?? "") : "",
    startUnixNano: core.epochUnixNano,
    durationNs: core.durationNs,
    spanCount: spans.length,
    errorCount,
    orphanCount,
    levels,
    services,
  };
}
