import type { SpanFields, WireTime } from "@/model/span-sink";
import type { SpanView } from "@/model/span-view";
import { spanIndex } from "@/model/indexes";
import { readSpan } from "@/model/read-span";
import { spanName } from "@/model/span-search";
import type { Trace } from "@/model/trace";
import { TraceSetBuilder } from "@/model/trace-set-builder";
import { diagramEpochMicros, emptySpan } from "./trace-diagram";

const owner = { attributes: [], droppedAttributesCount: 0, schemaUrl: "" };

/** A time so many nanoseconds after the start of the tests' clock. */
export function clockTime(ns: number): WireTime {
  const micros = Math.floor(ns / 1000);
  return { micros: diagramEpochMicros + micros, nanos: ns - micros * 1000 };
}

/** A builder with a resource and a scope in their rows 0, which spans have unless they say more. */
export function newBuilder(service = "service"): TraceSetBuilder {
  const builder = new TraceSetBuilder();
  builder.resource({ ...owner, service });
  builder.scope({ ...owner, name: "", version: "" });
  return builder;
}

/** One trace of spans that are given by the fields that a test is about. */
export function traceOf(...spans: readonly Partial<SpanFields>[]): Trace {
  const builder = newBuilder();
  for (const span of spans) builder.span({ ...emptySpan, ...span });
  const traces = builder.finish();
  if (traces.length !== 1) throw new Error(`${traces.length} traces`);
  return traces[0] as Trace;
}

/** Rows as text, one per span: indentation is the depth. */
export function outline(trace: Trace): string[] {
  return Array.from(
    trace.spans.depth,
    (depth, row) => `${"  ".repeat(depth)}${spanName(trace, spanIndex(row))}`,
  );
}

/** The first span with a name, as an object. */
export function spanNamed(trace: Trace, name: string): SpanView {
  const row = trace.spans.name.indexOf(trace.names.indexOf(name));
  return readSpan(trace, spanIndex(row));
}
