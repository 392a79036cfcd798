import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { spanIndex } from "@/model/indexes";
import { spanName } from "@/model/span-search";
import { SpanKind, type SpanTable } from "@/model/span-table";
import { traces } from "@/testing/arbitraries";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { criticalPath, criticalPaths, type CriticalPath } from "./critical-path";

type Section = readonly [span: number, start: number, end: number];

const sections = (spans: SpanTable, root: number): Section[] =>
  sectionsOf(criticalPath(spans, root));

function sectionsOf(path: CriticalPath): Section[] {
  return Array.from(path.span, (span, i) => [span, path.startNs[i]!, path.endNs[i]!] as const);
}

/** Straight from the definition: recursive, and looks at all children at every step. */
function byDefinition(spans: SpanTable, root: number): Section[] {
  const found: Section[] = [];
  const walk = (span: number, from: number, to: number): void => {
    let left: [row: number, start: number, end: number][] = [];
    for (let row = 0; row < spans.length; row += 1) {
      if (spans.parent[row] !== span) continue;
      const start = spans.startNs[row]!;
      const end = start + spans.durationNs[row]!;
      const isAsync =
        spans.kind[span] === SpanKind.Producer && spans.kind[row] === SpanKind.Consumer;
      if (isAsync || start >= to || (start < from && end <= from)) continue;
      left.push([row, start, Math.min(end, to)]);
    }
    let at = to;
    for (;;) {
      const ready = left.filter(([, , end]) => end <= at);
      const latest = Math.max(...ready.map(([, , end]) => end));
      const last = ready.filter(([, , end]) => end === latest);
      const first = Math.min(...last.map(([, start]) => start));
      const next = last.find(([, start]) => start === first);
      if (next === undefined) break;
      const [row, start, end] = next;
      if (at > end) found.push([span, end, at]);
      walk(row, Math.max(start, from), end);
      at = Math.max(start, from);
      left = left.filter((one) => one !== next);
    }
    if (at > from) found.push([span, from, at]);
  };
  walk(root, spans.startNs[root]!, spans.startNs[root]! + spans.durationNs[root]!);
  return found.reverse();
}

/** Columns of a million spans would take the builder long; the walk reads only these. */
function columns(n: number, fill: (table: SpanTable) => void): SpanTable {
  const table = {
    length: n,
    parent: new Int32Array(n),
    subtreeEnd: new Uint32Array(n),
    depth: new Uint32Array(n),
    startNs: new Float64Array(n),
    durationNs: new Float64Array(n),
    kind: new Uint8Array(n),
  } as unknown as SpanTable;
  fill(table);
  return table;
}

describe("the critical path", () => {
  it("is what the root waited for", () => {
    const trace = traceFromDiagram(`
      a root      |==============|
        b first     |===|
        b long        |======|
          c inner       |==|
        b touching           |==|
        b async           |====|
    `);
    const ms = 1e6;
    const named = sections(trace.spans, 0).map(
      ([span, start, end]) => [spanName(trace, spanIndex(span)), start / ms, end / ms] as const,
    );
    expect(named).toEqual([
      ["root", 0, 4],
      ["long", 4, 6],
      ["inner", 6, 9],
      ["long", 9, 11],
      ["touching", 11, 14],
      ["root", 14, 15],
    ]);
  });

  it("does not wait for consumers of what it produced", () => {
    const { spans } = traceFromDiagram(`
      a send        |========|    kind=producer
        b receive     |====|      kind=consumer
          b work       |==|
        b call         |=|        kind=client
    `);
    expect(sections(spans, 0).map(([span]) => span)).toEqual([0, 3, 0]);
  });

  it("clips what leaves its parent, and drops what is outside", () => {
    const { spans } = traceFromDiagram(`
      a root          |======|
        b over     |=====|
          b before |=|
        b after                |==|
    `);
    expect(sections(spans, 0).map(([span]) => span)).toEqual([1, 0]);
  });

  it("agrees with the definition for every span of any forest, and tiles its interval", () => {
    fc.assert(
      fc.property(traces(), ({ spans }) => {
        for (let root = 0; root < spans.length; root += 1) {
          const path = sections(spans, root);
          expect(path).toEqual(byDefinition(spans, root));
          let at = spans.startNs[root]!;
          for (const [span, start, end] of path) {
            expect(start).toBe(at);
            expect(end).toBeGreaterThan(start);
            expect(span).toBeGreaterThanOrEqual(root);
            expect(span).toBeLessThan(spans.subtreeEnd[root]!);
            at = end;
          }
          expect(at).toBe(spans.startNs[root]! + spans.durationNs[root]!);
        }
      }),
    );
  });

  it("agrees with the definition where corrected clocks have put siblings out of order", () => {
    const shifts = fc.array(fc.integer({ min: -12_000, max: 12_000 }), { minLength: 40 });
    fc.assert(
      fc.property(traces(), shifts, ({ spans }, shiftNs) => {
        const startNs = spans.startNs.map((start, row) => start + shiftNs[row]!);
        const moved = { ...spans, startNs };
        for (let root = 0; root < spans.length; root += 1) {
          expect(sections(moved, root)).toEqual(byDefinition(moved, root));
        }
      }),
    );
  });

  it("of every root is that of each of them, one after the other", () => {
    fc.assert(
      fc.property(traces(), ({ spans }) => {
        const expected: Section[] = [];
        for (let root = 0; root < spans.length; root = spans.subtreeEnd[root]!) {
          expected.push(...sections(spans, root));
        }
        expect(sectionsOf(criticalPaths(spans))).toEqual(expected);
      }),
    );
  });

  it("walks a chain of 100,000 spans", () => {
    const n = 100_000;
    const chain = columns(n, ({ parent, subtreeEnd, depth, startNs, durationNs }) => {
      for (let i = 0; i < n; i += 1) {
        parent[i] = i - 1;
        subtreeEnd[i] = n;
        depth[i] = i;
        startNs[i] = i;
        durationNs[i] = 2 * (n - i);
      }
    });
    const path = criticalPath(chain, 0);
    // Every span but the innermost is on it before its child begins and after it has ended.
    expect(path.span).toHaveLength(2 * n - 1);
    expect(path.span[n - 1]).toBe(n - 1);
    expect(path.endNs.at(-1)).toBe(2 * n);
  });

  it("walks a fan of 1,000,000 spans", () => {
    const n = 1_000_000;
    const fan = columns(n, ({ parent, subtreeEnd, depth, startNs, durationNs }) => {
      parent[0] = -1;
      subtreeEnd[0] = n;
      durationNs[0] = 2 * n;
      for (let i = 1; i < n; i += 1) {
        subtreeEnd[i] = i + 1;
        depth[i] = 1;
        startNs[i] = i;
        durationNs[i] = 1 + (i % 7);
      }
    });
    const path = criticalPath(fan, 0);
    expect(path.startNs[0]).toBe(0);
    expect(path.endNs.at(-1)).toBe(2 * n);
    for (let i = 1; i < path.span.length; i += 1) {
      if (path.startNs[i] !== path.endNs[i - 1]) throw new Error(`A gap before section ${i}`);
    }
  });
});
