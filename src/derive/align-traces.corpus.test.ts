import { expect, test } from "vitest";
import type { Trace } from "@/model/trace";
import { describeCorpus, readCases } from "@/testing/corpus";
import { corpusTraces, traceFiles } from "@/testing/corpus-traces";
import { compareTraces } from "./compare-traces";
import type { TraceComparison } from "./comparison";
import { differences, differs, outline } from "./testing/comparison-outline";

interface DiffCase {
  readonly name: string;
  readonly a: { readonly file: string; readonly index: number };
  readonly b: { readonly file: string; readonly index: number };
  readonly expected: {
    readonly nodes?: readonly { readonly a: number; readonly b: number }[];
    readonly changed: number;
    readonly onlyA: number;
    readonly onlyB: number;
  };
}

/** How many spans one of the traces has more of than the other, over all rows. */
const unpaired = ({ a, b }: TraceComparison): number =>
  a.count.reduce((sum, count, row) => sum + Math.abs(count - (b.count[row] ?? 0)), 0);

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
      const ours = unpaired(compareTraces(first, second));
      const { nodes, changed, onlyA, onlyB } = expected;
      if (changed + onlyA + onlyB === 0) expect(ours).toBe(0);
      if (nodes === undefined) return;
      const theirs = nodes.reduce((sum, node) => sum + Math.abs(node.a - node.b), 0);
      expect(ours).toBeLessThanOrEqual(theirs);
    },
    60_000,
  );
});
