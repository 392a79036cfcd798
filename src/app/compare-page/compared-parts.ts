import { counterparts } from "@/derive/counterparts";
import { spanIndex, type SpanIndex } from "@/model/indexes";
import type { TraceCore } from "@/model/trace";
import { type CompareParams, wholeTrace } from "@/state/compare-params";
import { sourceParam } from "../source-param";
import type { SourceKind } from "../sources";
import { formatSpanParam, parseSpanParam } from "../trace-page/span-param";

/** The span at the top of what is compared of each trace; undefined: all of it. */
export interface ComparedRoots {
  readonly a: SpanIndex | undefined;
  readonly b: SpanIndex | undefined;
}

/** What a URL says of the parts of two traces that are compared. */
export function chosenRoots(a: TraceCore, b: TraceCore, params: CompareParams): ComparedRoots {
  const inA = parseSpanParam(a, params.rootA);
  const inB = parseSpanParam(b, params.rootB);
  if (inA !== undefined && params.rootB === undefined) {
    return { a: inA, b: counterparts(a, inA, b)[0] };
  }
  if (inB !== undefined && params.rootA === undefined) {
    return { a: counterparts(b, inB, a)[0], b: inB };
  }
  return { a: inA, b: inB };
}

/** The parameters of a URL for the subtrees of two spans. */
export const rootParams = (
  [a, b]: readonly [TraceCore, TraceCore],
  roots: ComparedRoots,
): { readonly rootA: string | undefined; readonly rootB: string | undefined } => {
  const isWhole = roots.a === undefined && roots.b === undefined;
  const param = (core: TraceCore, root: SpanIndex | undefined) =>
    root === undefined ? wholeTrace : formatSpanParam(core, root);
  return isWhole
    ? { rootA: undefined, rootB: undefined }
    : { rootA: param(a, roots.a), rootB: param(b, roots.b) };
};

/** A trace of which all or a part is shown: spans of the part are counted from its root. */
export interface ShownSide {
  readonly kind: SourceKind;
  readonly whole: TraceCore;
  readonly root: SpanIndex | undefined;
}

/** A span of what is shown as one of the whole trace. */
export const spanOfWhole = ({ root }: ShownSide, span: number): SpanIndex =>
  spanIndex(span + (root ?? 0));

/** Where a span of what is shown is to be seen in its own trace. */
export const spanLocation = (side: ShownSide, span: number) =>
  ({
    to: "/trace/$traceId",
    params: { traceId: side.whole.traceId },
    search: {
      ...sourceParam(side.kind),
      span: formatSpanParam(side.whole, spanOfWhole(side, span)),
    },
  }) as const;
