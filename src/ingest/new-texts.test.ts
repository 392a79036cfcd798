import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AttributeType } from "@/model/attribute-table";
import type { Trace } from "@/model/trace";
import { TraceSetBuilder } from "@/model/trace-set-builder";
import { ingestStream } from "./ingest";
import { expectSameBothWays, type Taken } from "./testing/both-paths";
import { fillingStreamOf } from "./testing/read-text";

const TRACE = "0af7651916cd43dd8448eb211c80319c";
const id = (n: number) => (n + 1).toString(16).padStart(16, "0");
const encoder = new TextEncoder();

function jaeger(values: readonly string[]): Uint8Array {
  const spans = values.map((value, n) => ({
    traceID: TRACE,
    // Every fifth comes with the id of one that was long ago: perhaps it is a copy of it.
    spanID: id(n % 5 === 4 && n > 300 ? n - 300 : n),
    operationName: "op",
    startTime: 1_700_000_000_000_000,
    duration: 7,
    processID: "p",
    tags: [
      { key: "id", type: "string", value },
      { key: "kind", type: "string", value: "same" },
    ],
  }));
  const processes = { p: { serviceName: "s", tags: [] } };
  return encoder.encode(JSON.stringify({ data: [{ traceID: TRACE, spans, processes }] }));
}

function otlp(values: readonly string[]): Uint8Array {
  const spans = values.map((value, n) => ({
    traceId: TRACE,
    spanId: id(n % 5 === 4 && n > 300 ? n - 300 : n),
    name: "op",
    startTimeUnixNano: "1700000000000000000",
    endTimeUnixNano: "1700000000000007000",
    attributes: [
      { key: "id", value: { stringValue: value } },
      { key: "payload", value: { bytesValue: "AAEC" } },
    ],
  }));
  const resource = { attributes: [{ key: "service.name", value: { stringValue: "s" } }] };
  return encoder.encode(JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans }] }] }));
}

/** Values of an attribute: new ones for long, and then from time to time those of before. */
const valuesOf = (repeats: number, back: number): string[] =>
  Array.from({ length: 1200 }, (_, n) => (n > 400 && n % repeats === 0 ? `${n - back}` : `${n}`));

async function read(bytes: Uint8Array): Promise<Trace> {
  const builder = new TraceSetBuilder();
  await ingestStream(fillingStreamOf(bytes, 1 << 14), builder);
  return builder.finish({ last: true })[0]!;
}

/** Text ids of the values of all span attributes, by text. */
function idsByText({ attributes, strings }: Trace): Map<string, Set<number>> {
  const ids = new Map<string, Set<number>>();
  attributes.value.forEach((value, row) => {
    if (attributes.type[row] !== AttributeType.String) return;
    const text = strings.text(value);
    ids.set(text, (ids.get(text) ?? new Set()).add(value));
  });
  return ids;
}

describe.each([
  ["Jaeger", jaeger],
  ["OTLP", otlp],
] as const)("texts of %s that are taken for new", (_, write) => {
  test("mean the same as texts that are looked up", async () => {
    const taken: Taken = { packed: 0, spans: 0 };
    const repeats = fc.integer({ min: 2, max: 40 });
    const back = fc.integer({ min: 1, max: 390 });
    await fc.assert(
      fc.asyncProperty(repeats, back, fc.integer({ min: 200, max: 1 << 16 }), (every, ago, chunk) =>
        expectSameBothWays(write(valuesOf(every, ago)), chunk, taken),
      ),
      { numRuns: 12 },
    );
    expect(taken.packed).toBeGreaterThan(taken.spans / 2);
  });

  test("have one id where they are equal", async () => {
    const trace = await read(write(valuesOf(3, 300)));
    const ids = idsByText(trace);
    expect(ids.get("500")?.size).toBe(1);
    expect([...ids.values()].every((each) => each.size === 1)).toBe(true);
  });

  test("do not hide that a span is a copy", async () => {
    const copies = Array.from({ length: 1200 }, (_value, n) =>
      n % 5 === 4 && n > 300 ? `${n - 300}` : `${n}`,
    );
    const trace = await read(write(copies));
    // Those from 304 to 599; what later ones name is a copy itself, and has another id.
    expect(trace.issueCounts["exact-duplicate"]).toBe(60);
  });
});
