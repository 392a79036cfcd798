import fc from "fast-check";
import { expect, it } from "vitest";
import { BitSet } from "@/lib/bitset";
import { spanIndex } from "@/model/indexes";
import { allRows, type RowLayout } from "@/state/timeline-look";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { isToBeShown } from "./rows";
import { hiddenCount } from "./timeline-layout";

const core = traceFromDiagram(`
  a one      |=======|
    a two     |====|
      b three  |=|
      b four     |=|
    c five         |=|
`);
const size = core.spans.length;
const set = fc.option(fc.uniqueArray(fc.nat({ max: size - 1 })), { nil: undefined });

it("spans without a row are counted as each of them is asked after", () => {
  fc.assert(
    fc.property(
      set,
      set,
      fc.option(fc.nat({ max: size - 1 }), { nil: undefined }),
      fc.uniqueArray(fc.nat({ max: size - 1 })),
      (shown, elided, focus, rows) => {
        const layout: RowLayout = {
          ...allRows,
          shown: shown && BitSet.of(size, shown),
          elided: elided && BitSet.of(size, elided),
          focus: focus === undefined ? undefined : spanIndex(focus),
        };
        const hidden = rows.filter((row) => !isToBeShown(core, layout, row));
        expect(hiddenCount(core, layout, Uint32Array.from(rows))).toBe(hidden.length);
      },
    ),
  );
});
