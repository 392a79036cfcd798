import { expect, test } from "vitest";
import { parseTraceparent, parseTracestate } from "@/lib/ids";
import { describeCorpus, readCases } from "@/testing/corpus";
import { clockTime, newBuilder, spanNamed, traceOf } from "@/testing/span-writer";
import { emptySpan } from "@/testing/trace-diagram";
import { spanIndex, type SpanIndex } from "./indexes";
import { readSpan } from "./read-span";
import { spanIdText, spanName } from "./span-search";
import { SpanFlag, SpanKind } from "./span-table";
import type { Trace } from "./trace";
import { TraceSetBuilder } from "./trace-set-builder";

const owner = { attributes: [], droppedAttributesCount: 0, schemaUrl: "" };

interface TraceContextCases {
  readonly traceparent: readonly TraceparentCase[];
  readonly notInSuite: readonly TraceparentCase[];
  readonly headers: readonly {
    readonly sent: readonly (readonly [name: string, value: string])[];
    readonly expected: string;
  }[];
  readonly tracestate: readonly {
    readonly tracestate: readonly string[];
    readonly expected: readonly (readonly [string, string])[] | string;
    readonly why: string;
  }[];
}

interface TraceparentCase {
  readonly traceparent: string;
  readonly verdict: "valid" | "invalid";
  readonly why: string;
  readonly expected?: object;
}

describeCorpus("W3C Trace Context", () => {
  const cases = readCases<TraceContextCases>("w3c-trace-context.json");

  test.each([...cases.traceparent, ...cases.notInSuite])("traceparent: $why", (vector) => {
    const parsed = parseTraceparent(vector.traceparent);
    expect(parsed !== undefined).toBe(vector.verdict === "valid");
    if (vector.expected !== undefined) expect(parsed).toEqual(vector.expected);
  });

  test.each(cases.tracestate)("tracestate: $why", ({ tracestate, expected, why }) => {
    // Of a key that comes twice either copy may be kept: here the first.
    const wanted = why === "duplicate keys" ? [["foo", "1"]] : expected;
    expect(parseTracestate(tracestate)).toEqual(wanted);
  });

  // What is told about header names and several headers concerns who receives a request; here it
  // is only that the values themselves are read alike.
  test("the values of the header cases", () => {
    for (const { sent } of cases.headers) {
      for (const [name, value] of sent) {
        const isParent = /^trace.?parent$/i.test(name);
        if (isParent) expect(parseTraceparent(value)).toBeDefined();
        else expect(parseTracestate(value)).toEqual([["foo", "1"]]);
      }
    }
  });
});

interface AdjusterCases {
  readonly sharedSpanIds: readonly {
    readonly name: string;
    readonly input: readonly AdjusterSpan[];
    readonly expected: readonly AdjusterSpan[] | "unchanged";
  }[];
  readonly duplicateSpans: readonly {
    readonly name: string;
    readonly input?: readonly (readonly [block: string, name: string, id: string])[];
    readonly expected?: readonly (readonly [block: string, name: string, id: string])[];
  }[];
  readonly spanLinks: {
    readonly input: Readonly<Record<string, readonly string[]>>;
    readonly expected: Readonly<
      Record<string, { readonly links: number; readonly warnings: readonly string[] }>
    >;
  };
}

interface AdjusterSpan {
  readonly spanId: string;
  readonly kind?: string;
  readonly parent?: string | null;
}

