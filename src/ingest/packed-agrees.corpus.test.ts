import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { spanIndex } from "@/model/indexes";
import { readSpan } from "@/model/read-span";
import type { Trace } from "@/model/trace";
import { expectSameBothWays, type Taken } from "./testing/both-paths";
import { corpusBytes, corpusIsThere, corpusText, openTraces } from "./testing/corpus";
import { encodeOtlp } from "./testing/encode-otlp";

const there = corpusIsThere();
const LONG = 120_000;

function filesOf(folder: string): string[] {
  const root = resolve(process.cwd(), "../shared/traces", folder);
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(json|ndjson|txt|gz)$/.test(name))
    .map((name) => `${folder}/${name}`);
}

const files = there ? ["jaeger", "otlp", "zipkin", "large"].flatMap(filesOf) : [];
const taken: Taken = { packed: 0, spans: 0 };

describe.skipIf(!there)("real traces", () => {
  test.each(files)(
    "%s read from bytes says what it says read from JSON",
    async (file) => {
      const bytes = corpusBytes(file);
      const plain = file.endsWith(".gz") ? new Uint8Array(gunzipSync(bytes)) : bytes;
      await expectSameBothWays(plain, 50_000, taken);
    },
    LONG,
  );

  test("are plain enough for the short way, nearly all", () => {
    expect(taken.spans).toBeGreaterThan(30_000);
    expect(taken.packed / taken.spans).toBeGreaterThan(0.7);
  });

  test.each(["otlp/jaeger-example-trace.json", "otlp/oteldemo-46.json"])(
    "%s says the same in binary",
    async (file) => {
      const views = (traces: readonly Trace[]) =>
        traces.map((trace) =>
          Array.from({ length: trace.spans.length }, (_, row) => readSpan(trace, spanIndex(row))),
        );
      const document = JSON.parse(corpusText(file));
      const binary = await openTraces(encodeOtlp(document));
      expect(binary.result.format).toBe("otlp-protobuf");
      expect(views(binary.traces)).toEqual(views((await openTraces(document)).traces));
    },
    LONG,
  );
});
