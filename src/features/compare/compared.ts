import type { TraceComparison } from "@/derive/comparison";
import type { LoadedTrace } from "@/engine/trace-engine";
import { spanIndex, type SpanIndex } from "@/model/indexes";
import type { Source } from "@/queries/source-context";
import { spanName, spanService } from "@/model/span-search";

/** Two loaded traces and what came of comparing them. */
export interface Compared {
  readonly a: LoadedTrace;
  readonly b: LoadedTrace;
  readonly comparison: TraceComparison;
  /** Where each comes from; absent: both from the source of the page. */
  readonly sources?: { readonly a: Source; readonly b: Source };
}

export type Side = "a" | "b";

/** The spans of one trace in a row. */
export function spansInRow({ comparison }: Compared, side: Side, row: number): Uint32Array {
  const { offset, spans } = comparison[side];
  return spans.subarray(offset[row], offset[row + 1]);
}

export interface RowNames {
  readonly service: string;
  readonly name: string;
}

/** What the spans of one trace in a row are called; undefined where it has none there. */
export function namesInRow(compared: Compared, side: Side, row: number): RowNames | undefined {
  const span = spansInRow(compared, side, row)[0];
  if (span === undefined) return undefined;
  const { core } = compared[side];
  return { service: spanService(core, spanIndex(span)), name: spanName(core, spanIndex(span)) };
}

/** One of the spans of a trace in a row, by its place; the nearest there is. */
export function spanAt(
  compared: Compared,
  side: Side,
  row: number,
  place: number,
): SpanIndex | undefined {
  const spans = spansInRow(compared, side, row);
  const span = spans[Math.min(place, spans.length - 1)];
  return span === undefined ? undefined : spanIndex(span);
}
