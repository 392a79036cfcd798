import { traceFromDiagram } from "@/testing/trace-diagram";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSpan } from "@/model/read-span";
import { spanIndex } from "@/model/indexes";
import {
  childCount,
  firstChildren,
  nextSibling,
  parentOf,
  previousSibling,
  spanLabel,
  queueTime,
  siblingPlace,
} from "./relations";
import { sampleTrace, traceOf } from "./span-detail-fixture";

/** A forest in depth-first order from the depth of each row. */
function forest(steps: readonly number[]) {
  const parent: number[] = [];
  const open: number[] = [];
  steps.forEach((step, row) => {
    open.length = Math.min(step, open.length);
    parent.push(open.at(-1) ?? -1);
    open.push(row);
  });
  const end = parent.map((_, row) => {
    let last = row + 1;
    const isBelow = (at: number): boolean => {
      for (let up = parent[at] ?? -1; up >= 0; up = parent[up] ?? -1) if (up === row) return true;
      return false;
    };
    while (last < parent.length && isBelow(last)) last += 1;
    return last;
  });
  const rows = parent.map((one, i) => ({
    name: `span ${i}`,
    service: 0,
    parent: one,
    end: end[i] ?? 0,
    start: i,
    duration: 1,
  }));
  return { parent, spans: traceOf(rows).core.spans };
}

describe("relations", () => {
  it("agree with the parent column in any forest", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(6), { minLength: 1, maxLength: 40 }), (steps) => {
        const { parent, spans } = forest(steps);
        parent.forEach((above, row) => {
          const index = spanIndex(row);
          const siblings = parent.flatMap((one, i) => (one === above ? [i] : []));
          const at = siblings.indexOf(row);
          const children = parent.flatMap((one, i) => (one === row ? [i] : []));
          expect(parentOf(spans, index)).toBe(above < 0 ? undefined : above);
          expect(previousSibling(spans, index)).toBe(siblings[at - 1]);
          expect(nextSibling(spans, index)).toBe(siblings[at + 1]);
          expect(childCount(spans, index)).toBe(children.length);
          expect(firstChildren(spans, index, 3)).toEqual(children.slice(0, 3));
        });
      }),
    );
  });

  it("labels a span from the columns", () => {
    expect(spanLabel(sampleTrace.core, spanIndex(2))).toEqual({
      index: 2,
      service: "gpu-worker",
      name: "stitch_frames",
      durationNs: 150_000_007,
      isError: true,
    });
  });
});

describe("siblingPlace", () => {
  it("counts from 1, roots among roots", () => {
    const { spans } = traceFromDiagram(`
      a root   |=====|
        a one   |=|
          a in   ||
        a two     |=|
      b root         |==|
    `);
    expect(siblingPlace(spans, spanIndex(0))).toEqual({ place: 1, count: 2 });
    expect(siblingPlace(spans, spanIndex(3))).toEqual({ place: 2, count: 2 });
    expect(siblingPlace(spans, spanIndex(4))).toEqual({ place: 2, count: 2 });
    expect(siblingPlace(spans, spanIndex(2))).toEqual({ place: 1, count: 1 });
  });
});

describe("queueTime", () => {
  const trace = traceFromDiagram(`
    a publish    |==|              kind=producer id=00000000000000aa
      b take          |==|         kind=consumer
      b early    |=|               kind=consumer
      b other         |==|         kind=server
    c batch              |===|     kind=consumer link=00000000000000aa
  `);
  const waited = (name: string) => {
    const row = spanIndex(trace.spans.name.indexOf(trace.names.indexOf(name)));
    return queueTime(trace.spans, readSpan(trace, row));
  };

  it("is from the producer's end to the consumer's start", () => {
    expect(waited("take")).toBe(2_000_000);
    expect(waited("batch")).toBe(5_000_000);
  });

  it("is less than zero where it was taken before the producer ended", () => {
    expect(waited("early")).toBe(-3_000_000);
  });

  it("is unknown where nothing was queued", () => {
    expect(waited("other")).toBeUndefined();
    expect(waited("publish")).toBeUndefined();
  });
});
