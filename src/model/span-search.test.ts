import fc from "fast-check";
import { expect, test } from "vitest";
import { traces } from "@/testing/arbitraries";
import { clockTime, traceOf } from "@/testing/span-writer";
import { copyCore } from "./copy-core";
import { spanIndex } from "./indexes";
import {
  ancestors,
  findSpanById,
  hasManyRoots,
  isDescendant,
  rootOf,
  spanIdText,
} from "./span-search";

test("a span is found by its id, and so is every other span that has it", () => {
  fc.assert(
    fc.property(traces(), (trace) => {
      for (let row = 0; row < trace.spans.length; row += 1) {
        const id = spanIdText(trace, spanIndex(row));
        const found = findSpanById(trace, id.toUpperCase());
        if (id === "") expect(found).toEqual([]);
        else expect(found).toContain(row);
        for (const other of found) expect(spanIdText(trace, other)).toBe(id);
      }
    }),
  );
});

test("odd ids, base64 and short forms are found; what is not there is not", () => {
  const trace = traceOf(
    { spanId: "Root", start: clockTime(0) },
    { spanId: "00f067aa0ba902b7", start: clockTime(1) },
    { spanId: "a", start: clockTime(2) },
  );
  expect(findSpanById(trace, "Root")).toEqual([0]);
  expect(findSpanById(trace, "root")).toEqual([]);
  expect(findSpanById(trace, "APBnqgupArc=")).toEqual([1]);
  expect(findSpanById(trace, "0A")).toEqual([2]);
  expect(findSpanById(trace, "")).toEqual([]);
  expect(findSpanById(trace, "b")).toEqual([]);
});

test("a trace has many roots when not all spans have the same one", () => {
  fc.assert(
    fc.property(traces(), (trace) => {
      const roots = Array.from(trace.spans.parent).filter((parent) => parent === -1).length;
      expect(hasManyRoots(trace)).toBe(roots > 1);
    }),
  );
});

test("ancestors and descendants agree", () => {
  fc.assert(
    fc.property(traces(), (trace) => {
      for (let row = 0; row < trace.spans.length; row += 1) {
        const above = ancestors(trace, spanIndex(row));
        expect(rootOf(trace, spanIndex(row))).toBe(above.at(-1) ?? row);
        expect(above).toHaveLength(trace.spans.depth[row]!);
        for (let other = 0; other < trace.spans.length; other += 1) {
          const below = isDescendant(trace, spanIndex(row), spanIndex(other));
          expect(below).toBe(above.includes(spanIndex(other)));
        }
      }
    }),
  );
});

test("a copy of the core can be given away, and the trace stays whole", () => {
  fc.assert(
    fc.property(traces(), (trace) => {
      const { core, transfer } = copyCore(trace);
      const received = structuredClone(core, { transfer });
      const back = copyCore(trace).core;
      expect(received).toEqual(back);
      expect(Object.keys(back.spans)).toEqual(expect.arrayContaining(Object.keys(trace.spans)));
      for (const key of Object.keys(back)) expect(trace).toHaveProperty(key);
      expect(trace.spans.startNs.length).toBe(trace.spans.length);
    }),
    { numRuns: 20 },
  );
});
