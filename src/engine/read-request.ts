import { ingestStream, type IngestOptions } from "@/ingest/ingest";
import { abortReason } from "@/lib/deadline";
import { type Fetch, openStream } from "@/lib/http";
import { normaliseTraceId } from "@/lib/ids";
import { isUnknownPath } from "@/lib/http-status";
import { Problem } from "@/lib/problem";
import type { Trace } from "@/model/trace";
import { TraceSetBuilder } from "@/model/trace-set-builder";
import type {
  HttpRequest,
  LoadOptions,
  LoadProgress,
  TraceFormat,
  TraceSource,
} from "@/model/trace-source";
import { createPreviewer, type Previewer } from "./previewer";

/** The traces of one answer of a server. */
interface ReadAnswer {
  readonly traces: readonly Trace[];
  readonly format: TraceFormat;
  readonly bytes: number;
  readonly partial?: Problem;
}

/** One trace, and how it came. */
export interface ReadTrace extends Omit<ReadAnswer, "traces"> {
  /** What was answered. */
  readonly request: HttpRequest;
  readonly trace: Trace;
}

/** Trace ids are compared in their canonical form: servers differ in case and in leading zeros. */
export const canonicalTraceId = (id: string): string => normaliseTraceId(id) ?? id;

interface ReadOptions extends LoadOptions {
  /** Is given the traces of what has arrived so far, while the rest is being read. */
  readonly onArrived?:
    | ((traces: readonly Trace[], progress: LoadProgress) => Promise<void> | undefined)
    | undefined;
}

/** Asks, and reads everything that comes into traces. */
export async function readAnswer(
  request: HttpRequest,
  fetch: Fetch | undefined,
  options: ReadOptions,
): Promise<ReadAnswer> {
  const { signal, onProgress, onArrived } = options;
  const builder = new TraceSetBuilder();
  let previewer: Previewer | undefined;
  const read = await readInto(builder, request, fetch, {
    ...options,
    onProgress(progress) {
      onProgress?.(progress);
      if (!onArrived || progress.phase !== "reading") return;
      previewer ??= createPreviewer(builder, (traces, arrived) => {
        return signal?.aborted ? undefined : onArrived(traces, arrived);
      });
      previewer.consider(progress);
    },
    hold: () => previewer?.hold(),
  }).finally(() => previewer?.stop());
  return { ...read, traces: builder.finish({ last: true }) };
}

/** Asks, and reads everything that comes into a builder; the traces are left to be made of it. */
export async function readInto(
  builder: TraceSetBuilder,
  request: HttpRequest,
  fetch: Fetch | undefined,
  options: LoadOptions & Pick<IngestOptions, "hold">,
): Promise<Omit<ReadAnswer, "traces">> {
  const { signal, onProgress, hold } = options;
  onProgress?.({ phase: "waiting", bytes: 0, spans: 0 });
  try {
    const { stream, totalBytes, url } = await openStream(request, { signal, fetch });
    const { format, bytes, spans, partial } = await ingestStream(stream, builder, {
      ...(signal ? { signal } : {}),
      ...(totalBytes === undefined ? {} : { totalBytes }),
      ...(onProgress ? { onProgress } : {}),
      ...(hold ? { hold } : {}),
    });
    onProgress?.({ phase: "building", bytes, spans });
    return { format, bytes, ...(partial ? { partial: partial.with({ url }) } : {}) };
  } catch (error) {
    if (signal?.aborted) throw abortReason(signal);
    if (error instanceof Problem && !("url" in error.params)) {
      throw error.with({ url: request.url });
    }
    throw error;
  }
}

/** What a Jaeger answers under a path; what it truly was is known when it has been read. */
const expectedFormat = ({ url }: HttpRequest): TraceFormat =>
  url.includes("/api/v3/") ? "otlp-json" : "jaeger-v1";

/**
 * Reads the trace that was asked for, from the first place that knows such a path. `onArrived` is
 * given what there is of it, now and then, while the rest is being read; that waits for a while
 * for what it returns.
 */
export async function readTraceFrom(
  source: Extract<TraceSource, { kind: "request" }>,
  fetch: Fetch | undefined,
  options: LoadOptions,
  onArrived?: (read: ReadTrace) => Promise<void> | undefined,
): Promise<ReadTrace> {
  const wanted = canonicalTraceId(source.traceId);
  let last = new Problem("not-found", { traceId: source.traceId });
  for (const request of source.attempts) {
    try {
      const { traces, ...rest } = await readAnswer(request, fetch, {
        ...options,
        onArrived:
          onArrived &&
          ((arrived, { bytes }) => {
            const trace = arrived.find(({ traceId }) => traceId === wanted);
            if (!trace) return undefined;
            return onArrived({ trace, request, format: expectedFormat(request), bytes });
          }),
      });
      const trace = traces.find(({ traceId }) => traceId === wanted);
      if (trace) return { trace, request, ...rest };
      // Of an answer that broke off, nobody knows what the rest would have been.
      throw rest.partial ?? new Problem("not-found", { traceId: source.traceId, url: request.url });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const problem = error.with({ traceId: source.traceId });
      if (!isUnknownPath(error)) throw problem;
      // A page of HTML says most about what stands there: a sign-in, most often.
      if (last.code !== "html-instead-of-json") last = problem;
    }
  }
  throw last;
}
