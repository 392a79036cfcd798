import { afterEach, expect, test, vi } from "vitest";
import { serviceGraph } from "@/derive/service-graph";
import { ingestStream } from "@/ingest/ingest";
import type { ServiceGraph } from "@/model/service-graph";
import { TraceSetBuilder } from "@/model/trace-set-builder";
import { isSoonWhole, streamedGraphOf } from "./streamed-graph";

afterEach(() => vi.restoreAllMocks());

const second = 1_768_228_200;
const hex = (n: number, digits: number) => n.toString(16).padStart(digits, "0");

interface Made {
  readonly traces: number;
  /** Every so many traces, the second span links to the trace with this number. */
  readonly linkTo?: (trace: number) => number | undefined;
  /** All the first spans come before all the second ones. */
  readonly mixed?: boolean;
  readonly name?: string;
}

/** Traces of two spans each: a call of "front" to one of three services, some of which fail. */
function otlp({ traces, linkTo, mixed = false, name = "work" }: Made): string {
  const span = (trace: number, child: boolean) => {
    const target = child ? linkTo?.(trace) : undefined;
    return {
      resource: {
        attributes: [
          { key: "service.name", value: { stringValue: child ? `back-${trace % 3}` : "front" } },
        ],
      },
      scopeSpans: [
        {
          spans: [
            {
              traceId: hex(trace + 1, 32),
              spanId: hex(child ? 2 : 1, 16),
              ...(child && { parentSpanId: hex(1, 16) }),
              name,
              startTimeUnixNano: `${second}000000000`,
              endTimeUnixNano: `${second}00000${child ? (trace % 5) + 1 : 9}000`,
              ...(child && trace % 7 === 0 && { status: { code: 2 } }),
              ...(target !== undefined && {
                links: [{ traceId: hex(target + 1, 32), spanId: hex(1, 16) }],
              }),
            },
          ],
        },
      ],
    };
  };
  const numbers = Array.from({ length: traces }, (_, n) => n);
  const resourceSpans = mixed
    ? [...numbers.map((n) => span(n, false)), ...numbers.map((n) => span(n, true))]
    : numbers.flatMap((n) => [span(n, false), span(n, true)]);
  return JSON.stringify({ result: { resourceSpans } });
}

/** The same in Jaeger's own format, in which processes come behind the spans. */
function jaeger(traces: number): string {
  const data = Array.from({ length: traces }, (_, trace) => {
    const traceID = hex(trace + 1, 32);
    const span = (id: number, process: string, references: object[]) => ({
      traceID,
      spanID: hex(id, 16),
      operationName: "work",
      references,
      startTime: second * 1e6,
      duration: 10 + (trace % 5),
      tags: [],
      logs: [],
      processID: process,
    });
    const parent = { refType: "CHILD_OF", traceID, spanID: hex(1, 16) };
    return {
      traceID,
      spans: [span(1, "p1", []), span(2, "p2", [parent])],
      processes: { p1: { serviceName: "front", tags: [] }, p2: { serviceName: "back", tags: [] } },
    };
  });
  return JSON.stringify({ data });
}

const bytesOf = (text: string, piece: number): ReadableStream<Uint8Array<ArrayBuffer>> => {
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) controller.close();
      else controller.enqueue(bytes.slice(at, (at += piece)));
    },
  });
};

async function atOnce(text: string): Promise<ServiceGraph> {
  const builder = new TraceSetBuilder();
  await ingestStream(bytesOf(text, 1 << 20), builder, {});
  const traces = builder.finish({ last: true });
  const byId = new Map(traces.map((trace) => [trace.traceId, trace]));
  return serviceGraph(traces, { unit: "service", traceOf: (id) => byId.get(id) });
}

/** `clockMs`: by so much is it later at each look at the clock. */
async function streamed(text: string, piece: number, { clockMs = 50 } = {}) {
  let now = 0;
  vi.spyOn(performance, "now").mockImplementation(() => (now += clockMs));
  const parts: ServiceGraph[] = [];
  const { graph } = await streamedGraphOf({ url: "http://jaeger.test/" }, "service", {
    fetch: async () => new Response(bytesOf(text, piece)),
    onPartial: (part) => parts.push(part),
  });
  return { graph, parts };
}

test.each([
  ["one after the other", otlp({ traces: 900, name: "work".repeat(500) })],
  ["whose spans are mixed", otlp({ traces: 900, mixed: true, name: "work".repeat(500) })],
  [
    "that link to others, before and after them",
    otlp({
      traces: 900,
      name: "work".repeat(500),
      linkTo: (n) => (n % 9 === 0 ? (n * 31) % 900 : undefined),
    }),
  ],
  ["that link to what is not there", otlp({ traces: 300, linkTo: () => 5000 })],
  ["in Jaeger's own format", jaeger(900)],
  ["of which there are few", otlp({ traces: 3 })],
])("traces %s are counted as they are when all are there", async (_name, text) => {
  const whole = await atOnce(text);
  for (const piece of [10_000, 1 << 16]) {
    expect((await streamed(text, piece)).graph).toEqual(whole);
  }
});

test("what has been counted is told while the rest is being read", async () => {
  // Spans are read in pieces of a megabyte.
  const text = otlp({ traces: 2000, name: "work".repeat(500) });
  const { graph, parts } = await streamed(text, 1 << 16, { clockMs: 400 });
  const counts = parts.map(({ traceCount = 0 }) => traceCount);
  expect(counts.length).toBeGreaterThan(1);
  expect(counts).toEqual([...counts].sort((a, b) => a - b));
  expect(counts.at(-1)).toBeLessThan(2000);
  expect(graph.traceCount).toBe(2000);
  for (const { spanCount, traceCount = 0 } of parts) expect(spanCount).toBe(2 * traceCount);
});

test("what will soon be whole is told as a whole, as far as that can be known", () => {
  const progress = { phase: "reading", bytes: 80, totalBytes: 100, spans: 1 } as const;
  expect(isSoonWhole(progress, 800, 300)).toBe(true);
  expect(isSoonWhole(progress, 800, 100)).toBe(false);
  expect(isSoonWhole({ ...progress, bytes: 0 }, 800, 300)).toBe(false);
  expect(isSoonWhole({ phase: "reading", bytes: 80, spans: 1 }, 800, 300)).toBe(false);
});
