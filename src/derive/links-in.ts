import type { SpanIndex } from "@/model/indexes";
import type { SpanKey } from "@/model/span-key";
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

/** Rows of the spans of a trace that link to a span of another one, ascending; each once. */
export function linksTo(
  { links, spans, strings }: Trace,
  traceId: string,
  { hi, lo, odd }: SpanKey,
): Uint32Array {
  const rows: number[] = [];
  if (hi === 0 && lo === 0) return new Uint32Array(0);
  const { spanIdHi, spanIdLo, oddSpanIds } = links;
  let row = 0;
  for (let link = spanIdLo.indexOf(lo); link !== -1; link = spanIdLo.indexOf(lo, link + 1)) {
    if (spanIdHi[link] !== hi || oddSpanIds.get(link) !== odd) continue;
    if (strings.text(links.traceId[link]!) !== traceId) continue;
    while (spans.linkOffset[row + 1]! <= link) row += 1;
    if (rows.at(-1) !== row) rows.push(row);
  }
  return Uint32Array.from(rows);
}
