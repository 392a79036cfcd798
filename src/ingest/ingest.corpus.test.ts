import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { Problem } from "@/lib/problem";
import { spanIndex } from "@/model/indexes";
import { readSpan } from "@/model/read-span";
import { spanIdText } from "@/model/span-search";
import { SpanFlag } from "@/model/span-table";
import type { Trace } from "@/model/trace";
import { corpusBytes, corpusCases, corpusIsThere, corpusText, openTraces } from "./testing/corpus";
import { read } from "./testing/read-text";

const there = corpusIsThere();
const LONG = 120_000;

/** Files that hold no trace, with the Problem that says so and the place that it names. */
const REFUSED: Readonly<Record<string, readonly [code: string, where: string]>> = {
  // A duration that is text, in a list of bare spans.
  "jaeger/uiconv-invalid.json.txt": ["bad-document", "[0].duration"],
  // One object with two ids and no name: not a span that Jaeger wrote.
  "jaeger/uiconv-wrong-format.json.txt": ["bad-document", "operationName"],
  // What a search found: summaries of traces.
  "otlp/kiali-tempo-search.json": ["not-a-trace", ""],
};

/** Where the description counts references into other traces as missing parents. */
const FOREIGN_PARENTS: readonly string[] = ["jaeger/uimodel-ui_01.json"];

interface ListedFile {
  readonly file: string;
  readonly traces: number;
  readonly spans: number;
  readonly maxSpans: number;
  readonly services: number;
  readonly depth: number;
  readonly orphans: number;
}

