import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { spanIndex } from "@/model/indexes";
import { traces } from "@/testing/arbitraries";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { formatPinName, formatSpanParam, parseSpanParam } from "./span-param";

describe("a span in a URL", () => {
  it("comes back, whatever its id", () => {
    fc.assert(
      fc.property(traces(), (core) => {
        for (let row = 0; row < core.spans.length; row += 1) {
          const span = spanIndex(row);
          expect(parseSpanParam(core, formatSpanParam(core, span))).toBe(span);
          expect(parseSpanParam(core, formatPinName(core, span))).toBe(span);
          expect(formatPinName(core, span)).not.toContain(",");
        }
      }),
    );
  });

  it("is its id, with a number only where others share it", () => {
    const core = traceFromDiagram(`
      a one   |====|   id=00000000000000aa
        b two  |=|     id=00000000000000bb
        b three |=|    id=00000000000000bb
    `);
    const texts = [0, 1, 2].map((row) => formatSpanParam(core, spanIndex(row)));
    expect(texts).toEqual(["00000000000000aa", "00000000000000bb", "00000000000000bb~2"]);
    expect(parseSpanParam(core, "AA")).toBe(0);
    for (const unknown of [undefined, "", "ff", "~99", "00000000000000bb~9", "~x"]) {
      expect(parseSpanParam(core, unknown)).toBeUndefined();
    }
  });
});
