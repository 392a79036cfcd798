import { Problem } from "@/lib/problem";
import { sniffBytes, SNIFF_BYTES, type ByteKind } from "./detect-format";

/** Bytes that are asked for chunk by chunk: a stream without the cost of a stream per step. */
export interface ByteSource {
  /** The next bytes, or undefined at the end. */
  read(): Promise<Uint8Array | undefined>;
  /** What was read is not looked at any more: its memory may serve again. */
  giveBack?(chunk: Uint8Array): void;
  /** Gives the rest up. Never rejects. */
  cancel(): Promise<void>;
}

/** A source after unpacking, and what its bytes look like. */
export interface OpenedBytes {
  readonly kind: ByteKind;
  /** The first bytes, at most `SNIFF_BYTES` or those of the first chunks. */
  readonly head: Uint8Array;
  readonly source: ByteSource;
}

/** Bytes that are asked for at once: first, and when the memory for them serves again and again. */
const FIRST_ROOM = 1 << 16;
const LASTING_ROOM = 1 << 18;

/**
 * The bytes of a stream, which is locked from now on. Where the stream can be read into memory of
 * ours (answers and files can), what is given back is filled again: new memory for each chunk costs
 * a third of the time that it takes to read a large answer.
 */
export function sourceOf(stream: ReadableStream<Uint8Array>): ByteSource {
  let reader: ReadableStreamBYOBReader;
  try {
    reader = stream.getReader({ mode: "byob" });
  } catch {
    return sourceOfChunks(stream.getReader());
  }
  let room: ArrayBuffer | undefined;
  let isLasting = false;
  return {
    async read() {
      const next = room ?? new ArrayBuffer(isLasting ? LASTING_ROOM : FIRST_ROOM);
      room = undefined;
      const { done, value } = await reader.read(new Uint8Array(next));
      return done || !value
        ? undefined
        : new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    },
    giveBack({ buffer }) {
      isLasting = true;
      const isOurs = buffer instanceof ArrayBuffer && buffer.byteLength === LASTING_ROOM;
      if (isOurs) room = buffer;
    },
    cancel: () => reader.cancel().catch(() => undefined),
  };
}

function sourceOfChunks(reader: ReadableStreamDefaultReader<Uint8Array>): ByteSource {
  return {
    async read() {
      const { done, value } = await reader.read();
      return done ? undefined : value;
    },
    cancel: () => reader.cancel().catch(() => undefined),
  };
}

/**
 * Looks at the first bytes of a source, unpacks gzip, turns UTF-16 into UTF-8 and takes a byte order
 * mark away. Formats are told by their bytes alone: names and types of files lie.
 */
export async function openBytes(source: ByteSource): Promise<OpenedBytes> {
  const outer = await peek(source);
  if (outer.kind !== "gzip") return asUtf8(outer);
  // The types of the two streams differ in the buffers they allow, not in what they do.
  const gunzip = new DecompressionStream("gzip") as unknown as ReadableWritablePair<
    Uint8Array,
    Uint8Array
  >;
  return asUtf8(await peek(sourceOf(streamOfSource(outer.source).pipeThrough(gunzip))));
}

async function asUtf8(opened: OpenedBytes): Promise<OpenedBytes> {
  if (opened.kind !== "utf-16le" && opened.kind !== "utf-16be") return opened;
  const decoder = new TextDecoder(opened.kind);
  const encoder = new TextEncoder();
  let ended = false;
  return peek({
    async read() {
      if (ended) return undefined;
      const chunk = await opened.source.read();
      ended = chunk === undefined;
      return encoder.encode(decoder.decode(chunk, { stream: !ended }));
    },
    cancel: () => opened.source.cancel(),
  });
}

/** Reads as much as is needed to tell what it is, and gives a source that begins before that. */
async function peek(source: ByteSource): Promise<OpenedBytes> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  let failure: { readonly error: unknown } | undefined;
  let ended = false;
  while (length < SNIFF_BYTES && !ended) {
    try {
      const chunk = await source.read();
      ended = chunk === undefined;
      if (chunk !== undefined) chunks.push(chunk);
      length += chunk?.length ?? 0;
    } catch (error) {
      // What has arrived is still of use; the error follows it.
      failure = { error };
      ended = true;
    }
  }
  // Broken off before its first byte: that is no empty file.
  if (failure !== undefined && length === 0) throw brokenStream(failure.error);
  const head = concatenate(chunks, Math.min(length, SNIFF_BYTES));
  let mark = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  const again: ByteSource = {
    async read() {
      let chunk = chunks.shift();
      if (chunk === undefined) {
        if (failure !== undefined) throw failure.error;
        return ended ? undefined : source.read();
      }
      // The mark may be cut anywhere.
      const cut = Math.min(mark, chunk.length);
      mark -= cut;
      if (cut > 0) chunk = chunk.subarray(cut);
      return chunk;
    },
    giveBack: (chunk) => source.giveBack?.(chunk),
    cancel: () => source.cancel(),
  };
  return { kind: sniffBytes(head), head, source: again };
}

/** For what works on streams only. */
function streamOfSource(source: ByteSource): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        let chunk = await source.read();
        // A pull that gives nothing is not followed by another one.
        while (chunk?.length === 0) chunk = await source.read();
        if (chunk === undefined) controller.close();
        else controller.enqueue(chunk);
      },
      cancel: () => source.cancel(),
    },
    { highWaterMark: 0 },
  );
}

function concatenate(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    const part = chunk.subarray(0, length - at);
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Networks, files and gzip each have errors of their own for a stream that breaks. */
export function brokenStream(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem("cut-off", { detail: error instanceof Error ? error.message : String(error) });
}
