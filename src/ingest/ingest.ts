import { abortReason } from "@/lib/deadline";
import { letOthersRun } from "@/lib/let-others-run";
import { Problem, toProblem, type ProblemParams } from "@/lib/problem";
import type { SpanSink } from "@/model/span-sink";
import type { LoadProgress, TraceFormat } from "@/model/trace-source";
import {
  brokenStream,
  openBytes,
  sourceOf,
  type ByteSource,
  type OpenedBytes,
} from "./byte-stream";
import { problemOfBytes, protobufFraming } from "./detect-format";
import { JsonReader, type StreamReader } from "./stream-reader";

export interface IngestOptions {
  readonly signal?: AbortSignal;
  /** Size of the stream where it is known: only for the progress. */
  readonly totalBytes?: number;
  readonly onProgress?: (progress: LoadProgress) => void;
  /**
   * Asked between two pieces: what the reading waits for before it goes on. Must come to an end
   * by itself; never rejects.
   */
  readonly hold?: () => Promise<void> | undefined;
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
  const { totalBytes } = options;
  const report = (): void => {
    const { bytes } = counter;
    // Of several streams into one sink nobody knows what share of all of them this one is.
    if (totalBytes !== undefined && before === 0) sink.tellShare?.(bytes / totalBytes);
    options.onProgress?.({
      phase: "reading",
      bytes,
      ...(totalBytes === undefined ? {} : { totalBytes }),
      spans: sink.spanCount - before,
    });
  };
  try {
    const opened = await openBytes(counter);
    const refused = problemOfBytes(opened.kind, opened.head);
    if (refused !== undefined) {
      await opened.source.cancel();
      throw refused;
    }
    const reader = await readerOf(opened, sink);
    const broken = await pump(opened.source, reader, report, options);
    const cutOff = reader.finish();
    const cause = broken ?? (cutOff ? new Problem("cut-off") : undefined);
    const format = formatOf(reader, cause?.with({ bytes: counter.bytes, spans: 0 }), sink, before);
    const read = { bytes: counter.bytes, spans: sink.spanCount - before };
    const partial = cause?.code === "cut-off" ? cause.with(read) : (cause ?? leftOut(reader));
    return { format, ...read, ...(partial ? { partial: partial.with(file) } : {}) };
  } catch (error) {
    if (options.signal?.aborted) throw abortReason(options.signal);
    throw toProblem(error).with(file);
  } finally {
    counter.dispose();
    report();
    sink.tellShare?.(1);
  }
}

async function readerOf({ kind, head }: OpenedBytes, sink: SpanSink): Promise<StreamReader> {
  if (kind !== "protobuf") return new JsonReader(sink);
  // Few traces come so: what reads them is loaded when it is needed.
  const { OtlpProtobufReader } = await import("./otlp-protobuf");
  return new OtlpProtobufReader(sink, protobufFraming(head) ?? "single");
}

/** The format, when anything was read; else throws why not. */
function formatOf(
  reader: StreamReader,
  cause: Problem | undefined,
  sink: SpanSink,
  before: number,
): TraceFormat {
  let format: TraceFormat;
  try {
    format = reader.format(before);
  } catch (error) {
    throw cause ?? error;
  }
  if (cause !== undefined && sink.spanCount === before) throw cause;
  return format;
}

/** What could not be read of a stream that was read to its end. */
function leftOut({ problem, wentOn }: StreamReader): Problem | undefined {
  return problem?.code === "invalid-json" && wentOn ? problem.with({ readOn: 1 }) : problem;
}

/** Feeds the bytes to the reader; gives what went wrong, if anything did. */
async function pump(
  source: ByteSource,
  reader: StreamReader,
  report: () => void,
  { signal, hold }: IngestOptions,
): Promise<Problem | undefined> {
  let since = performance.now();
  try {
    for (;;) {
      const chunk = await source.read().catch(brokenStream);
      if (signal?.aborted) throw abortReason(signal);
      if (chunk instanceof Problem) return chunk;
      if (chunk === undefined) return undefined;
      for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
        reader.push(at === 0 && chunk.length <= PIECE_BYTES ? chunk : piece(chunk, at));
        if (performance.now() - since < SLICE_MS) continue;
        report();
        await letOthersRun();
        await hold?.();
        if (signal?.aborted) throw abortReason(signal);
        since = performance.now();
      }
      source.giveBack?.(chunk);
    }
  } catch (error) {
    if (error instanceof Problem && !signal?.aborted) return error;
    throw error;
  } finally {
    void source.cancel();
  }
}

function piece(chunk: Uint8Array, at: number): Uint8Array {
  return chunk.subarray(at, at + PIECE_BYTES);
}

/** Counts the bytes of a stream as they are taken out of it. */
class ByteCounter implements ByteSource {
  bytes = 0;
  private readonly source: ByteSource;
  private readonly signal: AbortSignal | undefined;
  private readonly giveUp: () => void;

  constructor(stream: ReadableStream<Uint8Array>, signal: AbortSignal | undefined) {
    const source = sourceOf(stream);
    this.source = source;
    this.signal = signal;
    // The stream may be silent for long: giving up must not wait for its next chunk.
    this.giveUp = () => void source.cancel();
    if (signal?.aborted) this.giveUp();
    else signal?.addEventListener("abort", this.giveUp, { once: true });
  }

  async read(): Promise<Uint8Array | undefined> {
    const chunk = await this.source.read();
    this.bytes += chunk?.length ?? 0;
    return chunk;
  }

  giveBack(chunk: Uint8Array): void {
    this.source.giveBack?.(chunk);
  }

  cancel(): Promise<void> {
    return this.source.cancel();
  }

  dispose(): void {
    this.signal?.removeEventListener("abort", this.giveUp);
  }
}
