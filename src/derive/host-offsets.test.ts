import { expect, it } from "vitest";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { greatestShift, hostOffsets } from "./host-offsets";

it("sums up by host how far spans move", () => {
  const { spans } = traceFromDiagram(`
    a root   |=========|
      b one    |==|
      b two      |==|
      c three      |==|
  `);
  const offsets = hostOffsets(spans, {
    hosts: ["", "h1", "h2"],
    hostOfResource: Uint32Array.of(1, 2, 0),
    impossible: Uint32Array.of(1),
    deltaNs: Float64Array.of(0, -5, 3, 0),
  });
  expect(offsets).toEqual([{ host: "h2", spanCount: 2, movedCount: 2, leastNs: -5, mostNs: 3 }]);
  expect(offsets.map(greatestShift)).toEqual([5]);
});
