import type { SpanIndex } from "@/model/indexes";
import type { Trace } from "@/model/trace";

/** Rows of the spans of a trace that link to one of its spans, ascending; each once. */
export function linksIn({ links, spans }: Trace, target: SpanIndex): Uint32Array {
  const rows: number[] = [];
  let row = 0;
  for (let link = 0; link < links.length; link += 1) {
    if (links.target[link] !== target) continue;
    while (spans.linkOffset[row + 1]! <= link) row += 1;
    if (rows.at(-1) !== row) rows.push(row);
  }
  return Uint32Array.from(rows);
}
