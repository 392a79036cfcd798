import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { traces } from "@/testing/arbitraries";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { criticalPath, criticalPaths } from "./critical-path";
import { indexPath } from "./path-index";

describe("the index of a critical path", () => {
  const trace = traceFromDiagram(`
    a root     |=========|
      b first    |==|
        c deep    |=|
      d second         |=|
      e beside   |=|
  `);

  it("has the spans on the path, with their own sections and those of their subtrees", () => {
    const path = criticalPath(trace.spans, 0);
    const index = indexPath(trace.spans, path, 0);
    const names = Array.from(index.onPath, (row) => trace.names[trace.spans.name[row]!]);
    expect(names).toEqual(["root", "first", "deep", "second"]);
    expect([index.firstSection[0], index.lastSection[0]]).toEqual([0, path.span.length - 1]);
    const [b, c] = [1, 2];
    expect(path.startNs[index.firstSection[b]!]).toBe(trace.spans.startNs[1]);
    expect(index.firstSection[c]! >= index.firstSection[b]!).toBe(true);
    expect(index.lastSection[c]! <= index.lastSection[b]!).toBe(true);
  });

  it("agrees with a search through all sections, whatever the trace", () => {
    fc.assert(
      fc.property(traces(), fc.nat(), ({ spans }, pick) => {
        // One beyond the last: all roots at once.
        const of = pick % (spans.length + 1);
        const isAll = of === spans.length;
        const root = isAll ? 0 : of;
        const path = isAll ? criticalPaths(spans) : criticalPath(spans, of);
        const index = indexPath(spans, path, isAll ? undefined : of);
        const end = isAll ? spans.length : spans.subtreeEnd[of]!;
        const sections = Array.from(path.span, (span, section) => ({ span, section }));
        const expected = [];
        for (let row = root; row < end; row += 1) {
          const below = sections.filter(({ span }) => span >= row && span < spans.subtreeEnd[row]!);
          if (below.length === 0) continue;
          // One run: nothing of another subtree is in between.
          expect(below.at(-1)!.section - below[0]!.section).toBe(below.length - 1);
          const own = sections.filter(({ span }) => span === row).map(({ section }) => section);
          expected.push([row, below[0]!.section, below.at(-1)!.section, own]);
        }
        const found = Array.from(index.onPath, (row, i) => [
          row,
          index.firstSection[i],
          index.lastSection[i],
          [...index.own.subarray(index.ownOffset[i], index.ownOffset[i + 1])],
        ]);
        expect(found).toEqual(expected);
      }),
    );
  });
});
