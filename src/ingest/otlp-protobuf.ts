import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { Problem } from "@/lib/problem";
import type { ResourceIndex, ScopeIndex } from "@/model/indexes";
import type { SpanSink } from "@/model/span-sink";
import type { ProtobufFraming } from "./detect-format";
import { OtlpReader } from "./otlp-json";
import { resourceMessage, scopeMessage, spanMessage } from "./protobuf-values";
import type { StreamReader } from "./stream-reader";
import type { JsonObject } from "./wire";

/** What the bytes at some place are inside of; a level is entered, not gathered. */
const DOCUMENT = 0;
const RESOURCE_SPANS = 1;
const SCOPE_SPANS = 2;
type Level = 0 | 1 | 2;

interface Frame {
  readonly level: Level;
  /** Offset in the stream of the byte behind it. */
  readonly end: number;
  /** Spans, or messages of the next level, that were begun in it. */
  count: number;
  /** Its resource, or its scope: a message may come in parts, which are joined. */
  parts: Uint8Array[];
  schemaUrl: string;
  resource: ResourceIndex | undefined;
  scope: ScopeIndex | undefined;
}

/** One span; far below what a buffer can hold. */
const MAX_MESSAGE_BYTES = 128 << 20;
/** No field begins with more bytes than this: two varints. */
const MOST_HEAD_BYTES = 20;

/**
 * Reads OTLP's binary `TracesData` or `ExportTraceServiceRequest`, one or many with their sizes in
 * front, from chunks of any cut into a sink. Messages that hold spans are entered as they come, so
 * that nothing larger than one span is gathered.
 */
export class OtlpProtobufReader implements StreamReader {
  problem: Problem | undefined;
  readonly #sink: SpanSink;
  readonly #otlp: OtlpReader;
  readonly #framing: ProtobufFraming;
  readonly #frames: Frame[] = [];
  #documents = 0;
  /** What has arrived and not been read: `bytes[from, to)`, whose first stands at `offset`. */
  #bytes: Uint8Array = new Uint8Array(0);
  #from = 0;
  #to = 0;
  #offset = 0;
  /** Where what is left of a chunk is joined with the next one. */
  #room: Uint8Array = new Uint8Array(1 << 16);
  /** Bytes without which it is no use to read on. */
  #needed = 1;

  constructor(sink: SpanSink, framing: ProtobufFraming) {
    this.#sink = sink;
    this.#otlp = new OtlpReader(sink);
    this.#framing = framing;
    if (framing === "single") this.#enter(DOCUMENT, Number.POSITIVE_INFINITY);
  }

  push(chunk: Uint8Array): void {
    this.#append(chunk);
    while (this.#to - this.#from >= this.#needed && this.#step()) this.#leaveEnded();
    if (this.#bytes === chunk) this.#keepRest();
  }

  finish(): boolean {
    const open = this.#frames.length - (this.#framing === "single" ? 1 : 0);
    const cutOff = open > 0 || this.#to > this.#from;
    while (this.#frames.length > 0) this.#leave();
    return cutOff;
  }

  format(before: number): "otlp-protobuf" {
    if (this.#sink.spanCount > before || this.problem === undefined) return "otlp-protobuf";
    throw this.problem;
  }

  /** Reads one field, or one size; false where there is not enough of it yet. */
  #step(): boolean {
    const frame = this.#frames.at(-1);
    const available = this.#to - this.#from;
    if (frame === undefined) return this.#size(available);
    const window = this.#bytes.subarray(this.#from, this.#to);
    const reader = new BinaryReader(window);
    let field = 0;
    let type: WireType = WireType.Varint;
    let length = 0;
    try {
      [field, type] = reader.tag();
      if (type === WireType.LengthDelimited) length = reader.uint32();
    } catch (error) {
      return this.#wait(available, error);
    }
    if (type !== WireType.LengthDelimited) {
      try {
        reader.skip(type, field);
      } catch (error) {
        return this.#wait(available, error);
      }
      this.#consume(reader.pos, frame);
      return true;
    }
    const inner = innerLevel(frame.level, field);
    if (inner !== undefined) {
      frame.count += 1;
      this.#consume(reader.pos, frame);
      this.#checkEnd(length, frame);
      this.#enter(inner, this.#offset + length);
      return true;
    }
    if (length > MAX_MESSAGE_BYTES) {
      throw this.#fault(`a message of at most ${MAX_MESSAGE_BYTES} bytes`, String(length));
    }
    const total = reader.pos + length;
    this.#checkEnd(total, frame);
    if (total > available) {
      this.#needed = total;
      return false;
    }
    this.#message(frame, field, window.subarray(reader.pos, total));
    this.#consume(total, frame);
    return true;
  }

  /** The size in front of a document. */
  #size(available: number): boolean {
    if (this.#framing === "prefixed") {
      if (available < 4) return this.#wait(available, undefined);
      const view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset + this.#from, 4);
      const size = view.getUint32(0);
      this.#consume(4, undefined);
      this.#enter(DOCUMENT, this.#offset + size);
      return true;
    }
    const reader = new BinaryReader(this.#bytes.subarray(this.#from, this.#to));
    let size = 0;
    try {
      size = reader.uint32();
    } catch (error) {
      return this.#wait(available, error);
    }
    this.#consume(reader.pos, undefined);
    this.#enter(DOCUMENT, this.#offset + size);
    return true;
  }

  /** A span, or a part of what is told beside spans. */
  #message(frame: Frame, field: number, bytes: Uint8Array): void {
    if (frame.level === SCOPE_SPANS && field === 2) {
      frame.count += 1;
      this.#span(frame, bytes);
    } else if (frame.level !== DOCUMENT && field === 1) {
      frame.parts.push(bytes.slice());
    } else if (frame.level !== DOCUMENT && field === 3) {
      frame.schemaUrl = new TextDecoder().decode(bytes);
    }
  }

  #span(frame: Frame, bytes: Uint8Array): void {
    const source = this.#decode(spanMessage, bytes, "a span");
    if (source === undefined) return;
    const holder = this.#frames.at(-2) ?? frame;
    const resource = (holder.resource ??= this.#sink.lateResource(""));
    const scope = (frame.scope ??= this.#sink.lateScope());
    this.#otlp.span(source, { resource, scope });
  }

  /** Undefined, and noted, where the bytes are no message: the library throws then. */
  #decode(
    decode: (bytes: Uint8Array) => JsonObject,
    bytes: Uint8Array,
    expected: string,
  ): JsonObject | undefined {
    try {
      return decode(bytes);
    } catch (error) {
      const found = error instanceof Error ? error.message : String(error);
      this.problem ??= this.#fault(expected, found);
      return undefined;
    }
  }

  #leaveEnded(): void {
    for (let top = this.#frames.at(-1); top !== undefined && this.#offset >= top.end;) {
      this.#leave();
      top = this.#frames.at(-1);
    }
  }

  /** Says what the resource or the scope is that spans have been given. */
  #leave(): void {
    const frame = this.#frames.pop();
    if (frame === undefined) return;
    const { resource, scope, schemaUrl } = frame;
    const bytes = concatenated(frame.parts);
    if (resource !== undefined) {
      const source = this.#decode(resourceMessage, bytes, "a resource");
      const fields = this.#otlp.resource({ resource: source, schemaUrl });
      this.#sink.describeResource(resource, fields);
    }
    if (scope !== undefined) {
      const source = this.#decode(scopeMessage, bytes, "a scope");
      this.#sink.describeScope(scope, this.#otlp.scope({ scope: source, schemaUrl }));
    }
  }

