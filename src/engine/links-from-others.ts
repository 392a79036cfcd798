import { linksTo } from "@/derive/links-in";
import { createBreather } from "@/lib/breather";
import { spanIndex, type SpanIndex } from "@/model/indexes";
import { readSpanKey } from "@/model/span-key";
import { spanIdText, spanName, spanService } from "@/model/span-search";
import { SpanFlag } from "@/model/span-table";
import type { Trace } from "@/model/trace";
import type { CallOptions, LinksFromOthers, OtherSpan } from "./trace-engine";

/** More than a panel lists; the rest are counted. */
const mostTold = 200;

/**
 * The spans of other traces that link to a span. Several readings of one trace (a part of it that
 * came first, one with corrected times) count once, the latest of them.
 */
export async function linksFromOthers(
  trace: Trace,
  span: SpanIndex,
  among: readonly Trace[],
  { signal }: CallOptions,
): Promise<LinksFromOthers> {
  const breathe = createBreather(signal);
  const others = new Map(among.map((other) => [other.traceId, other]));
  others.delete(trace.traceId);
  const key = readSpanKey(spanIdText(trace, span), { hi: 0, lo: 0, odd: undefined });
  const spans: OtherSpan[] = [];
  let total = 0;
  for (const other of others.values()) {
    const rows = linksTo(other, trace.traceId, key);
    total += rows.length;
    for (const row of rows.subarray(0, mostTold - spans.length)) {
      spans.push(mention(other, spanIndex(row)));
    }
    await breathe();
  }
  return { spans, total };
}

function mention(trace: Trace, row: SpanIndex): OtherSpan {
  return {
    traceId: trace.traceId,
    spanId: spanIdText(trace, row),
    service: spanService(trace, row),
    name: spanName(trace, row),
    durationNs: trace.spans.durationNs[row] ?? 0,
    isError: ((trace.spans.flags[row] ?? 0) & SpanFlag.Error) !== 0,
  };
}
