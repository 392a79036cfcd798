import { spanIndex, type SpanIndex } from "@/model/indexes";
import { findSpanById, spanIdText } from "@/model/span-search";
import type { TraceCore } from "@/model/trace";

/**
 * A span as a URL names it: by its id; with "~2", "~3", … where it is not the first of that id; by
 * "~" and its row where it has none.
 */
export function formatSpanParam(core: TraceCore, span: SpanIndex): string {
  const id = spanIdText(core, span);
  if (id === "") return `~${span}`;
  const position = findSpanById(core, id).indexOf(span);
  return position > 0 ? `${id}~${position + 1}` : id;
}

/** The span that a URL names, if the trace has it. */
export function parseSpanParam(core: TraceCore, text: string | undefined): SpanIndex | undefined {
  if (text === undefined) return undefined;
  const byId = findSpanById(core, text)[0];
  if (byId !== undefined) return byId;
  const match = /^(.*)~(\d{1,9})$/su.exec(text);
  if (!match) return undefined;
  const number = Number(match[2]);
  if (match[1] !== "") return findSpanById(core, match[1] ?? "")[number - 1];
  return number < core.spans.length ? spanIndex(number) : undefined;
}

/** A span as a list of spans names it: without a comma, which parts them. */
export function formatPinName(core: TraceCore, span: SpanIndex): string {
  const name = formatSpanParam(core, span);
  return name.includes(",") ? `~${span}` : name;
}