describeCorpus("adjusters of the server", () => {
  const cases = readCases<AdjusterCases>("trace-adjusters.json");

  // Intended difference: the server half is told apart by its row, and keeps its id as it came;
  // the server invents a new one. So parents are compared by position, not by id.
  test.each(cases.sharedSpanIds)("shared ids: $name", ({ input, expected }) => {
    const kinds = new Map([
      ["CLIENT", SpanKind.Client],
      ["SERVER", SpanKind.Server],
    ]);
    const wanted = expected === "unchanged" ? input : expected;
    const trace = traceOf(
      ...input.map((span, at) => ({
        name: String(at),
        spanId: span.spanId,
        parentSpanId: span.parent ?? "",
        kind: kinds.get(span.kind ?? "") ?? SpanKind.Unspecified,
        start: clockTime(at),
      })),
    );
    for (const [at, span] of wanted.entries()) {
      const parent = wanted.findIndex(({ spanId }) => spanId === span.parent);
      const row = trace.spans.parent[spanNamed(trace, String(at)).index]!;
      expect(row < 0 ? -1 : Number(spanName(trace, spanIndex(row)))).toBe(parent);
    }
    expect(trace.issueCounts["shared-span-id-split"]).toBe(
      expected === "unchanged" ? undefined : 1,
    );
  });

  // Intended difference: the servers remove exact copies; here nothing that came in is left out, so
  // both stay, and those that the servers would remove are marked.
  test("the exact duplicates that servers remove are marked, across equal resource blocks", () => {
    const [exact] = cases.duplicateSpans;
    const builder = new TraceSetBuilder();
    const scope = builder.scope({ ...owner, name: "scope", version: "" });
    for (const [, name, spanId] of exact!.input!) {
      const resource = builder.resource({ ...owner, service: "equal" });
      const times = { start: clockTime(0), durationNs: 1 };
      builder.span({ ...emptySpan, ...times, name, spanId, resource, scope });
    }
    const trace = builder.finish()[0]!;
    const rows = Array.from(trace.spans.name, (_, row) => spanIndex(row));
    const isCopy = (row: SpanIndex) =>
      readSpan(trace, row).issues.some(({ code }) => code === "exact-duplicate");
    const kept = rows
      .filter((row) => !isCopy(row))
      .map((row) => [spanName(trace, row), spanIdText(trace, row)]);
    expect(rows).toHaveLength(exact!.input!.length);
    const wanted = exact!.expected!.map(([, name, id]) => [name, id.padStart(16, "0")]);
    expect(kept).toEqual(wanted);
    const removed = exact!.input!.length - wanted.length;
    expect(trace.issueCounts["exact-duplicate"]).toBe(removed);
  });

  test.each(["scope", "resource"] as const)(
    "with different attributes of the %s both stay",
    (kind) => {
      const names = cases.duplicateSpans.map(({ name }) => name);
      expect(names).toContain(`same span, different ${kind} attributes: both kept`);
      const builder = newBuilder();
      for (const value of ["a", "b"]) {
        const attributes = [["key", { type: "string", value }]] as const;
        const mine = { ...owner, attributes };
        const resource = builder.resource({
          ...(kind === "resource" ? mine : owner),
          service: "s",
        });
        const scope = builder.scope({
          ...(kind === "scope" ? mine : owner),
          name: "s",
          version: "",
        });
        builder.span({ ...emptySpan, spanId: "1", start: clockTime(0), resource, scope });
      }
      expect(builder.finish()[0]!.spans.length).toBe(2);
    },
  );

  test("links without any id are removed", () => {
    const { input, expected } = cases.spanLinks;
    const builder = newBuilder();
    for (const [name, traceIds] of Object.entries(input)) {
      builder.span({ ...emptySpan, name, spanId: name, start: clockTime(0), durationNs: 1 });
      for (const traceId of traceIds) {
        const rest = { traceState: "", traceFlags: undefined, droppedAttributesCount: 0 };
        builder.link({ ...rest, relation: "link", traceId, spanId: "" });
      }
    }
    const trace = builder.finish()[0]!;
    for (const [name, { links, warnings }] of Object.entries(expected)) {
      const span = spanNamed(trace, name);
      expect(span.links).toHaveLength(links);
      expect(span.issues.map(({ code }) => code)).toEqual(warnings.map(() => "empty-link-removed"));
    }
  });
});

interface V1Span {
  readonly traceID: string;
  readonly spanID: string;
  readonly operationName: string;
  readonly references: readonly {
    readonly refType: string;
    readonly traceID: string;
    readonly spanID: string;
  }[];
  readonly startTime?: number;
  readonly duration: number;
  readonly tags: readonly { readonly key: string; readonly value: string }[];
  readonly processID: string;
}

interface EdgeCase {
  readonly name: string;
  readonly input: {
    readonly processes: Readonly<Record<string, { readonly serviceName: string }>>;
    readonly spans: readonly V1Span[];
  };
  readonly upstream: {
    /** Span id, depth, start and duration in microseconds. */
    readonly order: readonly (readonly [string, number, number, number])[];
    readonly orphanSpanCount: number;
    readonly startTime: number;
    readonly duration: number;
    readonly traceName: string;
    readonly warnings: Readonly<Record<string, readonly string[]>>;
  };
}