/** The tables of the corpus's own description, one row a file. */
function listedFiles(): ListedFile[] {
  const files: ListedFile[] = [];
  let folder = "";
  for (const line of corpusText("README.md").split("\n")) {
    folder = /^### (\w+)/.exec(line)?.[1] ?? folder;
    const cells = line.split("|").map((cell) => cell.trim());
    const name = /^`([^`]+)`/.exec(cells[1] ?? "")?.[1];
    if (name === undefined || cells.length < 9) continue;
    const [, traces, spans, services, depth, dirt] = cells.slice(2);
    const one = Number(spans?.split(" ")[0]);
    files.push({
      file: `${folder}/${name}`,
      traces: Number(traces),
      spans: one,
      maxSpans: Number(/max (\d+)/.exec(spans ?? "")?.[1] ?? one),
      services: Number(services),
      depth: Number(depth),
      orphans: Number(/orphans (\d+)/.exec(dirt ?? "")?.[1] ?? 0),
    });
  }
  return files;
}

const flagged = (trace: Trace, flag: number) =>
  trace.spans.flags.reduce((count, flags) => count + ((flags & flag) === 0 ? 0 : 1), 0);
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

test.skipIf(!there)("a request as an exporter sent it, in binary", async () => {
  const { result, traces } = await openTraces(corpusBytes("otlp/oteldemo-request-39.pb"));
  expect(result).toMatchObject({ format: "otlp-protobuf", spans: 353 });
  expect(result.partial).toBeUndefined();
  expect(sum(traces.map(({ spans }) => spans.length))).toBe(353);
  for (const trace of traces) {
    expect(trace.traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(trace.summary.services.every(({ name }) => name !== "")).toBe(true);
    expect(Object.keys(trace.issueCounts).filter((code) => code.startsWith("bad"))).toEqual([]);
  }
});

describe.skipIf(!there)("every file of the corpus", () => {
  const files = there ? listedFiles() : [];

  test("is listed", () => expect(files.length).toBeGreaterThan(70));

  test.each(files)(
    "$file",
    async ({ file, ...listed }) => {
      const refused = REFUSED[file];
      if (refused !== undefined) {
        const error: unknown = await openTraces(corpusBytes(file)).catch(
          (thrown: unknown) => thrown,
        );
        if (!(error instanceof Problem)) throw new Error("opened");
        expect([error.code, error.params["where"]]).toEqual(refused);
        return;
      }
      // Has a test of its own.
      if (file.endsWith(".pb")) return;
      const { result, traces } = await openTraces(corpusBytes(file));
      expect(result.partial).toBeUndefined();
      // The list of bare spans is described in words, without figures.
      if (file === "jaeger/uiconv-anonymized-array.json") {
        expect([result.spans, traces.length, traces[0]?.summary.orphanCount]).toEqual([2, 1, 1]);
        return;
      }
      expect([result.spans, traces.length]).toEqual([listed.spans, listed.traces]);
      expect(sum(traces.map((trace) => trace.spans.length))).toBe(listed.spans);
      expect(Math.max(...traces.map(({ spans }) => spans.length))).toBe(listed.maxSpans);
      const services = new Set(
        traces.flatMap(({ summary }) => summary.services.map((s) => s.name)),
      );
      expect(services.size).toBe(listed.services);
      if (FOREIGN_PARENTS.includes(file)) return;
      const split = sum(traces.map((trace) => flagged(trace, SpanFlag.SharedHalf)));
      if (split === 0)
        expect(Math.max(...traces.map(({ maxDepth }) => maxDepth)) + 1).toBe(listed.depth);
      expect(sum(traces.map((trace) => flagged(trace, SpanFlag.Orphan)))).toBe(listed.orphans);
    },
    LONG,
  );

  test.each([
    ["large/raw-nextjs-bippy-docs.ndjson", "large/nextjs-bippy-docs-2343.json.gz", -189],
    ["large/raw-nextjs-medusa-plugins.ndjson.gz", "large/nextjs-medusa-plugins-9677.json.gz", 0],
  ])(
    "%s gives the trace of its Jaeger form",
    async (raw, jaeger) => {
      const [a, b] = [await read(corpusBytes(raw)), await read(corpusBytes(jaeger))];
      const ids = ({ spans }: typeof a) =>
        spans.map((span) => [span.spanId, span.parentSpanId, span.name, span.durationNs]);
      expect(ids(a)).toEqual(ids(b));
      const shifts = new Set(
        a.spans.map(({ start }, i) => (start?.micros ?? 0) - (b.spans[i]?.start?.micros ?? 0)),
      );
      expect([...shifts]).toEqual([0]);
    },
    LONG,
  );
});

interface GoldenTrace {
  readonly file: string;
  readonly index: number;
  readonly traceName: string;
  readonly startTime: number;
  readonly duration: number;
  readonly spanCount: number;
  readonly rootCount: number;
  readonly orphanSpanCount: number;
  readonly maxDepth: number;
  readonly services: readonly (readonly [string, number])[];
  readonly order?: readonly (readonly [string, number])[];
  readonly orderSha256: string;
}

interface JaegerTrace {
  readonly spans: readonly { readonly spanID: string; readonly traceID: string }[];
}

const canonical = (id: string) =>
  /^[0-9a-f]+$/i.test(id) ? id.toLowerCase().padStart(16, "0") : id;

function order(trace: Trace, source: JaegerTrace): (readonly [string, number])[] {
  const spelling = new Map(source.spans.map(({ spanID }) => [canonical(spanID), spanID]));
  return Array.from({ length: trace.spans.length }, (_, row) => {
    const id = spanIdText(trace, spanIndex(row));
    return [spelling.get(id) ?? id, trace.spans.depth[row] ?? -1] as const;
  });
}

/** Where our reading differs on purpose from that of Jaeger's user interface. */
const DIFFERENT: Readonly<Record<string, string>> = {
  "jaeger/jaeger-jptrace-out.json": "duplicate ids are kept, theirs are renamed",
  "jaeger/jaeger-ui-otlp2jaeger-out.json": "duplicate ids are kept, theirs are renamed",
  "jaeger/uimodel-ui_01.json": "duplicate ids are kept, theirs are renamed",
  "large/nextjs-medusa-plugins-9677.json.gz": "duplicate ids are kept, theirs are renamed",
};

describe.skipIf(!there)("the reading of Jaeger's user interface", () => {
  const cases = there ? corpusCases<{ cases: GoldenTrace[] }>("trace-model-golden").cases : [];
  const files = [...new Set(cases.map(({ file }) => file))];

  test.each(files)(
    "%s",
    async (file) => {
      const bytes = corpusBytes(file);
      const text = new TextDecoder().decode(file.endsWith(".gz") ? gunzipSync(bytes) : bytes);
      const document = JSON.parse(text) as { readonly data?: JaegerTrace[] | JaegerTrace };
      const sources = [document.data ?? (document as JaegerTrace)].flat();
      const { traces } = await openTraces(bytes);
      for (const golden of cases.filter((one) => one.file === file)) {
        const source = sources[golden.index];
        const trace = traces[golden.index];
        if (trace === undefined || source === undefined)
          throw new Error(`no trace ${golden.index}`);
        const { summary } = trace;
        expect(`${summary.rootService}: ${summary.rootName}`).toBe(golden.traceName);
        expect(trace.epochUnixNano).toBe(BigInt(golden.startTime) * 1000n);
        expect(trace.durationNs).toBe(golden.duration * 1000);
        if (DIFFERENT[file] !== undefined) continue;
        expect(summary.spanCount).toBe(golden.spanCount);
        expect(trace.spans.parent.filter((parent) => parent < 0).length).toBe(golden.rootCount);
        expect(summary.orphanCount).toBe(golden.orphanSpanCount);
        expect(trace.maxDepth).toBe(golden.maxDepth);
        expect(new Map(summary.services.map((s) => [s.name, s.spanCount]))).toEqual(
          new Map(golden.services),
        );
        const rows = order(trace, source);
        if (golden.order !== undefined) expect(rows).toEqual(golden.order);
        expect(createHash("sha256").update(JSON.stringify(rows)).digest("hex")).toBe(
          golden.orderSha256,
        );
      }
    },
    LONG,
  );
});

interface EdgeCase {
  readonly name: string;
  readonly input: JaegerTrace;
  readonly upstream: {
    readonly order: readonly (readonly [string, number, number, number])[];
    readonly orphanSpanCount: number;
    readonly startTime: number;
    readonly duration: number;
    readonly traceName: string;
  };
}

/** What we do differently from Jaeger's user interface with dirty traces, and why. */
const EDGE_DIFFERENCES: Readonly<Record<string, (trace: Trace) => void>> = {
  "span that is its own parent": (trace) => {
    // Shown and marked, where it shows nothing.
    expect(trace.spans.length).toBe(2);
    expect(trace.issueCounts["self-parent"]).toBe(1);
  },
  "root plus a separate cycle": (trace) => {
    // Shown and marked, where it hides the cycle.
    expect(trace.spans.length).toBe(3);
    expect(flagged(trace, SpanFlag.CycleCut)).toBe(1);
  },
  "negative duration": (trace) => {
    // Shown as 0, with the value in the issue.
    expect(Array.from(trace.spans.durationNs)).toEqual([100_000, 0]);
    expect(trace.issueCounts["negative-duration"]).toBe(1);
  },
  "reference into another trace": (trace) => {
    // A link, and a root of its own: nothing of this trace is missing.
    expect([trace.summary.orphanCount, trace.links.length]).toEqual([0, 1]);
  },
  "unknown processID": (trace) => {
    expect(trace.issueCounts["unknown-process"]).toBe(1);
  },
};

describe.skipIf(!there)("dirty traces", () => {
  const cases = there ? corpusCases<{ cases: EdgeCase[] }>("trace-model-edge-cases").cases : [];

  test.each(cases)("$name", async ({ name, input, upstream }) => {
    const { traces } = await openTraces(input);
    expect(traces.length).toBe(1);
    const [trace] = traces;
    if (trace === undefined) return;
    const different = EDGE_DIFFERENCES[name];
    if (different !== undefined) {
      different(trace);
      return;
    }
    const { spans, epochUnixNano } = trace;
    const rows = order(trace, input).map(([id, depth], row) => [
      id,
      depth,
      Number(epochUnixNano / 1000n) + (spans.startNs[row] ?? 0) / 1000,
      (spans.durationNs[row] ?? 0) / 1000,
    ]);
    expect(rows).toEqual(upstream.order);
    expect(trace.summary.orphanCount).toBe(upstream.orphanSpanCount);
    expect(trace.durationNs).toBe(upstream.duration * 1000);
    expect(`${trace.summary.rootService}: ${trace.summary.rootName}`).toBe(upstream.traceName);
    if (name === "duplicate tags are reported once") {
      expect(readSpan(trace, spanIndex(0)).issues.map(({ code }) => code)).toContain(
        "duplicate-attribute",
      );
    }
  });
});
