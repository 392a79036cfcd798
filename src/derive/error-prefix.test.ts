import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { spanIndex } from "@/model/indexes";
import { SpanFlag } from "@/model/span-table";
import { traces } from "@/testing/arbitraries";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { errorPrefix, errorsBelow } from "./error-prefix";

describe("errors below a span", () => {
  it("are those of its subtree, without its own", () => {
    const { spans } = traceFromDiagram(`
      a one     |=======!|
        b two   |===!|
          c x   |=!|
        d three     |===|
    `);
    const prefix = errorPrefix(spans);
    const below = [0, 1, 2, 3].map((row) => errorsBelow(prefix, spans, spanIndex(row)));
    expect(below).toEqual([2, 1, 0, 0]);
  });

  it("count as the flags say, on any forest", () => {
    fc.assert(
      fc.property(traces(), ({ spans }) => {
        const prefix = errorPrefix(spans);
        for (let row = 0; row < spans.length; row += 1) {
          let count = 0;
          for (let i = row + 1; i < spans.subtreeEnd[row]!; i += 1) {
            if ((spans.flags[i]! & SpanFlag.Error) !== 0) count += 1;
          }
          expect(errorsBelow(prefix, spans, spanIndex(row))).toBe(count);
        }
      }),
    );
  });
});
