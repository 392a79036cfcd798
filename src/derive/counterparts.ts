import { spanIndex, type SpanIndex } from "@/model/indexes";
import { spanName, spanService } from "@/model/span-search";
import type { TraceCore } from "@/model/trace";

/**
 * The spans of another trace that have the service and the name of a span, the likeliest counterpart
 * first: of the same kind, then below the most equal callers, then at the same place among its
 * equals, then by start. O(n), and the depth of those that are found.
 */
export function counterparts(core: TraceCore, span: SpanIndex, other: TraceCore): SpanIndex[] {
  const like = alike(core, span, other);
  const ordinal = alike(core, span, core).indexOf(span);
  const ranked = like.map((one, at) => ({
    one,
    isOtherKind: other.spans.kind[one] === core.spans.kind[span] ? 0 : 1,
    callers: equalCallers(core, span, other, one),
    apart: Math.abs(at - ordinal),
  }));
  ranked.sort(
    (x, y) => x.isOtherKind - y.isOtherKind || y.callers - x.callers || x.apart - y.apart,
  );
  return ranked.map(({ one }) => one);
}

/** Spans with the service and the name of a span, in their order. */
function alike(core: TraceCore, span: SpanIndex, other: TraceCore): SpanIndex[] {
  const { spans, names, resourceService } = other;
  const name = names.indexOf(spanName(core, span));
  const service = names.indexOf(spanService(core, span));
  const found: SpanIndex[] = [];
  if (name < 0 || service < 0) return found;
  for (let one = spans.name.indexOf(name); one >= 0; one = spans.name.indexOf(name, one + 1)) {
    if (resourceService[spans.resource[one]!] === service) found.push(spanIndex(one));
  }
  return found;
}

/** How many callers in a row are called alike, from the parents up. */
function equalCallers(core: TraceCore, span: number, other: TraceCore, one: number): number {
  let [a, b] = [core.spans.parent[span]!, other.spans.parent[one]!];
  let equal = 0;
  for (; a >= 0 && b >= 0; a = core.spans.parent[a]!, b = other.spans.parent[b]!) {
    const [inA, inB] = [spanIndex(a), spanIndex(b)];
    if (spanName(core, inA) !== spanName(other, inB)) break;
    if (spanService(core, inA) !== spanService(other, inB)) break;
    equal += 1;
  }
  // Up to the root on both sides is more than the same up to somewhere.
  return equal * 2 + (a < 0 && b < 0 ? 1 : 0);
}
