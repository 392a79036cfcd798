import type { Problem } from "@/lib/problem";
import type { SpanSink } from "@/model/span-sink";
import type { TraceFormat } from "@/model/trace-source";
import { DocumentReader } from "./document-reader";
import { JsonSlicer } from "./json-slices";
import { TornLines } from "./torn-lines";

/** Reads a stream of one encoding, fed in chunks of any cut, into a sink. */
export interface StreamReader {
  /**
   * Keeps nothing of the chunk, whose memory may serve again. Throws a Problem where the bytes cannot
   * be followed any further.
   */
  push(chunk: Uint8Array): void;
  /** Hands over all that is left; true when the stream ended inside a document. */
  finish(): boolean;
  /**
   * To be called after `finish`; `before` is the sink's count of spans at the beginning. Gives the
   * format, or throws the Problem when nothing could be read.
   */
  format(before: number): TraceFormat;
  /** The first thing that could not be read; complete after `format`. */
  readonly problem: Problem | undefined;
  /** What follows that thing was read all the same. */
  readonly wentOn?: boolean | undefined;
}

/** Reads the formats that are JSON. */
export class JsonReader implements StreamReader {
  private readonly documents: DocumentReader;
  private readonly slicer: JsonSlicer;
  private readonly lines: TornLines;

  constructor(sink: SpanSink) {
    this.documents = new DocumentReader(sink);
    this.slicer = new JsonSlicer(this.documents);
    this.lines = new TornLines(this.slicer);
  }

  push(chunk: Uint8Array): void {
    this.lines.push(chunk);
  }

  finish(): boolean {
    this.lines.finish();
    const { cutOff, problem } = this.slicer.finish();
    this.documents.problem ??= this.lines.problem ?? problem;
    // Of a line that was left out the end is not missing; and the first place is the one to tell.
    return cutOff && this.lines.problem === undefined;
  }

  get wentOn(): boolean {
    return this.lines.wentOn;
  }

  get problem(): Problem | undefined {
    return this.documents.problem;
  }

  format(before: number): TraceFormat {
    return this.documents.finish(before);
  }
}