  #enter(level: Level, end: number): void {
    if (level === DOCUMENT) this.#documents += 1;
    const rest = { count: 0, parts: [], schemaUrl: "", resource: undefined, scope: undefined };
    this.#frames.push({ level, end, ...rest });
  }

  #consume(bytes: number, frame: Frame | undefined): void {
    if (frame !== undefined) this.#checkEnd(bytes, frame);
    this.#from += bytes;
    this.#offset += bytes;
    this.#needed = 1;
  }

  /** What lies inside a message ends with it. */
  #checkEnd(bytes: number, frame: Frame): void {
    if (this.#offset + bytes <= frame.end) return;
    throw this.#fault("the end of the message", `${bytes} bytes more`);
  }

  /** More bytes may make sense of it, unless there are plenty already. */
  #wait(available: number, error: unknown): false {
    if (available >= MOST_HEAD_BYTES && error !== undefined) {
      throw this.#fault("a field", error instanceof Error ? error.message : String(error));
    }
    this.#needed = available + 1;
    return false;
  }

  /** The chunk is its giver's again. */
  #keepRest(): void {
    this.#bytes = this.#bytes.slice(this.#from, this.#to);
    this.#to -= this.#from;
    this.#from = 0;
  }

  #append(chunk: Uint8Array): void {
    const left = this.#to - this.#from;
    const length = left + chunk.length;
    if (left === 0) {
      this.#bytes = chunk;
      this.#from = 0;
      this.#to = length;
      return;
    }
    const rest = this.#bytes.subarray(this.#from, this.#to);
    const isInRoom = this.#bytes === this.#room;
    if (!isInRoom || this.#from + length > this.#room.length) {
      if (length > this.#room.length) this.#room = new Uint8Array(Math.max(length, this.#needed));
      this.#room.set(rest);
      this.#bytes = this.#room;
      this.#from = 0;
    }
    this.#room.set(chunk, this.#from + left);
    this.#to = this.#from + length;
  }

  #fault(expected: string, found: string): Problem {
    return new Problem("bad-document", {
      where: this.#place(),
      byteOffset: this.#offset,
      expected,
      found,
    });
  }

  /** As a path in the JSON form: "resourceSpans[0].scopeSpans[1].spans[2]". */
  #place(): string {
    const names = ["resourceSpans", "scopeSpans", "spans"] as const;
    const path = this.#frames
      .filter(({ count }) => count > 0)
      .map(({ level, count }) => `${names[level]}[${count - 1}]`)
      .join(".");
    return this.#documents > 1 ? `document ${this.#documents}: ${path}` : path;
  }
}

function innerLevel(level: Level, field: number): Level | undefined {
  if (level === DOCUMENT && field === 1) return RESOURCE_SPANS;
  return level === RESOURCE_SPANS && field === 2 ? SCOPE_SPANS : undefined;
}

function concatenated(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
