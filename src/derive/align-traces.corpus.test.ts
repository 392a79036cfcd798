import { expect, test } from "vitest";
import { spanIndex } from "@/model/indexes";
import { spanName, spanService } from "@/model/span-search";
import type { Trace } from "@/model/trace";
import { describeCorpus, readCases } from "@/testing/corpus";
import { corpusTraces, traceFiles } from "@/testing/corpus-traces";
import { compareTraces } from "./compare-traces";
import type { TraceComparison } from "./comparison";
import { differences, differs, outline } from "./testing/comparison-outline";

interface GoldenNode {
  readonly service: string;
  readonly operation: string;
  /** "service::operation" of the spans above, from the root. */
  readonly ancestors: readonly string[];
  readonly a: number;
  readonly b: number;
}

interface DiffCase {
  readonly name: string;
  readonly a: { readonly file: string; readonly index: number };
  readonly b: { readonly file: string; readonly index: number };
  readonly expected: {
    readonly nodes?: readonly GoldenNode[];
    readonly changed: number;
    readonly onlyA: number;
    readonly onlyB: number;
  };
}

/** How many spans one of the traces has more of than the other, over all rows. */
const unpaired = ({ a, b }: TraceComparison): number =>
  a.count.reduce((sum, count, row) => sum + Math.abs(count - (b.count[row] ?? 0)), 0);

/** How many spans each path of names from the root has, as the golden run counts them. */
function goldenPaths(nodes: readonly GoldenNode[], side: "a" | "b"): Map<string, number> {
  const paths = new Map<string, number>();
  for (const { service, operation, ancestors, ...counts } of nodes) {
    const path = [...ancestors, `${service}::${operation}`].join("\n");
    if (counts[side] > 0) paths.set(path, (paths.get(path) ?? 0) + counts[side]);
  }
  return paths;
}

/** The same, read off the rows of a comparison: rows that the side has nothing in are no step. */
function pathsOfRows(comparison: TraceComparison, side: "a" | "b", trace: Trace) {
  const { count, offset, spans } = comparison[side];
  const paths = new Map<string, number>();
  const ofRow: string[] = [];
  for (let row = 0; row < comparison.length; row += 1) {
    const above = ofRow[comparison.parent[row] ?? -1] ?? "";
    const own = spans.subarray(offset[row], offset[row + 1]);
    const names = new Set(
      Array.from(
        own,
        (span) => `${spanService(trace, spanIndex(span))}::${spanName(trace, spanIndex(span))}`,
      ),
    );
    // Spans that one side has in one row are called alike.
    expect(names.size).toBeLessThanOrEqual(1);
    const path = [above, ...names].filter((step) => step !== "").join("\n");
    ofRow.push(path);
    if (own.length > 0) paths.set(path, (paths.get(path) ?? 0) + (count[row] ?? 0));
  }
  return paths;
}

function expectLaws(a: Trace, b: Trace): void {
  const there = compareTraces(a, b);
  const back = compareTraces(b, a);
  expect(outline(there, a, b)).toEqual(outline({ ...back, a: back.b, b: back.a }, a, b));
  for (const [trace, side] of [
    [a, there.a],
    [b, there.b],
  ] as const) {
    expect(Uint32Array.from(side.spans).sort()).toEqual(
      Uint32Array.from(trace.spans.depth, (_, span) => span),
    );
  }
}

/** Pairs of traces whose roots are called alike, neighbours by input order; a few of each root. */
function pairsOf(traces: readonly Trace[]): [Trace, Trace][] {
  const byRoot = new Map<string, Trace[]>();
  for (const trace of traces) {
    const root = `${trace.summary.rootService}\n${trace.summary.rootName}`;
    byRoot.set(root, [...(byRoot.get(root) ?? []), trace]);
  }
  return [...byRoot.values()].flatMap((alike) =>
    alike
      .slice(1, 12)
      .flatMap((trace, at): [Trace, Trace][] => (alike[at] ? [[alike[at], trace]] : [])),
  );
}

describeCorpus("differences of real traces", () => {
  test.each(traceFiles())(
    "%s",
    async (file) => {
      const traces = await corpusTraces(file).catch(() => []);
      for (const trace of traces.slice(0, 20)) {
        const same = compareTraces(trace, trace);
        expect(differences(same, (row) => differs(same, row))).toEqual([]);
      }
      for (const [a, b] of pairsOf(traces)) expectLaws(a, b);
    },
    120_000,
  );

  const { cases } = readCases<{ cases: readonly DiffCase[] }>("trace-diff-golden.json");
  test.each(cases)(
    "$name: no more differences than Jaeger UI's comparison by exact path",
    async ({ a, b, expected }) => {
      const first = (await corpusTraces(a.file))[a.index];
      const second = (await corpusTraces(b.file))[b.index];
      if (!first || !second) throw new Error("The corpus lacks a trace of the case");
      const comparison = compareTraces(first, second);
      const ours = unpaired(comparison);
      const { nodes, changed, onlyA, onlyB } = expected;
      if (changed + onlyA + onlyB === 0) expect(ours).toBe(0);
      if (nodes === undefined) return;
      const theirs = nodes.reduce((sum, node) => sum + Math.abs(node.a - node.b), 0);
      expect(ours).toBeLessThanOrEqual(theirs);
      // Aligned better or not, the rows hold each side whole, span by span where it was called from.
      expect(pathsOfRows(comparison, "a", first)).toEqual(goldenPaths(nodes, "a"));
      expect(pathsOfRows(comparison, "b", second)).toEqual(goldenPaths(nodes, "b"));
    },
    60_000,
  );
});
