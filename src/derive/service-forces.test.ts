import fc from "fast-check";
import { expect, it } from "vitest";
import type { LayoutInput } from "./service-layout";
import { layoutByForces } from "./service-forces";

const inputOf = (
  nodeCount: number,
  pairs: readonly (readonly [number, number])[],
): LayoutInput => ({
  nodeCount,
  from: Uint32Array.from(pairs, ([a]) => a),
  to: Uint32Array.from(pairs, ([, b]) => b),
  length: Float64Array.from({ length: nodeCount }, (_, node) => 60 + ((node * 37) % 90)),
  breadth: new Float64Array(nodeCount).fill(28),
});
const graphs = fc
  .nat({ max: 24 })
  .chain((last) =>
    fc
      .array(fc.tuple(fc.nat({ max: last }), fc.nat({ max: last })), { maxLength: 60 })
      .map((pairs) => inputOf(last + 1, pairs)),
  );

it("puts no two nodes on one another, all within the drawing, alike each time", () => {
  fc.assert(
    fc.property(graphs, (input) => {
      const layout = layoutByForces(input);
      expect(layoutByForces(input)).toEqual(layout);
      const { along, across, totalAlong, totalAcross } = layout;
      for (let a = 0; a < input.nodeCount; a += 1) {
        const [half, high] = [input.length[a]! / 2, input.breadth[a]! / 2];
        expect(along[a]! - half).toBeGreaterThanOrEqual(-0.01);
        expect(along[a]! + half).toBeLessThanOrEqual(totalAlong + 0.01);
        expect(across[a]! - high).toBeGreaterThanOrEqual(-0.01);
        expect(across[a]! + high).toBeLessThanOrEqual(totalAcross + 0.01);
        for (let b = 0; b < a; b += 1) {
          const apartBy = [
            Math.abs(along[a]! - along[b]!) - half - input.length[b]! / 2,
            Math.abs(across[a]! - across[b]!) - high - input.breadth[b]! / 2,
          ];
          expect(Math.max(...apartBy)).toBeGreaterThan(0);
        }
      }
    }),
    { numRuns: 40 },
  );
});

it("has no trouble with nothing, or with a star of hundreds", () => {
  expect(layoutByForces(inputOf(0, []))).toMatchObject({ totalAlong: 0, totalAcross: 0 });
  const star = Array.from({ length: 399 }, (_, at) => [0, at + 1] as const);
  const { along, across } = layoutByForces(inputOf(400, star));
  expect([...along, ...across].every((value) => Number.isFinite(value))).toBe(true);
});
