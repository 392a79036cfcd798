import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SpanFlag } from "@/model/span-table";
import type { TraceCore } from "@/model/trace";
import { traces } from "@/testing/arbitraries";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { buildDensityGrid } from "./density-grid";

const colors = (core: TraceCore) =>
  Uint8Array.from(core.resourceService, (_, resource) => resource % 24);

function whole(core: TraceCore, columns: number, rows: number) {
  const builder = buildDensityGrid(core, { columns, rows }, colors(core));
  expect(builder.step(core.spans.length + 1)).toBe(true);
  return builder.grid;
}

const picture = ({ columns, cells }: { columns: number; cells: Uint8Array }) =>
  Array.from({ length: cells.length / columns }, (_, row) =>
    [...cells.subarray(row * columns, (row + 1) * columns)].map((cell) => cell || ".").join(""),
  );

describe("the density grid", () => {
  it("looks like the waterfall from afar", () => {
    const trace = traceFromDiagram(`
      a one      |========|
        b two    |===|
        c three       |==!|
    `);
    const grid = whole(trace, 10, 40);
    expect(grid.rows).toBe(3);
    expect(picture(grid)).toEqual(["1111111111", "22222.....", ".....33333"]);
    expect([...grid.errors.subarray(20)].indexOf(1)).toBe(5);
  });

  it("holds every span and every error, however few the cells", () => {
    const size = fc.integer({ min: 1, max: 30 });
    fc.assert(
      fc.property(traces(), size, size, (trace, columns, rows) => {
        const { spans } = trace;
        const grid = whole(trace, columns, rows);
        expect(grid.rows).toBeLessThanOrEqual(Math.min(rows, spans.length));
        expect(picture(grid).every((line) => /[^.]/.test(line))).toBe(true);
        const hasError = spans.flags.some((flags) => (flags & SpanFlag.Error) !== 0);
        expect(grid.errors.includes(1)).toBe(hasError);
      }),
    );
  });

  it("is the same in small steps", () => {
    fc.assert(
      fc.property(traces(), fc.integer({ min: 1, max: 7 }), (trace, step) => {
        const builder = buildDensityGrid(trace, { columns: 20, rows: 8 }, colors(trace));
        while (!builder.step(step));
        expect(builder.grid).toEqual(whole(trace, 20, 8));
      }),
    );
  });
});
