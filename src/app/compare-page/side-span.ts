import type { LoadedTrace } from "@/engine/trace-engine";
import { spanIndex } from "@/model/indexes";
import { formatSpanParam, parseSpanParam } from "../trace-page/span-param";

/** In the URL, spans of B begin with this: both traces may have a span of one id. */
const ofB = "b:";

/** Two loaded traces. */
export interface TwoTraces {
  readonly a: LoadedTrace;
  readonly b: LoadedTrace;
}

/** A span of one of two traces. */
export interface SideSpan {
  readonly side: "a" | "b";
  readonly span: number;
}

/** A span of one of two traces, for the URL. */
export function formatSideSpan(traces: TwoTraces, { side, span }: SideSpan): string {
  const param = formatSpanParam(traces[side].core, spanIndex(span));
  return side === "a" ? param : `${ofB}${param}`;
}

/** Reads what `formatSideSpan` wrote; undefined for spans that the trace does not have. */
export function parseSideSpan(traces: TwoTraces, text: string | undefined) {
  if (text === undefined) return undefined;
  const side = text.startsWith(ofB) ? ("b" as const) : ("a" as const);
  const span = parseSpanParam(traces[side].core, side === "b" ? text.slice(ofB.length) : text);
  return span === undefined ? undefined : { side, span };
}
