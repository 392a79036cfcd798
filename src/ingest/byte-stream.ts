import { sniffBytes, SNIFF_BYTES, type ByteKind } from "./detect-format";

/** Bytes of a stream after unpacking, and what they look like. */
export interface OpenedBytes {
  readonly kind: ByteKind;
  /** The first bytes, at most `SNIFF_BYTES` or those of the first chunks. */
  readonly head: Uint8Array;
  readonly stream: ReadableStream<Uint8Array>;
}

/**
 * Looks at the first bytes of a stream, unpacks gzip, turns UTF-16 into UTF-8 and takes a byte order
 * mark away. Formats are told by their bytes alone: names and types of files lie.
 */
export async function openBytes(source: ReadableStream<Uint8Array>): Promise<OpenedBytes> {
  const outer = await peek(source);
  if (outer.kind !== "gzip") return asUtf8(outer);
  // The types of the two streams differ in the buffers they allow, not in what they do.
  const gunzip = new DecompressionStream("gzip") as unknown as ReadableWritablePair<
    Uint8Array,
    Uint8Array
  >;
  return asUtf8(await peek(outer.stream.pipeThrough(gunzip)));
}

async function asUtf8(opened: OpenedBytes): Promise<OpenedBytes> {
  if (opened.kind !== "utf-16le" && opened.kind !== "utf-16be") return opened;
  const decoder = new TextDecoder(opened.kind);
  const encoder = new TextEncoder();
  const recode = new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, controller) => {
      controller.enqueue(encoder.encode(decoder.decode(chunk, { stream: true })));
    },
    flush: (controller) => controller.enqueue(encoder.encode(decoder.decode())),
  });
  return peek(opened.stream.pipeThrough(recode));
}

/** Reads as much as is needed to tell what it is, and gives a stream that begins before that. */
async function peek(source: ReadableStream<Uint8Array>): Promise<OpenedBytes> {
  const reader = source.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  let failure: { readonly error: unknown } | undefined;
  let ended = false;
  while (length < SNIFF_BYTES && !ended) {
    try {
      const { done, value } = await reader.read();
      ended = done;
      if (value !== undefined) chunks.push(value);
      length += value?.length ?? 0;
    } catch (error) {
      // What has arrived is still of use; the error follows it.
      failure = { error };
      ended = true;
    }
  }
  const head = concatenate(chunks, Math.min(length, SNIFF_BYTES));
  const mark = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const chunk = chunks.shift();
      if (chunk !== undefined) controller.enqueue(chunk);
      else if (failure !== undefined) controller.error(failure.error);
      else if (ended) controller.close();
      else {
        const { done, value } = await reader.read();
        if (value !== undefined) controller.enqueue(value);
        if (done) controller.close();
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
  const kind = sniffBytes(head);
  return { kind, head, stream: mark > 0 ? withoutFirst(stream, mark) : stream };
}

function withoutFirst(
  stream: ReadableStream<Uint8Array>,
  count: number,
): ReadableStream<Uint8Array> {
  let left = count;
  return stream.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, controller) => {
        const cut = Math.min(left, chunk.length);
        left -= cut;
        if (cut < chunk.length) controller.enqueue(chunk.subarray(cut));
      },
    }),
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
