import { ingestStream } from "@/ingest/ingest";
import { abortReason } from "@/lib/deadline";
import { type Fetch, openStream } from "@/lib/http";
import { normaliseTraceId } from "@/lib/ids";
import { isUnknownPath } from "@/lib/http-status";
import { Problem } from "@/lib/problem";
import type { Trace } from "@/model/trace";
import { TraceSetBuilder } from "@/model/trace-set-builder";
import type { HttpRequest, LoadOptions, TraceFormat, TraceSource } from "@/model/trace-source";

/** The traces of one answer of a server. */
interface ReadAnswer {
  readonly traces: readonly Trace[];
  readonly format: TraceFormat;
  readonly bytes: number;
  readonly partial?: Problem;
}

/** One trace, and how it came. */
export interface ReadTrace extends Omit<ReadAnswer, "traces"> {
  readonly trace: Trace;
}

/** Trace ids are compared in their canonical form: servers differ in case and in leading zeros. */
export const canonicalTraceId = (id: string): string => normaliseTraceId(id) ?? id;

/** Asks, and reads everything that comes into traces. */
export async function readAnswer(
  request: HttpRequest,
  fetch: Fetch | undefined,
  options: LoadOptions,
): Promise<ReadAnswer> {
  const { signal, onProgress } = options;
  onProgress?.({ phase: "waiting", bytes: 0, spans: 0 });
  try {
    const { stream, totalBytes, url } = await openStream(request, { signal, fetch });
    const builder = new TraceSetBuilder();
    const { format, bytes, spans, partial } = await ingestStream(stream, builder, {
      ...(signal ? { signal } : {}),
      ...(totalBytes === undefined ? {} : { totalBytes }),
      ...(onProgress ? { onProgress } : {}),
    });
    onProgress?.({ phase: "building", bytes, spans });
    const traces = builder.finish();
    return { traces, format, bytes, ...(partial ? { partial: partial.with({ url }) } : {}) };
  } catch (error) {
    if (signal?.aborted) throw abortReason(signal);
    if (error instanceof Problem && !("url" in error.params)) {
      throw error.with({ url: request.url });
    }
    throw error;
  }
}

/** Reads the trace that was asked for, from the first place that knows such a path. */
export async function readTraceFrom(
  source: Extract<TraceSource, { kind: "request" }>,
  fetch: Fetch | undefined,
  options: LoadOptions,
): Promise<ReadTrace> {
  const wanted = canonicalTraceId(source.traceId);
  let last = new Problem("not-found", { traceId: source.traceId });
  for (const request of source.attempts) {
    try {
      const { traces, ...rest } = await readAnswer(request, fetch, options);
      const trace = traces.find(({ traceId }) => traceId === wanted);
      if (trace) return { trace, ...rest };
      // Of an answer that broke off, nobody knows what the rest would have been.
      throw rest.partial ?? new Problem("not-found", { traceId: source.traceId, url: request.url });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      last = error.with({ traceId: source.traceId });
      if (!isUnknownPath(error)) throw last;
    }
  }
  throw last;
}
