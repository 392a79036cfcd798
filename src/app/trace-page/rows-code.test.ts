import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openToDepth } from "@/derive/collapse";
import { BitSet } from "@/lib/bitset";
import { longestCollapsedCode, traceChecksum } from "@/state/collapsed-code";
import { traces } from "@/testing/arbitraries";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { formatRows, parseRows } from "./rows-code";

const tree = (calls: number) =>
  Array.from({ length: calls }, (_, i) =>
    [
      `  b call |==|`,
      `    c work |=|`,
      ...Array.from({ length: i % 3 }, () => "      d leaf |!|"),
    ].join("\n"),
  ).join("\n");
const { spans } = traceFromDiagram(`a root |===|\n${tree(6000)}`);
const checksum = traceChecksum(spans);

describe("the code of collapsed rows", () => {
  it("is short for a large trace that is opened to a level, and where a little differs", () => {
    for (const level of [1, 2, 3]) {
      const collapsed = openToDepth(spans, level);
      const code = formatRows(collapsed, spans, checksum);
      expect(code?.length).toBeLessThan(20);
      expect([...parseRows(code, spans, checksum)]).toEqual([...collapsed]);
      for (const row of [0, 1, spans.length - 2]) collapsed.toggle(row);
      const changed = formatRows(collapsed, spans, checksum);
      expect(changed?.length).toBeLessThan(40);
      expect([...parseRows(changed, spans, checksum)]).toEqual([...collapsed]);
    }
  });

  it("is none where it would be too long", () => {
    const every = new BitSet(spans.length);
    for (let row = 0; row < spans.length; row += 2) every.add(row);
    const code = formatRows(every, spans, checksum);
    expect((code ?? "").length).toBeLessThanOrEqual(longestCollapsedCode + 20);
    expect([...parseRows(undefined, spans, checksum)]).toEqual([]);
  });

  it("comes back as it was, and is nothing for another trace", () => {
    fc.assert(
      fc.property(traces(), fc.array(fc.nat(39)), (trace, rows) => {
        const own = traceChecksum(trace.spans);
        const inTrace = rows.filter((row) => row < trace.spans.length);
        const collapsed = BitSet.of(trace.spans.length, inTrace);
        const code = formatRows(collapsed, trace.spans, own);
        expect([...parseRows(code, trace.spans, own)]).toEqual([...collapsed]);
        expect([...parseRows(code, trace.spans, own + 1)]).toEqual([]);
        expect([...parseRows(`${own.toString(36)}_x0!_`, trace.spans, own + 1)]).toEqual([]);
      }),
    );
  });
});
