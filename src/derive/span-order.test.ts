import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { spanIndex } from "@/model/indexes";
import { spanIdText, spanName, spanService } from "@/model/span-search";
import type { TraceCore } from "@/model/trace";
import { traces } from "@/testing/arbitraries";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { selfTimes } from "./self-time";
import { spanColumns, spanOrder, type SpanColumn } from "./span-order";

/** What a column has of a span, by the definition of its order. */
function cell(core: TraceCore, column: SpanColumn, row: number): number | string {
  const { spans } = core;
  const span = spanIndex(row);
  switch (column) {
    case "start":
      return spans.startNs[row]!;
    case "duration":
      return spans.durationNs[row]!;
    case "self":
      return selfTimes(spans)[row]!;
    case "kind":
      return spans.kind[row]!;
    case "status":
      return spans.statusCode[row]!;
    case "name":
      return spanName(core, span);
    case "service":
      return spanService(core, span);
    case "id":
      return spanIdText(core, span);
  }
}

describe("the order of spans in a table", () => {
  it.each(spanColumns)("is that of the column %s, then of start and row", (column) => {
    fc.assert(
      fc.property(traces(), fc.boolean(), (core, descending) => {
        const order = spanOrder(core, { column, descending });
        expect(order.toSorted()).toEqual(Uint32Array.from(core.spans.kind, (_, row) => row));
        for (let at = 1; at < order.length; at += 1) {
          const [above, below] = [order[at - 1]!, order[at]!];
          const [one, other] = [cell(core, column, above), cell(core, column, below)];
          if (one !== other) {
            expect(one < other).toBe(!descending);
            continue;
          }
          const [first, second] = [core.spans.startNs[above]!, core.spans.startNs[below]!];
          expect(first < second || (first === second && above < below)).toBe(true);
        }
      }),
    );
  });

  it("puts ids that are not hexadecimal last", () => {
    const core = traceFromDiagram(`
      a x |=| id=zz-odd
      a x |=| id=ffffffffffffffff
      a x |=| id=an-odd
    `);
    const order = spanOrder(core, { column: "id", descending: false });
    expect(Array.from(order, (row) => spanIdText(core, spanIndex(row)))).toEqual([
      "ffffffffffffffff",
      "an-odd",
      "zz-odd",
    ]);
  });
});
