import { describe, expect, it } from "vitest";
import { criticalPath } from "@/derive/critical-path";
import { indexPath } from "@/derive/path-index";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { longestSections, pathShares } from "./path-shares";

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
    const shares = pathShares(core, path);
    expect(shares.map(({ service, durationNs }) => [service, durationNs])).toEqual([
      ["db", 8],
      ["api", 3],
    ]);
    expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
  });

  it("lists the longest sections first", () => {
    const lengths = longestSections(path, 3).map((i) => path.endNs[i]! - path.startNs[i]!);
    expect(lengths).toEqual([6, 2, 2]);
    expect(longestSections(path, 100)).toHaveLength(path.span.length);
  });
});
