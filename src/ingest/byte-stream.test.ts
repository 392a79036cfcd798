import { expect, test } from "vitest";
import { openBytes, sourceOf, type ByteSource } from "./byte-stream";

const total = 700_000;
const byteAt = (place: number) => (place * 31 + (place >> 11)) & 0xff;

/** A stream that fills the memory that it is handed, in pieces of growing size. */
function fillingStream(bytes: Uint8Array): ReadableStream<Uint8Array> {
  let at = 0;
  let most = 1;
  return new ReadableStream({
    type: "bytes",
    pull(controller) {
      const room = controller.byobRequest?.view;
      most *= 2;
      if (at === bytes.length) {
        controller.close();
        controller.byobRequest?.respond(0);
        return;
      }
      const size = Math.min(most, bytes.length - at, room?.byteLength ?? most);
      const piece = bytes.subarray(at, at + size);
      at += size;
      if (!room) return controller.enqueue(piece.slice());
      new Uint8Array(room.buffer, room.byteOffset, size).set(piece);
      controller.byobRequest?.respond(size);
    },
  });
}

async function readAll(source: ByteSource, givesBack: boolean): Promise<Uint8Array[]> {
  const kept: Uint8Array[] = [];
  for (let chunk = await source.read(); chunk; chunk = await source.read()) {
    kept.push(givesBack ? chunk.slice() : chunk);
    if (givesBack) source.giveBack?.(chunk);
  }
  return kept;
}

const bytes = Uint8Array.from({ length: total }, (_, place) => byteAt(place));

/** Where the chunks differ from the bytes of the stream; their length where they do not. */
function differsAt(chunks: readonly Uint8Array[]): number {
  let at = 0;
  for (const chunk of chunks) {
    for (const byte of chunk) {
      if (byte !== bytes[at]) return at;
      at += 1;
    }
  }
  return at;
}

test.each([true, false])("a stream is read whole; memory given back: %s", async (givesBack) => {
  const chunks = await readAll(sourceOf(fillingStream(bytes)), givesBack);
  expect(differsAt(chunks)).toBe(total);
  const opened = await openBytes(sourceOf(fillingStream(bytes)));
  expect(differsAt(await readAll(opened.source, givesBack))).toBe(total);
});

test("memory that was given back serves again, and no other", async () => {
  const source = sourceOf(fillingStream(bytes));
  const buffers = new Set<ArrayBufferLike>();
  let reused = 0;
  for (let chunk = await source.read(); chunk; chunk = await source.read()) {
    buffers.add(chunk.buffer);
    source.giveBack?.(chunk);
    // The memory goes on in another buffer, and the one that was given back is empty.
    reused += [...buffers].filter((buffer) => buffer.byteLength === 0).length > 0 ? 1 : 0;
  }
  expect(reused).toBeGreaterThan(2);
});

test("a stream of chunks is read as it comes", async () => {
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(bytes.slice(0, 10));
      controller.enqueue(bytes.slice(10));
      controller.close();
    },
  });
  expect(differsAt(await readAll(sourceOf(stream), true))).toBe(total);
});

test("giving up ends a read that waits", async () => {
  const source = sourceOf(new ReadableStream({ type: "bytes" }));
  const waiting = source.read();
  await source.cancel();
  expect(await waiting).toBeUndefined();
});
