import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { highestPhysical, physicalHeight, toLogical, toPhysical } from "./virtual-scroll";

const heights = (content: number, view = 600) => ({
  content,
  physical: physicalHeight(content),
  view,
});

describe("virtual scrolling", () => {
  it("is the browser's own below the limit", () => {
    expect(toLogical(1234, heights(1_000_000))).toBe(1234);
    expect(toPhysical(1234, heights(1_000_000))).toBe(1234);
  });

  it("reaches both ends of any content", () => {
    for (const content of [24_000_000, 240_000_000]) {
      const all = heights(content);
      expect(all.physical).toBe(highestPhysical);
      expect(toLogical(0, all)).toBe(0);
      expect(toLogical(all.physical - all.view, all)).toBeCloseTo(content - all.view, 3);
    }
  });

  it("goes there and back", () => {
    const contents = fc.integer({ min: 1, max: 1_000_000_000 });
    fc.assert(
      fc.property(contents, fc.double({ min: 0, max: 1, noNaN: true }), (content, share) => {
        const all = heights(content);
        const top = share * Math.max(0, content - all.view);
        const physical = toPhysical(top, all);
        expect(physical).toBeLessThanOrEqual(Math.max(0, all.physical - all.view) + 1e-6);
        expect(toLogical(physical, all)).toBeCloseTo(top, 3);
      }),
    );
  });
});
