import { expect, test } from "vitest";
import { countUp, gatherFloat64, gatherUint32, gatherUint8 } from "./gather";

test("values go to the places of their rows", () => {
  const rows = Uint32Array.of(2, 0, 2);
  expect(gatherUint8(Uint8Array.of(5, 6, 7), rows)).toEqual(Uint8Array.of(7, 5, 7));
  expect(gatherUint32(Uint32Array.of(5, 6, 7), rows)).toEqual(Uint32Array.of(7, 5, 7));
  expect(gatherFloat64(Float64Array.of(0.5, 6, -7), rows)).toEqual(Float64Array.of(-7, 0.5, -7));
  expect(gatherUint8(new Uint8Array(0), new Uint32Array(0))).toHaveLength(0);
  expect(countUp(3)).toEqual(Uint32Array.of(0, 1, 2));
});
