import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { traces } from "@/testing/arbitraries";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { clockSkew } from "./clock-skew";

const ms = 1e6;

/** Every service on a host of its own. */
function skewOf(diagram: string) {
  const { spans, resources } = traceFromDiagram(diagram);
  const hosts = Uint32Array.from({ length: resources.length }, (_, row) => row + 1);
  const { impossible, deltaNs } = clockSkew(spans, hosts);
  return { impossible: [...impossible], deltas: [...deltaNs].map((ns) => ns / ms) };
}

describe("clock skew", () => {
  it("centres what lies outside, and takes the same host along", () => {
    expect(
      skewOf(`
        a call       |=========|
          b serve  |===|
            b work  |=|
      `),
    ).toEqual({ impossible: [1], deltas: [0, 5, 5] });
  });

  it("sees no fault in a consumer that ends after its producer, though one that starts before", () => {
    const { impossible } = skewOf(`
      a send      |===|        kind=producer
        b late       |====|    kind=consumer
        b early  |=|           kind=consumer
    `);
    expect(impossible).toEqual([1]);
  });

  it("does not suspect one process of having two clocks, whatever its host is", () => {
    const { spans } = traceFromDiagram(`
      a call   |====|
        a late   |=====|
    `);
    expect([...clockSkew(spans, [0]).impossible]).toEqual([]);
  });

  it("puts every span on another host into its parent, if it fits there", () => {
    fc.assert(
      fc.property(traces(), ({ spans, resources }) => {
        const hosts = Uint32Array.from({ length: resources.length }, (_, row) => row + 1);
        const { deltaNs, impossible } = clockSkew(spans, hosts);
        expect([...impossible].every((row) => spans.parent[row]! >= 0)).toBe(true);
        for (let row = 0; row < spans.length; row += 1) {
          const parent = spans.parent[row]!;
          if (parent < 0) {
            expect(deltaNs[row]).toBe(0);
            continue;
          }
          expect(Number.isInteger(deltaNs[row])).toBe(true);
          if (spans.resource[row] === spans.resource[parent]) {
            expect(deltaNs[row]).toBe(deltaNs[parent]);
            continue;
          }
          const start = spans.startNs[row]! + deltaNs[row]!;
          const parentStart = spans.startNs[parent]! + deltaNs[parent]!;
          expect(start).toBeGreaterThanOrEqual(parentStart);
          if (spans.durationNs[row]! > spans.durationNs[parent]!) continue;
          expect(start + spans.durationNs[row]!).toBeLessThanOrEqual(
            parentStart + spans.durationNs[parent]!,
          );
        }
      }),
    );
  });
});
