import { describe, expect, it } from "vitest";
import { BitSet } from "@/lib/bitset";
import { spanIndex } from "@/model/indexes";
import { createTraceViewStore, noFind } from "./trace-view-store";

describe("the trace view store", () => {
  it("begins with everything expanded, at the first row, without a search", () => {
    const state = createTraceViewStore(7).getState();
    expect(state.collapsed.size).toBe(7);
    expect([...state.collapsed]).toEqual([]);
    expect(state.cursor).toBe(0);
    expect(state.find).toBe(noFind);
  });

  it("takes what the URL says, and is one per trace", () => {
    const collapsed = BitSet.of(7, [2]);
    const one = createTraceViewStore(7, { collapsed, cursor: spanIndex(3) });
    const other = createTraceViewStore(7);
    expect(one.getState()).toMatchObject({ collapsed, cursor: 3 });
    expect(other.getState().cursor).toBe(0);
  });
});
