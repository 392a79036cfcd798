import { describe, expect, it } from "vitest";
import { criticalPath, criticalPaths } from "@/derive/critical-path";
import { indexPath } from "@/derive/path-index";
import { spanIndex } from "@/model/indexes";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { longestSections, pathShares, sectionsOfRoot } from "./path-shares";

const core = traceFromDiagram(
  `
  api GET    |==========|
    db read    |=====|
    db write         |=|
  `,
  { unitNs: 1 },
);
const sections = criticalPath(core.spans, 0);
const path = { ...sections, ...indexPath(core.spans, sections, 0) };

describe("the shares of a critical path", () => {
  it("add up to the root's duration", () => {
    const shares = pathShares(core, path, spanIndex(0));
    expect(shares.map(({ service, durationNs }) => [service, durationNs])).toEqual([
      ["db", 8],
      ["api", 3],
    ]);
    expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
  });

  it("are those of one root where there are several", () => {
    const two = traceFromDiagram(
      `
      api GET    |==========|
        db read    |=====|
      job run     |====|
        db write   |=|
      `,
      { unitNs: 1 },
    );
    const all = criticalPaths(two.spans);
    const paths = { ...all, ...indexPath(two.spans, all) };
    const sharesOf = (root: number) =>
      pathShares(two, paths, spanIndex(root)).map((one) => [one.service, one.durationNs]);
    expect(sharesOf(0)).toEqual([
      ["db", 6],
      ["api", 5],
    ]);
    expect(sharesOf(2)).toEqual([
      ["job", 3],
      ["db", 2],
    ]);
    const [from, to] = sectionsOfRoot(paths, spanIndex(2));
    expect([...paths.span.subarray(from, to)]).toEqual([2, 3, 2]);
  });

  it("lists the longest sections first", () => {
    const lengths = longestSections(path, 3).map((i) => path.endNs[i]! - path.startNs[i]!);
    expect(lengths).toEqual([6, 2, 2]);
    expect(longestSections(path, 100)).toHaveLength(path.span.length);
  });
});
