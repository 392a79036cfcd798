import { expect, test } from "vitest";
import { resourceIndex } from "@/model/indexes";
import { spanIdText } from "@/model/span-search";
import { spanIndex } from "@/model/indexes";
import type { WireValue } from "@/model/span-sink";
import { TraceSetBuilder } from "@/model/trace-set-builder";
import { describeCorpus, readCases } from "@/testing/corpus";
import { canonicalSpanId, corpusTrace, corpusTraces } from "@/testing/corpus-traces";
import { clockTime } from "@/testing/span-writer";
import { emptySpan } from "@/testing/trace-diagram";
import { clockSkew } from "./clock-skew";
import { traceHosts } from "./skew-hosts";

interface AdjusterSpan {
  readonly id: string;
  readonly parent: string | null;
  readonly startMs: number;
  readonly durationMs: number;
  readonly host: string;
  readonly eventsMs?: readonly number[];
}
interface AdjusterCase {
  readonly name: string;
  readonly input: { readonly maxAdjustMs: number; readonly spans: readonly AdjusterSpan[] };
  readonly expected: {
    readonly spans: readonly {
      readonly id: string;
      readonly startMs: number;
      readonly endMs: number;
      readonly eventsMs?: readonly number[];
    }[];
    readonly warning: string | null;
    readonly spansWithAdjustedWarning: readonly string[];
  };
}
interface HostCase {
  readonly attributes: Readonly<Record<string, string | readonly string[]>>;
  readonly expected: string;
}

const ms = 1e6;
const owner = { attributes: [], droppedAttributesCount: 0, schemaUrl: "" };

function traceOn(spans: readonly AdjusterSpan[]) {
  const builder = new TraceSetBuilder();
  builder.scope({ ...owner, name: "", version: "" });
  for (const { id, parent, startMs, durationMs, host, eventsMs = [] } of spans) {
    const value: WireValue = { type: "string", value: host };
    const attributes = [["host.id", value] as const];
    const resource = builder.resource({ ...owner, service: "", attributes });
    builder.span({
      ...emptySpan,
      spanId: id,
      parentSpanId: parent ?? "",
      start: clockTime(startMs * ms),
      durationNs: durationMs * ms,
      resource,
    });
    for (const event of eventsMs) builder.event("", clockTime(event * ms), 0);
  }
  return builder.finish()[0]!;
}

describeCorpus("clock skew, the cases of Jaeger's servers", () => {
  const file = readCases<{
    readonly cases: readonly AdjusterCase[];
    readonly hostKey: { readonly cases: readonly HostCase[] };
  }>("clock-skew-adjuster.json");

  // Duplicate ids are an issue of the model's, and a parent that is missing is one too; neither
  // moves a span, which is what the cases say besides their warnings.
  test.each(file.cases)("$name", ({ input, expected }) => {
    const trace = traceOn(input.spans);
    const origin = Math.min(...input.spans.map(({ startMs }) => startMs));
    const exceeded: number[] = [];
    const { deltaNs } = clockSkew(trace.spans, traceHosts(trace).hostOfResource, {
      maxDeltaNs: input.maxAdjustMs * ms,
      onExceeded: (_, delta) => exceeded.push(delta / ms),
    });
    const moved: string[] = [];
    const taken = new Set<number>();
    for (const wanted of expected.spans) {
      const id = canonicalSpanId(wanted.id);
      const row = trace.spans.startNs.findIndex(
        (_, at) => !taken.has(at) && spanIdText(trace, spanIndex(at)) === id,
      );
      taken.add(row);
      const start = trace.spans.startNs[row]! + deltaNs[row]!;
      expect(start / ms + origin).toBe(wanted.startMs);
      expect((start + trace.spans.durationNs[row]!) / ms + origin).toBe(wanted.endMs);
      const events = trace.events.timeNs.subarray(
        trace.spans.eventOffset[row]!,
        trace.spans.eventOffset[row + 1]!,
      );
      const times = Array.from(events, (time) => (time + deltaNs[row]!) / ms + origin);
      expect(times).toEqual(wanted.eventsMs ?? []);
      if (deltaNs[row] !== 0) moved.push(wanted.id);
    }
    expect(moved).toEqual(expected.spansWithAdjustedWarning);
    const refused = /not applying calculated delta of (\d+)ms/.exec(expected.warning ?? "");
    expect(exceeded).toEqual(refused === null ? [] : [Number(refused[1])]);
  });

  test.each(file.hostKey.cases)("the host of $attributes", ({ attributes, expected }) => {
    const builder = new TraceSetBuilder();
    builder.scope({ ...owner, name: "", version: "" });
    const pairs = Object.entries(attributes).map(([key, value]): [string, WireValue] => [
      key,
      typeof value === "string"
        ? { type: "string", value }
        : {
            type: "array",
            value: JSON.stringify({
              arrayValue: { values: value.map((stringValue) => ({ stringValue })) },
            }),
          },
    ]);
    builder.resource({ ...owner, service: "", attributes: pairs });
    builder.span({ ...emptySpan, spanId: "1", resource: resourceIndex(0) });
    const { hosts, hostOfResource } = traceHosts(builder.finish()[0]!);
    expect(hosts[hostOfResource[0]!]).toBe(expected);
  });
});

interface WarningCase {
  readonly file: string;
  readonly index: number;
  readonly traceID: string;
  readonly deltaMicros: Readonly<Record<string, number>>;
  readonly spansWithoutWarning: number;
}

describeCorpus("clock skew, the warnings of real servers", () => {
  const { cases } = readCases<{ cases: readonly WarningCase[] }>("clock-skew-real-warnings.json");

  test.each(cases)("$file $index", async ({ file, traceID, deltaMicros, spansWithoutWarning }) => {
    const trace = await corpusTrace(file, traceID);
    const found = new Map<string, number>();
    // Their servers correct nothing and tell what they would have done.
    clockSkew(trace.spans, traceHosts(trace).hostOfResource, {
      maxDeltaNs: 0,
      onExceeded: (row, delta) => found.set(spanIdText(trace, spanIndex(row)), delta / 1000),
    });
    const wanted = Object.entries(deltaMicros);
    expect([...found.keys()].sort()).toEqual(wanted.map(([id]) => canonicalSpanId(id)).sort());
    for (const [id, delta] of wanted) {
      expect(Math.abs(found.get(canonicalSpanId(id))! - delta)).toBeLessThanOrEqual(1.5);
    }
    expect(trace.spans.length - found.size).toBe(spansWithoutWarning);
  });

  // Their server had nothing to say of these: all hosts are 127.0.0.1.
  test("hosts that all have one address", async () => {
    const [trace] = await corpusTraces("jaeger/deathstarbench-media-microservices-1.json");
    const { deltaNs, impossible } = clockSkew(trace!.spans, traceHosts(trace!).hostOfResource);
    expect(deltaNs.every((delta) => delta === 0)).toBe(true);
    expect(impossible).toHaveLength(0);
  });
});
