import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { spanIndex } from "@/model/indexes";
import { spanIdText } from "@/model/span-search";
import { SpanFlag } from "@/model/span-table";
import type { Trace } from "@/model/trace";
import { describeCorpus, readCases } from "@/testing/corpus";
import {
  canonicalSpanId,
  corpusTrace,
  corpusTraces,
  readTraces,
  sourceSpanIds,
  traceFiles,
} from "@/testing/corpus-traces";
import { criticalPath } from "./critical-path";

/** Span id, start and end in microseconds of the source's clock; last first, as upstream. */
type Section = readonly [id: string, start: number, end: number];

/** The path of a root. `rename` gives ids as the source writes them. */
function sectionsOf(
  trace: Trace,
  root = trace.rootSpan,
  rename = (id: string): string => id,
): Section[] {
  const path = criticalPath(trace.spans, root);
  const micros = (ns: number) => Number((trace.epochUnixNano + BigInt(ns)) / 1000n);
  return Array.from(path.span, (row, at): Section => [
    rename(spanIdText(trace, spanIndex(row))),
    micros(path.startNs[at]!),
    micros(path.endNs[at]!),
  ]).reverse();
}

interface SourceSpan {
  readonly spanID: string;
}
interface SourceTrace {
  readonly traceID: string;
  readonly spans: readonly SourceSpan[];
}
interface UpstreamCase {
  readonly name: string;
  readonly why: string;
  readonly input: SourceTrace;
  readonly expected: {
    readonly sections: readonly {
      readonly spanID: string;
      readonly sectionStart: number;
      readonly sectionEnd: number;
    }[];
  };
}

/** As servers write it: references and spans name their trace, processes have their tags. */
async function readUpstream(input: SourceTrace): Promise<Trace> {
  const text = JSON.stringify({
    data: [
      {
        ...input,
        spans: input.spans.map((span) => {
          const { references, ...rest } = span as SourceSpan & { references: readonly object[] };
          return {
            ...rest,
            traceID: input.traceID,
            references: references.map((one) => ({ ...one, traceID: input.traceID })),
          };
        }),
      },
    ],
  });
  const [trace] = await readTraces(new TextEncoder().encode(text));
  if (trace === undefined) throw new Error("No trace");
  return trace;
}

describeCorpus("critical path, the cases of Jaeger UI", () => {
  const { cases } = readCases<{ cases: readonly UpstreamCase[] }>("critical-path-jaeger-ui.json");

  test.each(cases)("$name: $why", async ({ input, expected }) => {
    const sections = sectionsOf(await readUpstream(input));
    expect(sections).toEqual(
      expected.sections.map(({ spanID, sectionStart, sectionEnd }) => [
        canonicalSpanId(spanID),
        sectionStart,
        sectionEnd,
      ]),
    );
  });

  // What the path can see of a span is what is left of it after clipping. A span that is dropped is
  // never on the path; one that is kept and covers its parent has all of the parent's time.
  test("spans outside of their parent are dropped, those that overlap it clipped", async () => {
    const { cases: clipped } = readCases<{
      cases: readonly {
        readonly name: string;
        readonly expected: { readonly kept: Readonly<Record<string, readonly number[]>> };
      }[];
    }>("critical-path-sanitize-jaeger-ui.json");
    for (const { name, expected } of clipped) {
      const { input } = cases.find((one) => one.name === name)!;
      const kept = new Map(
        Object.entries(expected.kept).map(([id, [start = 0, duration = 0]]) => [
          canonicalSpanId(id),
          [start, start + duration],
        ]),
      );
      for (const [id, start, end] of sectionsOf(await readUpstream(input))) {
        const [from = Number.NaN, to = Number.NaN] = kept.get(id) ?? [];
        expect(start).toBeGreaterThanOrEqual(from);
        expect(end).toBeLessThanOrEqual(to);
      }
    }
  });
});

interface GoldenCase {
  readonly file: string;
  readonly index: number;
  readonly traceID: string;
  readonly sectionCount: number;
  readonly sections?: readonly Section[];
  readonly sectionsSha256: string;
}

/**
 * Where the answer is another one on purpose, and why. `critical-path-crisp.json` has what is right
 * for the trace that starts at time 0.
 */
const differences: ReadonlyMap<string, string> = new Map([
  ["jaeger/crisp/3.json", "there a section that starts at time 0 never ends"],
  ["jaeger/jaeger-jptrace-out.json", "there a trace of orphans has no path; one id for two spans"],
  ["jaeger/jaeger-ui-otlp2jaeger-out.json", "the same trace"],
  ["jaeger/uimodel-ui_01.json", "one id for several spans: there the copies get another id"],
]);

/** The roots that have a path there: those without a parent id, in order of start. */
function rootsOf({ spans }: Trace): number[] {
  const rows = Array.from(spans.depth, (_, row) => row);
  const roots = rows.filter(
    (row) => spans.depth[row] === 0 && (spans.flags[row]! & SpanFlag.Orphan) === 0,
  );
  return roots.length > 0 ? roots : rows.slice(0, 1);
}

