import { describe, expect, it } from "vitest";
import { demoSpanMs, generateDemo, specialTraceIds } from "./generate-demo";

interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  startTimeUnixNano: string;
  endTimeUnixNano?: string;
  status: { code?: number };
  links?: { traceId: string; spanId: string }[];
}
interface Document {
  resourceSpans: { scopeSpans: { spans: Span[] }[] }[];
}

const nowMs = Date.UTC(2026, 0, 12, 14, 30);
const traces = [...generateDemo(nowMs)].map((demo) => ({
  ...demo,
  spans: (JSON.parse(demo.line) as Document).resourceSpans.flatMap((resource) =>
    resource.scopeSpans.flatMap((scope) => scope.spans),
  ),
}));
const byName = (special: string) => traces.find((trace) => trace.special === special)!;
const roots = (spans: readonly Span[]) => spans.filter((span) => span.parentSpanId === undefined);

describe("demo data", () => {
  it("is the same for the same seed, and another for another", () => {
    const lines = (seed: number) => [...generateDemo(nowMs, seed)].map(({ line }) => line);
    expect(lines(20)).toEqual(traces.map(({ line }) => line));
    expect(lines(21)).not.toEqual(lines(20));
    expect(specialTraceIds().huge).toBe(byName("huge").traceId);
  });

  it("has about 300 traces under 20 MB, one of them of 20,000 spans", () => {
    expect(traces.length).toBeGreaterThan(280);
    expect(traces.length).toBeLessThan(320);
    expect(traces.reduce((sum, { line }) => sum + line.length, 0)).toBeLessThan(20e6);
    expect(byName("huge").spans).toHaveLength(20_000);
  });

  it("has ids of the right length, distinct in a trace, and one trace id a line", () => {
    for (const { spans, traceId } of traces) {
      expect(traceId).toMatch(/^[0-9a-f]{32}$/);
      expect(new Set(spans.map((span) => span.traceId))).toEqual(new Set([traceId]));
      expect(new Set(spans.map((span) => span.spanId)).size).toBe(spans.length);
      for (const span of spans) expect(span.spanId).toMatch(/^[0-9a-f]{16}$/);
    }
    expect(new Set(traces.map(({ traceId }) => traceId)).size).toBe(traces.length);
  });

  it("lies in the three hours before now, and no span ends before it starts", () => {
    const now = BigInt(nowMs) * 1_000_000n;
    for (const { spans } of traces) {
      for (const span of spans) {
        const start = BigInt(span.startTimeUnixNano);
        expect(start > now - BigInt(demoSpanMs) * 1_000_000n - 1_000_000_000n).toBe(true);
        expect(start < now).toBe(true);
        if (span.endTimeUnixNano) expect(BigInt(span.endTimeUnixNano) >= start).toBe(true);
      }
    }
  });

  it("has some errors, not too many", () => {
    const failed = traces.filter(({ spans }) => spans.some((span) => span.status.code === 2));
    expect(failed.length / traces.length).toBeGreaterThan(0.03);
    expect(failed.length / traces.length).toBeLessThan(0.12);
  });

  it("has the traces that show one thing each", () => {
    const selects = byName("nPlusOne").spans.filter((span) => span.name.startsWith("SELECT"));
    expect(selects).toHaveLength(41);
    const { spans } = byName("incomplete");
    const ids = new Set(spans.map((span) => span.spanId));
    expect(spans.filter((span) => span.parentSpanId && !ids.has(span.parentSpanId)).length).toBe(
      spans.filter((span) => span.name === "decode_segment").length + 2,
    );
    expect(byName("unfinished").spans.filter((span) => !span.endTimeUnixNano)).toHaveLength(1);
    expect(roots(byName("gpuOutOfMemory").spans)).toHaveLength(1);
    const gpu = byName("skewed").spans.find((span) => span.name === "stitch_frames")!;
    const parent = byName("skewed").spans.find((span) => span.name === "process_video")!;
    const server = byName("skewed").spans.find((span) => span.name === "POST /stitch")!;
    const client = byName("skewed").spans.find((span) => span.spanId === server.parentSpanId)!;
    expect(BigInt(server.startTimeUnixNano) < BigInt(client.startTimeUnixNano)).toBe(true);
    expect(gpu.parentSpanId).toBe(server.spanId);
    expect(client.parentSpanId).toBe(parent.spanId);
  });

  it("links to spans that are there", () => {
    const known = new Set(
      traces.flatMap(({ spans }) => spans.map((span) => `${span.traceId}/${span.spanId}`)),
    );
    const links = traces.flatMap(({ spans }) => spans.flatMap((span) => span.links ?? []));
    expect(links.length).toBeGreaterThan(10);
    for (const link of links) expect(known.has(`${link.traceId}/${link.spanId}`)).toBe(true);
  });
});
