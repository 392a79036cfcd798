import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test, vi } from "vitest";
import { letOthersRun } from "@/lib/let-others-run";
import { isAbort, Problem } from "@/lib/problem";
import type { LoadProgress } from "@/model/trace-source";
import { ingestStream } from "./ingest";
import { read, streamOf } from "./testing/read-text";
import { RecordingSink } from "./testing/recording-sink";

const trace = (spans: number) => ({
  data: [
    {
      traceID: "ab",
      spans: Array.from({ length: spans }, (_, i) => ({
        traceID: "ab",
        spanID: String(i + 1),
        operationName: "opé",
        processID: "p",
      })),
      processes: { p: { serviceName: "s" } },
    },
  ],
});

async function problemOf(input: Uint8Array | string): Promise<Problem> {
  const error: unknown = await read(input).catch((thrown: unknown) => thrown);
  if (error instanceof Problem) return error;
  throw new Error("no Problem");
}

afterEach(() => vi.restoreAllMocks());

describe("encodings", () => {
  const text = JSON.stringify(trace(3));
  const utf16 = (littleEndian: boolean): Uint8Array => {
    const view = new DataView(new ArrayBuffer(text.length * 2 + 2));
    [`\uFEFF${text}`]
      .join("")
      .split("")
      .forEach((char, i) => {
        view.setUint16(i * 2, char.charCodeAt(0), littleEndian);
      });
    return new Uint8Array(view.buffer);
  };

  test.each([
    ["gzip", gzipSync(text)],
    ["gzip of text with a byte order mark", gzipSync(`\uFEFF${text}`)],
    ["UTF-8 with a byte order mark", new TextEncoder().encode(`\uFEFF${text}`)],
    ["UTF-16, little-endian", utf16(true)],
    ["UTF-16, big-endian", utf16(false)],
  ])("%s", async (_, bytes) => {
    for (const chunk of [1, 7, 1 << 16]) {
      const { result, spans } = await read(new Uint8Array(bytes), chunk);
      expect(result).toEqual({ format: "jaeger-v1", bytes: bytes.length, spans: 3 });
      expect(spans[2]).toMatchObject({ name: "opé", resource: { service: "s" } });
    }
  });

  test("bytes that are no UTF-8 do not stop anything", async () => {
    const bytes = new TextEncoder().encode(text).map((byte) => (byte === 0xc3 ? 0xff : byte));
    expect((await read(bytes)).spans[0]?.name).toMatch(/^op\uFFFD+$/);
  });

  test("gzip that is cut off or damaged keeps what came before", async () => {
    const many = JSON.stringify(trace(60_000)).replaceAll("opé", () => String(Math.random()));
    const packed = new Uint8Array(gzipSync(many));
    for (const bytes of [
      packed.slice(0, -20),
      packed.map((b, i) => (i === packed.length - 90 ? b ^ 255 : b)),
    ]) {
      const { result } = await read(bytes);
      expect(result.spans).toBeGreaterThan(1000);
      expect(result.partial).toBeInstanceOf(Problem);
    }
  });
});

describe("streams that break", () => {
  test("what was whole is kept, and said to be partial", async () => {
    const text = JSON.stringify(trace(5));
    const { result, spans } = await read(text.slice(0, text.indexOf('"spanID":"4"')));
    expect(result).toMatchObject({ spans: 3, format: "jaeger-v1" });
    expect(result.partial?.toJSON()).toEqual({
      code: "cut-off",
      params: { bytes: result.bytes, spans: 3 },
    });
    expect(spans[0]?.resource).toBe("p");
  });

  test("an error of the stream is a cut-off, or the Problem that it is", async () => {
    const text = JSON.stringify(trace(5));
    const broken = (error: Error) => {
      const sent = [text.slice(0, 100), text.slice(100, -60)];
      return new ReadableStream<Uint8Array>({
        pull(controller) {
          const next = sent.shift();
          if (next === undefined) controller.error(error);
          else controller.enqueue(new TextEncoder().encode(next));
        },
      });
    };
    const lost = await ingestStream(broken(new TypeError("network error")), new RecordingSink());
    expect(lost.partial?.params).toMatchObject({ detail: "network error", spans: lost.spans });
    const late = new Problem("timeout", { limitMs: 5 });
    const timed = await ingestStream(broken(late), new RecordingSink());
    expect(timed.partial?.code).toBe("timeout");
  });

  test("with nothing readable it is refused", async () => {
    expect((await problemOf('{"data":[{"traceID":"ab","spans":[{"traceID"')).toJSON()).toEqual({
      code: "cut-off",
      params: { bytes: 44, spans: 0 },
    });
  });

  test("invalid JSON behind spans", async () => {
    const text = JSON.stringify(trace(5)).replace('"spanID":"4"', '"spanID":x');
    const { result } = await read(text);
    expect(result.spans).toBe(4);
    expect(result.partial?.toJSON()).toMatchObject({
      code: "invalid-json",
      params: {
        where: "data[0].spans[3].spanID",
        byteOffset: new TextEncoder().encode(text.slice(0, text.indexOf(":x") + 1)).length,
      },
    });
  });
});

