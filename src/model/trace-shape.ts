import { SpanFlag } from "./span-table";
import type { TraceCore } from "./trace";

/** A trace in small: a few bars, each of one span, from top to bottom as in the timeline. */
export interface TraceShape {
  readonly spanCount: number;
  /** Levels of spans below each other; 1 for a trace of roots alone, 0 without spans. */
  readonly levels: number;
  /** Spans behind each bar, at most. */
  readonly spansPerBar: number;
  /** The services of the bars, each once. */
  readonly services: readonly string[];
  readonly bars: readonly ShapeBar[];
}

export interface ShapeBar {
  /** Shares of the trace's duration: 0 to 1. */
  readonly start: number;
  readonly length: number;
  /** Place in `services`. */
  readonly service: number;
  /** Some span behind it is an error. */
  readonly isError: boolean;
}

/**
 * The shape of a trace in at most so many bars: where there are more spans, a bar stands for
 * several that follow each other, and is drawn as the longest of them (the first of equal ones).
 */
export function traceShape(
  core: Pick<TraceCore, "spans" | "names" | "resourceService" | "durationNs" | "maxDepth">,
  mostBars: number,
): TraceShape {
  const { spans, names, resourceService, durationNs, maxDepth } = core;
  const spansPerBar = Math.max(1, Math.ceil(spans.length / mostBars));
  const places = new Map<string, number>();
  const bars: ShapeBar[] = [];
  const total = durationNs > 0 ? durationNs : 1;
  for (let from = 0; from < spans.length; from += spansPerBar) {
    const to = Math.min(from + spansPerBar, spans.length);
    let longest = from;
    let isError = false;
    for (let row = from; row < to; row += 1) {
      if (spans.durationNs[row]! > spans.durationNs[longest]!) longest = row;
      if ((spans.flags[row]! & SpanFlag.Error) !== 0) isError = true;
    }
    const service = names[resourceService[spans.resource[longest]!]!] ?? "";
    const place = places.get(service) ?? places.size;
    places.set(service, place);
    bars.push({
      start: spans.startNs[longest]! / total,
      length: spans.durationNs[longest]! / total,
      service: place,
      isError,
    });
  }
  return {
    spanCount: spans.length,
    levels: spans.length === 0 ? 0 : maxDepth + 1,
    spansPerBar,
    services: [...places.keys()],
    bars,
  };
}
