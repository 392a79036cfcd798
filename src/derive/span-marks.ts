import type { Trace } from "@/model/trace";

/** What a span is about, by the semantic conventions whose attributes it has. */
export const SpanCategory = {
  None: 0,
  Http: 1,
  Rpc: 2,
  Messaging: 3,
  Database: 4,
  GenAi: 5,
} as const;
export type SpanCategory = (typeof SpanCategory)[keyof typeof SpanCategory];

/** Bits of a span's mark that are its category. */
export const categoryMask = 7;
/** Bit of a span's mark: a link of another span of the trace leads to it. */
export const linkedHere = 8;

/**
 * A mark for every span: its category, and whether others link to it. A span with attributes of
 * several conventions has the most particular one: a call of a model or a database is also one over
 * HTTP or RPC. O(attributes + links); the text of each distinct key is looked at once.
 */
export function spanMarks(trace: Trace): Uint8Array {
  const { spans, attributes, strings, links } = trace;
  const marks = new Uint8Array(spans.length);
  const ofKey = new Map<number, SpanCategory>();
  for (let span = 0; span < spans.length; span += 1) {
    let best: SpanCategory = SpanCategory.None;
    for (let row = attributes.offset[span]!; row < attributes.offset[span + 1]!; row += 1) {
      const id = attributes.key[row]!;
      let category = ofKey.get(id);
      if (category === undefined) {
        category = categoryOf(strings.text(id));
        ofKey.set(id, category);
      }
      if (category > best) best = category;
    }
    marks[span] = best;
  }
  for (let link = 0; link < links.length; link += 1) {
    const target = links.target[link]!;
    if (target >= 0) marks[target]! |= linkedHere;
  }
  return marks;
}

function categoryOf(key: string): SpanCategory {
  if (key.startsWith("gen_ai.")) return SpanCategory.GenAi;
  if (key === "db.system" || key === "db.system.name") return SpanCategory.Database;
  if (key === "messaging.system" || key === "message_bus.destination")
    return SpanCategory.Messaging;
  if (key === "rpc.system" || key === "rpc.system.name" || key === "rpc.service") {
    return SpanCategory.Rpc;
  }
  return /^http\.(method|request\.method|status_code|response\.status_code|url|route)$/.test(key)
    ? SpanCategory.Http
    : SpanCategory.None;
}