describeCorpus("critical path, Jaeger UI's answers for real traces", () => {
  const { cases } = readCases<{ cases: readonly GoldenCase[] }>("critical-path-golden.json");
  const alike = cases.filter(({ file }) => !differences.has(file));

  test.each(alike)(
    "$file $index",
    async (golden) => {
      const trace = await corpusTrace(golden.file, golden.traceID);
      const rename = await sourceSpanIds(golden.file, golden.traceID);
      const sections = rootsOf(trace).flatMap((root) => sectionsOf(trace, root, rename));
      if (golden.sections) expect(sections).toEqual(golden.sections);
      expect(sections).toHaveLength(golden.sectionCount);
      const sha256 = createHash("sha256").update(JSON.stringify(sections)).digest("hex");
      expect(sha256).toBe(golden.sectionsSha256);
    },
    60_000,
  );

  test.each([...differences])("%s: %s", async (file) => {
    const golden = cases.find((one) => one.file === file)!;
    const trace = await corpusTrace(file, golden.traceID);
    expectTiles(trace, trace.rootSpan);
    const sections = sectionsOf(trace, trace.rootSpan, await sourceSpanIds(file, golden.traceID));
    expect(sections).not.toEqual(golden.sections);
  });
});

interface CrispCase {
  readonly file: string;
  readonly name?: string;
  readonly input?: { readonly file: string };
  readonly traceID?: string;
  readonly jaegerUiAgrees: boolean;
  readonly jaegerUiSections?: readonly Section[];
  readonly expected: { readonly exclusiveBySpan: Readonly<Record<string, number>> };
}

/** Microseconds on the path, by span, of the spans that have any. */
function exclusiveOf(sections: readonly Section[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const [id, start, end] of sections) times.set(id, (times.get(id) ?? 0) + end - start);
  return times;
}

describeCorpus("critical path, CRISP's answers", () => {
  const real = readCases<{ cases: readonly CrispCase[] }>("critical-path-crisp-real.json");
  const own = readCases<{ cases: readonly CrispCase[] }>("critical-path-crisp.json");
  const cases = [...own.cases, ...real.cases].map((one) => ({
    ...one,
    file: one.input?.file ?? one.file,
    traceID: one.traceID ?? "A",
  }));

  test.each(cases.filter((one) => one.jaegerUiAgrees))("$file $traceID", async (one) => {
    const trace = await corpusTrace(one.file, one.traceID);
    const rename = await sourceSpanIds(one.file, one.traceID);
    const wanted = Object.entries(one.expected.exclusiveBySpan).filter(([, time]) => time > 0);
    expect(exclusiveOf(sectionsOf(trace, trace.rootSpan, rename))).toEqual(new Map(wanted));
  });

  // Intended difference: CRISP takes siblings that overlap by up to a hundredth of their parent for
  // one after the other. Here, as in Jaeger UI, a sibling has to have ended.
  test.each(cases.filter((one) => !one.jaegerUiAgrees))("unlike, $file $traceID", async (one) => {
    const trace = await corpusTrace(one.file, one.traceID);
    const rename = await sourceSpanIds(one.file, one.traceID);
    const sections = sectionsOf(trace, trace.rootSpan, rename);
    if (one.jaegerUiSections) expect(sections).toEqual(one.jaegerUiSections);
    expect(exclusiveOf(sections)).not.toEqual(
      new Map(Object.entries(one.expected.exclusiveBySpan)),
    );
    expectTiles(trace, trace.rootSpan);
  });
});

/** The law: the sections follow each other without a gap, from the start to the end. */
function expectTiles(trace: Trace, root: number): void {
  const { spans } = trace;
  const { span, startNs, endNs } = criticalPath(spans, root);
  const duration = spans.durationNs[root]!;
  let at = spans.startNs[root]!;
  for (let i = 0; i < span.length; i += 1) {
    expect(startNs[i]).toBe(at);
    at = endNs[i]!;
  }
  expect(at).toBe(spans.startNs[root]! + duration);
}

/** Files of a kind that nobody opens: another tool's own, and such as are broken on purpose. */
const noneOf = (file: string) => (): readonly Trace[] => {
  expect(file).toMatch(/raw-nextjs|uiconv|tempo-search/);
  return [];
};

describeCorpus("critical path, every trace of the corpus", () => {
  test.each(traceFiles())(
    "%s: the sections of every root tile its interval",
    async (file) => {
      for (const trace of await corpusTraces(file).catch(noneOf(file))) {
        const { depth } = trace.spans;
        for (let row = 0; row < depth.length; row += 1) {
          if (depth[row] === 0) expectTiles(trace, row);
        }
      }
    },
    60_000,
  );
});
