import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gridStep, rowsInWindow } from "./virtual-grid";

describe("the rows of a grid that are in the document", () => {
  it("are those in sight and the current one, in order, each once", () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 2_000_000 }),
        fc.nat({ max: 50_000_000 }),
        fc.nat({ max: 2000 }),
        fc.nat({ max: 2_000_000 }),
        (rowCount, top, height, current) => {
          const rows = rowsInWindow({ top, height, rowHeight: 24, rowCount }, current);
          expect(rows.length).toBeLessThanOrEqual(height / 24 + 12);
          for (const [at, row] of rows.entries()) {
            expect(row).toBeLessThan(rowCount);
            if (at > 0) expect(row).toBeGreaterThan(rows[at - 1] ?? 0);
          }
          if (current < rowCount) expect(rows).toContain(current);
          const middle = Math.floor((top + height / 2) / 24);
          if (height >= 24 && middle < rowCount) expect(rows).toContain(middle);
        },
      ),
    );
  });
});

describe("keys in a grid", () => {
  it.each([
    ["ArrowDown", 5, 6],
    ["ArrowDown", 99, 99],
    ["ArrowUp", 5, 4],
    ["ArrowUp", 0, 0],
    ["PageDown", 5, 25],
    ["PageDown", 95, 99],
    ["PageUp", 5, 0],
    ["Home", 5, 0],
    ["End", 5, 99],
    ["a", 5, undefined],
  ])("%s goes from row %i to %j", (key, at, to) => {
    expect(gridStep(key, { at, rowCount: 100, page: 20 })).toBe(to);
  });
});