/** Just enough of the reader of Jaeger's first format for these cases. */
function readV1(input: EdgeCase["input"]): Trace {
  const builder = newBuilder("");
  for (const span of input.spans) {
    const own = span.references.filter(({ traceID }) => traceID === span.traceID);
    const parent = own.find(({ refType }) => refType === "CHILD_OF") ?? own[0];
    const process = input.processes[span.processID];
    builder.span({
      ...emptySpan,
      traceId: span.traceID,
      spanId: span.spanID,
      parentSpanId: parent?.spanID ?? "",
      name: span.operationName,
      start: span.startTime === undefined ? undefined : { micros: span.startTime, nanos: 0 },
      durationNs: span.duration * 1000,
      resource: process
        ? builder.resource({ ...owner, service: process.serviceName })
        : builder.lateResource(span.processID),
    });
    for (const { key, value } of span.tags) builder.attribute(key, { type: "string", value });
  }
  return builder.finish()[0]!;
}

/** Row by row: id, depth, start and duration in microseconds. */
function orderOf(trace: Trace): (readonly [string, number, number, number])[] {
  const epochMicros = Number(trace.epochUnixNano / 1000n);
  return Array.from(trace.spans.depth, (depth, row) => {
    const start = epochMicros + trace.spans.startNs[row]! / 1000;
    const id = spanIdText(trace, spanIndex(row)).replace(/^0+(?=.)/, "");
    return [id, depth, start, trace.spans.durationNs[row]! / 1000] as const;
  });
}

describeCorpus("dirty inputs", () => {
  const { cases } = readCases<{ readonly cases: readonly EdgeCase[] }>(
    "trace-model-edge-cases.json",
  );
  const t = 1_784_570_820_629_325;

  /** Where Jaeger UI hides spans or shows what cannot be, with what is shown here. */
  const intended = new Map<string, Partial<EdgeCase["upstream"]>>([
    // Cycles are cut and shown; it shows nothing of them.
    [
      "span that is its own parent",
      {
        order: [
          ["a", 0, t, 100],
          ["b", 1, t + 1, 10],
        ],
        startTime: t,
        duration: 100,
        traceName: "serviceA: op-a",
      },
    ],
    [
      "root plus a separate cycle",
      {
        order: [
          ["root", 0, t, 100],
          ["x", 0, t + 1, 10],
          ["y", 1, t + 2, 10],
        ],
      },
    ],
    // A reference into another trace is a link; the span names no parent in this one.
    ["reference into another trace", { orphanSpanCount: 0 }],
    // A duration below 0 is shown as 0, and its value is kept with the repair.
    [
      "negative duration",
      {
        order: [
          ["root", 0, t, 100],
          ["n", 1, t + 50, 0],
        ],
      },
    ],
    // A process that is not described has no name; it makes one up.
    ["unknown processID", { traceName: ": op-root" }],
  ]);

  test.each(cases)("$name", ({ name, input, upstream }) => {
    const trace = readV1(input);
    const wanted = { ...upstream, ...intended.get(name) };
    const { rootService, rootName, orphanCount } = trace.summary;
    expect(orderOf(trace)).toEqual(wanted.order);
    expect(orphanCount).toBe(wanted.orphanSpanCount);
    expect(trace.epochUnixNano).toBe(BigInt(wanted.startTime) * 1000n);
    expect(trace.durationNs).toBe(wanted.duration * 1000);
    expect(`${rootService}: ${rootName}`).toBe(wanted.traceName);
    const repeated = Object.values(upstream.warnings).flat().length;
    expect(trace.issueCounts["duplicate-attribute"] ?? 0).toBe(repeated);
  });

  test("every intended difference is one of a case that exists, and is marked", () => {
    const names = cases.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining([...intended.keys()]));
    const issues = (name: string): object =>
      readV1(cases.find((each) => each.name === name)!.input).issueCounts;
    expect(issues("span that is its own parent")).toEqual({ "self-parent": 1 });
    expect(issues("root plus a separate cycle")).toEqual({ "cycle-cut": 1 });
    expect(issues("negative duration")).toEqual({ "negative-duration": 1 });
    expect(issues("unknown processID")).toEqual({ "unknown-process": 1 });
    expect(issues("two orphans")).toEqual({ "parent-missing": 2 });
  });

  test("spans whose start is missing are marked, those of a trace at time 0 are not", () => {
    const chain = readV1(
      cases.find(({ name }) => name === "missing startTime handed down a chain")!.input,
    );
    expect(Array.from(chain.spans.flags, (flags) => flags & SpanFlag.StartRepaired)).toEqual([
      0,
      SpanFlag.StartRepaired,
      SpanFlag.StartRepaired,
      SpanFlag.StartRepaired,
    ]);
    const zero = readV1(cases.find(({ name }) => name === "every span reports startTime 0")!.input);
    expect(zero.issueCounts).toEqual({});
    expect(readSpan(zero, spanIndex(0)).traceId).toBe("t1");
  });
});
