import { abortReason } from "@/lib/deadline";
import { Problem, toProblem, type ProblemParams } from "@/lib/problem";
import type { SpanSink } from "@/model/span-sink";
import type { LoadProgress, TraceFormat } from "@/model/trace-source";
import { openBytes } from "./byte-stream";
import { problemOfBytes } from "./detect-format";
import { DocumentReader } from "./document-reader";
import { JsonSlicer } from "./json-slices";

export interface IngestOptions {
  readonly signal?: AbortSignal;
  /** Size of the stream where it is known: only for the progress. */
  readonly totalBytes?: number;
  readonly onProgress?: (progress: LoadProgress) => void;
  /** Name of the source, put into every Problem as `file`. */
  readonly where?: string;
}

export interface IngestResult {
  readonly format: TraceFormat;
  /** Bytes of the stream, before unpacking. */
  readonly bytes: number;
  readonly spans: number;
  /** Why this is not all: the stream broke off, or something in it could not be read. */
  readonly partial?: Problem;
}

/** Chunks are read in pieces, so that a cancellation gets its turn. */
const PIECE_BYTES = 1 << 18;
/** Work before other tasks of the thread get their turn. */
const SLICE_MS = 12;

/**
 * Reads traces of any known format out of a stream of bytes (gzip is unpacked) into a sink.
 *
 * What can be read is kept: when the stream breaks off or a part of it is wrong, the result carries
 * that as `partial`. Rejects with a Problem when nothing is readable, and with the reason of the
 * signal when it is aborted. Places in Problems count unpacked bytes.
 */
export async function ingestStream(
  stream: ReadableStream<Uint8Array>,
  sink: SpanSink,
  options: IngestOptions = {},
): Promise<IngestResult> {
  const file: ProblemParams = options.where === undefined ? {} : { file: options.where };
  const before = sink.spanCount;
  const counter = new ByteCounter(stream, options.signal);
  const report = (): void => {
    options.onProgress?.({
      phase: "reading",
      bytes: counter.bytes,
      ...(options.totalBytes === undefined ? {} : { totalBytes: options.totalBytes }),
      spans: sink.spanCount - before,
    });
  };
  try {
    const opened = await openBytes(counter.stream);
    const refused = problemOfBytes(opened.kind, opened.head);
    if (refused !== undefined) {
      await opened.stream.cancel().catch(() => undefined);
      throw refused;
    }
    const reader = new DocumentReader(sink);
    const slicer = new JsonSlicer(reader);
    const broken = await pump(opened.stream, slicer, report, options.signal);
    const end = slicer.finish();
    reader.problem ??= end.problem;
    const cause = broken ?? (end.cutOff ? new Problem("cut-off") : undefined);
    const format = formatOf(reader, cause?.with({ bytes: counter.bytes, spans: 0 }), before);
    const read = { bytes: counter.bytes, spans: sink.spanCount - before };
    const partial = cause?.code === "cut-off" ? cause.with(read) : (cause ?? reader.problem);
    return { format, ...read, ...(partial ? { partial: partial.with(file) } : {}) };
  } catch (error) {
    if (options.signal?.aborted) throw abortReason(options.signal);
    throw toProblem(error).with(file);
  } finally {
    counter.dispose();
    report();
  }
}

/** The format, when anything was read; else throws why not. */
function formatOf(reader: DocumentReader, cause: Problem | undefined, before: number): TraceFormat {
  let format: TraceFormat;
  try {
    format = reader.finish(before);
  } catch (error) {
    throw cause ?? error;
  }
  if (cause !== undefined && reader.spansSince(before) === 0) throw cause;
  return format;
}

/** Feeds the stream into the slicer; gives what went wrong, if anything did. */
async function pump(
  stream: ReadableStream<Uint8Array>,
  slicer: JsonSlicer,
  report: () => void,
  signal: AbortSignal | undefined,
): Promise<Problem | undefined> {
  const reader = stream.getReader();
  let since = performance.now();
  try {
    for (;;) {
      const next = await reader.read().catch(brokenStream);
      if (signal?.aborted) throw abortReason(signal);
      if (next instanceof Problem) return next;
      if (next.done) return undefined;
      for (let at = 0; at < next.value.length; at += PIECE_BYTES) {
        slicer.push(next.value.subarray(at, at + PIECE_BYTES));
        if (performance.now() - since < SLICE_MS) continue;
        report();
        await new Promise((resolve) => setTimeout(resolve, 0));
        if (signal?.aborted) throw abortReason(signal);
        since = performance.now();
      }
    }
  } catch (error) {
    if (error instanceof Problem && !signal?.aborted) return error;
    throw error;
  } finally {
    void reader.cancel().catch(() => undefined);
  }
}

/** Networks, files and gzip each have errors of their own for a stream that breaks. */
function brokenStream(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem("cut-off", { detail: error instanceof Error ? error.message : String(error) });
}

/** Counts the bytes of a stream as they are taken out of it. */
class ByteCounter {
  bytes = 0;
  readonly stream: ReadableStream<Uint8Array>;
  private readonly signal: AbortSignal | undefined;
  private readonly giveUp: () => void;

  constructor(source: ReadableStream<Uint8Array>, signal: AbortSignal | undefined) {
    const reader = source.getReader();
    this.signal = signal;
    // The stream may be silent for long: giving up must not wait for its next chunk.
    this.giveUp = () => void reader.cancel().catch(() => undefined);
    if (signal?.aborted) this.giveUp();
    else signal?.addEventListener("abort", this.giveUp, { once: true });
    this.stream = new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        const { done, value } = await reader.read();
        if (value !== undefined) {
          this.bytes += value.length;
          controller.enqueue(value);
        }
        if (done) controller.close();
      },
      cancel: (reason) => reader.cancel(reason),
    });
  }

  dispose(): void {
    this.signal?.removeEventListener("abort", this.giveUp);
  }
}