describe("options", () => {
  test("progress counts bytes of the stream and spans", async () => {
    const bytes = new Uint8Array(gzipSync(JSON.stringify(trace(500))));
    const seen: LoadProgress[] = [];
    await ingestStream(streamOf(bytes), new RecordingSink(), {
      totalBytes: bytes.length,
      onProgress: (progress) => seen.push(progress),
    });
    expect(seen.at(-1)).toEqual({
      phase: "reading",
      bytes: bytes.length,
      totalBytes: bytes.length,
      spans: 500,
    });
  });

  test("counts are those of this stream where the sink holds spans of others", async () => {
    const sink = new RecordingSink();
    const first = await ingestStream(streamOf(JSON.stringify(trace(2))), sink);
    const second = await ingestStream(streamOf(JSON.stringify(trace(3))), sink);
    expect([first.spans, second.spans, sink.spanCount]).toEqual([2, 3, 5]);
    await expect(ingestStream(streamOf("[1]"), sink)).rejects.toMatchObject({
      code: "unknown-format",
    });
  });

  test("the sink is told what share has been read, of the first stream only", async () => {
    const shares: number[] = [];
    const sink = Object.assign(new RecordingSink(), {
      tellShare: (share: number) => shares.push(share),
    });
    const bytes = new TextEncoder().encode(JSON.stringify(trace(500)));
    const broken = streamOf(bytes.subarray(0, 10_000));
    await ingestStream(broken, sink, { totalBytes: 20_000 });
    expect(shares.at(-2)).toBe(0.5);
    // What comes next is unknown again.
    expect(shares.at(-1)).toBe(1);
    shares.length = 0;
    await ingestStream(streamOf(bytes), sink, { totalBytes: bytes.length });
    expect(shares).toEqual([1]);
  });

  test("what is to be waited for holds the reading up", async () => {
    let clock = 0;
    vi.spyOn(performance, "now").mockImplementation(() => (clock += 20));
    const bytes = new TextEncoder().encode(JSON.stringify(trace(500)));
    let asked = 0;
    let letGo = () => {};
    const gate = new Promise<void>((resolve) => (letGo = resolve));
    const sink = new RecordingSink();
    const reading = ingestStream(streamOf(bytes, bytes.length / 10), sink, {
      hold: () => ((asked += 1) === 3 ? gate : undefined),
    });
    for (let turn = 0; turn < 50; turn += 1) await letOthersRun();
    expect(asked).toBe(3);
    const { spanCount } = sink;
    expect(spanCount).toBeLessThan(400);
    letGo();
    expect((await reading).spans).toBe(500);
  });

  test("the name of the source goes into every Problem", async () => {
    const options = { where: "trace.json" };
    await expect(ingestStream(streamOf("x"), new RecordingSink(), options)).rejects.toMatchObject({
      params: { file: "trace.json" },
    });
    const { partial } = await ingestStream(
      streamOf(JSON.stringify(trace(2)).slice(0, -9)),
      new RecordingSink(),
      options,
    );
    expect(partial?.params["file"]).toBe("trace.json");
  });

  test("an abort ends it, also while the stream is silent", async () => {
    for (const text of [JSON.stringify(trace(9)), ""]) {
      const controller = new AbortController();
      let cancelled = false;
      const silent = new ReadableStream<Uint8Array>({
        start: (stream) => stream.enqueue(new TextEncoder().encode(text)),
        cancel: () => {
          cancelled = true;
        },
      });
      const { signal } = controller;
      const reading = ingestStream(silent, new RecordingSink(), { signal });
      controller.abort();
      expect(isAbort(await reading.catch((error: unknown) => error))).toBe(true);
      expect(cancelled).toBe(true);
    }
  });

  test("a Problem that aborts is the one that is thrown", async () => {
    const signal = AbortSignal.abort(new Problem("timeout", { limitMs: 1 }));
    await expect(
      ingestStream(streamOf("{}"), new RecordingSink(), { signal }),
    ).rejects.toMatchObject({ code: "timeout" });
  });
});
