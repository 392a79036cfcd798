import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BitSet } from "@/lib/bitset";
import { traceFromDiagram } from "@/testing/trace-diagram";
import {
  formatCollapsed,
  longestCollapsedCode,
  parseCollapsed,
  traceChecksum,
} from "./collapsed-code";
import { parseTraceParams } from "./trace-params";

const size = 500;
const rows = fc.uniqueArray(fc.nat(size - 1), { minLength: 1, maxLength: 200 });

describe("the code of collapsed rows", () => {
  it("says which rows, and passes the URL's own check", () => {
    fc.assert(
      fc.property(rows, fc.nat(0xffffffff), (picked, checksum) => {
        const collapsed = BitSet.of(size, picked);
        const code = formatCollapsed(collapsed, checksum);
        expect([...parseCollapsed(code, size, checksum)]).toEqual([...collapsed]);
        expect(parseTraceParams({ collapsed: code ?? "" }).collapsed).toBe(code);
      }),
    );
  });

  it("writes runs short", () => {
    const collapsed = new BitSet(100_000);
    collapsed.addRange(10, 90_000);
    collapsed.add(95_000);
    expect(formatCollapsed(collapsed, 7)).toBe("7_a-1xfq.3uw");
    expect(formatCollapsed(new BitSet(10), 7)).toBeUndefined();
  });

  it("is left out when it gets too long", () => {
    const collapsed = new BitSet(100_000);
    for (let row = 0; row < 100_000; row += 2) collapsed.add(row);
    expect(formatCollapsed(collapsed, 7)).toBeUndefined();
    const few = new BitSet(100_000);
    for (let row = 0; row < 1800; row += 2) few.add(row);
    expect(formatCollapsed(few, 7)?.length).toBeLessThanOrEqual(longestCollapsedCode);
  });

  it("means nothing to another trace, nor when it is garbage", () => {
    expect([...parseCollapsed("7_0.5", size, 8)]).toEqual([]);
    for (const text of ["7_", "7_zzzzzz", "7_0-zzzzzz", "7_0..1", "7_-1", "_0", "7", ""]) {
      expect([...parseCollapsed(text, size, 7)]).toEqual([]);
    }
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parseCollapsed(`7_${text}`, size, 7).size).toBe(size);
      }),
    );
  });
});

describe("the checksum of a trace", () => {
  const one = traceFromDiagram("a one |==|\n  b two |=|");
  it("is that of its rows", () => {
    const again = traceFromDiagram("a one |==|\n  b two |=|");
    const grown = traceFromDiagram("a one |==|\n  b two |=|\n  b three |=|");
    const moved = traceFromDiagram("a one |==|\nb two |=|");
    expect(traceChecksum(again.spans)).toBe(traceChecksum(one.spans));
    expect(traceChecksum(grown.spans)).not.toBe(traceChecksum(one.spans));
    expect(traceChecksum(moved.spans)).not.toBe(traceChecksum(one.spans));
  });
});
