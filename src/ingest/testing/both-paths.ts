import { expect } from "vitest";
import { Problem } from "@/lib/problem";
import { spanIndex } from "@/model/indexes";
import { readSpan } from "@/model/read-span";
import type { SpanSink } from "@/model/span-sink";
import type { Trace } from "@/model/trace";
import { TraceSetBuilder } from "@/model/trace-set-builder";
import { ingestStream } from "../ingest";
import { fillingStreamOf } from "./read-text";

/** What came of a document, in a form that can be compared. */
export interface Outcome {
  readonly format: string;
  readonly problem: unknown;
  readonly traces: readonly unknown[];
}

/** How many spans took which way. */
export interface Taken {
  packed: number;
  spans: number;
}

/** A sink that hands everything to another one but does not take packed spans. */
function unpacked(sink: SpanSink): SpanSink {
  return new Proxy(sink, {
    get: (target, key) => {
      if (key === "packed") return undefined;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

/** A sink that counts what it is handed packed. */
function counting(builder: TraceSetBuilder, taken: Taken): SpanSink {
  const packed = {
    ...builder.packed,
    packed: (span: Parameters<typeof builder.packed.packed>[0]) => {
      taken.packed += 1;
      builder.packed.packed(span);
    },
  };
  return new Proxy<SpanSink>(builder, {
    get: (target, key) => {
      if (key === "packed") return packed;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

/** Everything about a trace but the numbers of its strings, which differ from reader to reader. */
function contentsOf(trace: Trace): unknown {
  const { spans, summary, issueCounts, traceWarnings, epochUnixNano, maxDepth } = trace;
  const views = Array.from({ length: spans.length }, (_, row) => readSpan(trace, spanIndex(row)));
  const [flags, depth] = [Array.from(spans.flags), Array.from(spans.depth)];
  const order = [Array.from(spans.parent), Array.from(spans.subtreeEnd)];
  return {
    views,
    flags,
    depth,
    order,
    summary,
    issueCounts,
    traceWarnings,
    epochUnixNano,
    maxDepth,
  };
}

async function outcomeOf(
  bytes: Uint8Array,
  chunk: number,
  sink: SpanSink,
  builder: TraceSetBuilder,
): Promise<Outcome> {
  let format = "";
  let problem: unknown;
  try {
    const result = await ingestStream(fillingStreamOf(bytes, chunk), sink);
    format = result.format;
    problem = result.partial?.toJSON();
  } catch (error) {
    if (!(error instanceof Problem) || error.code === "internal") throw error;
    problem = error.toJSON();
  }
  return { format, problem, traces: builder.finish().map(contentsOf) };
}

/** Reads bytes both ways and expects the same of them, down to the places in Problems. */
export async function expectSameBothWays(
  bytes: Uint8Array,
  chunk: number,
  taken: Taken,
): Promise<void> {
  const general = new TraceSetBuilder();
  const expected = await outcomeOf(bytes, chunk, unpacked(general), general);
  const fast = new TraceSetBuilder();
  const found = await outcomeOf(bytes, chunk, counting(fast, taken), fast);
  taken.spans += fast.spanCount;
  expect(found).toEqual(expected);
}
