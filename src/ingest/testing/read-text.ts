import { ingestStream, type IngestResult } from "../ingest";
import { RecordingSink, type RecordedSpan } from "./recording-sink";

/** A stream of the bytes of a text, cut into chunks of a size. */
export function streamOf(
  input: string | Uint8Array,
  chunkBytes = 1 << 16,
): ReadableStream<Uint8Array> {
  const bytes = typeof input === "string" ? new TextEncoder().encode(input) : input;
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at < bytes.length) controller.enqueue(bytes.slice(at, at + chunkBytes));
      else controller.close();
      at += chunkBytes;
    },
  });
}

/**
 * The same, filling memory that it is handed, as an answer does: who keeps a chunk for too long has
 * the bytes of a later one, or none.
 */
export function fillingStreamOf(bytes: Uint8Array, chunkBytes: number): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    type: "bytes",
    pull(controller) {
      const request = controller.byobRequest;
      if (at === bytes.length) {
        controller.close();
        request?.respond(0);
        return;
      }
      const room = request?.view;
      const piece = bytes.slice(at, at + Math.min(chunkBytes, room?.byteLength ?? chunkBytes));
      at += piece.length;
      if (!room) return controller.enqueue(piece);
      new Uint8Array(room.buffer, room.byteOffset).set(piece);
      request.respond(piece.length);
    },
  });
}

export interface ReadText {
  readonly result: IngestResult;
  readonly sink: RecordingSink;
  readonly spans: readonly RecordedSpan[];
}

/** Reads a text, or the JSON of a value, and gives what the readers made of it. */
export async function read(input: unknown, chunkBytes?: number): Promise<ReadText> {
  const sink = new RecordingSink();
  const isRaw = typeof input === "string" || input instanceof Uint8Array;
  const result = await ingestStream(
    streamOf(isRaw ? input : JSON.stringify(input), chunkBytes),
    sink,
  );
  return { result, sink, spans: sink.spans };
}
