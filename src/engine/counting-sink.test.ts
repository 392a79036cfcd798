import { expect, test } from "vitest";
import { ingestStream } from "@/ingest/ingest";
import { TraceSetBuilder } from "@/model/trace-set-builder";
import { CountingSink } from "./counting-sink";

test("a builder of several files is told the share of the first one only", async () => {
  const shares: number[] = [];
  const builder = new TraceSetBuilder();
  builder.tellShare = (share) => shares.push(share);
  const span = { traceID: "ab", spanID: "1", operationName: "op", startTime: 1, duration: 1 };
  const text = JSON.stringify({ data: [{ traceID: "ab", spans: [span], processes: {} }] });
  const bytes = new TextEncoder().encode(text);
  for (const totalBytes of [bytes.length * 4, bytes.length * 8]) {
    const sink = new CountingSink(builder, (id) => id);
    await ingestStream(new Blob([bytes]).stream(), sink, { totalBytes });
    expect(sink.spanCount).toBe(1);
  }
  expect(shares).toEqual([0.25, 1, 1]);
});
