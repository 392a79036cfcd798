import fc from "fast-check";
import { expect, test } from "vitest";
import { dirtySpans, spanFieldsOf, traceOfSeeds, traces } from "@/testing/arbitraries";
import { emptySpan } from "@/testing/trace-diagram";
import { SpanFlag } from "./span-table";
import type { Trace } from "./trace";
import { TraceSetBuilder } from "./trace-set-builder";

/** Checks everything that a SpanTable promises; gives the first breach, or "". */
function orderProblem({ spans, maxDepth }: Trace): string {
  const last = new Map<number, number>();
  let deepest = 0;
  for (let row = 0; row < spans.length; row += 1) {
    const parent = spans.parent[row]!;
    const depth = parent < 0 ? 0 : spans.depth[parent]! + 1;
    if (spans.depth[row] !== depth) return `depth of ${row}`;
    deepest = Math.max(deepest, depth);
    if (parent >= row) return `parent of ${row}`;
    const end = parent < 0 ? spans.length : spans.subtreeEnd[parent]!;
    if (spans.subtreeEnd[row]! <= row || spans.subtreeEnd[row]! > end) {
      return `subtree of ${row}`;
    }
    // Children follow each other without a gap: the first comes right after its parent.
    const before = last.get(parent);
    const place = before === undefined ? parent + 1 : spans.subtreeEnd[before]!;
    if (place !== row) return `place of ${row}`;
    if (before !== undefined && spans.startNs[before]! > spans.startNs[row]!) {
      return `siblings ${before} and ${row}`;
    }
    last.set(parent, row);
    if (!(spans.startNs[row]! >= 0 && spans.durationNs[row]! >= 0)) return `time ${row}`;
  }
  return maxDepth === deepest ? "" : "maxDepth";
}

test("rows are depth-first, subtrees are ranges, siblings are by start", () => {
  fc.assert(
    fc.property(traces(), (trace) => {
      expect(orderProblem(trace)).toBe("");
    }),
    { numRuns: 500 },
  );
});

test("every span that came in is there, and a copy of another is marked", () => {
  fc.assert(
    fc.property(dirtySpans(), (seeds) => {
      // Twice: every second copy is told from the first by nothing.
      const builder = new TraceSetBuilder();
      const scope = builder.scope({ name: "", version: "", ...owner });
      for (const half of [seeds, seeds]) {
        half.forEach((seed, at) => {
          const resource = builder.resource({ service: seed.service, ...owner });
          builder.span({ ...spanFieldsOf(seed, at), resource, scope });
        });
      }
      const [trace] = builder.finish();
      const names = Array.from(trace!.spans.name, (name) => trace!.names[name]);
      expect(new Set(names)).toEqual(new Set(seeds.map((_, at) => `span ${at}`)));
      expect(names).toHaveLength(2 * seeds.length);
      expect(trace!.issueCounts["exact-duplicate"]).toBe(seeds.length);
      expect(orderProblem(trace!)).toBe("");
    }),
  );
});

test("siblings with equal starts keep their input order", () => {
  fc.assert(
    fc.property(traces(), ({ spans, names }) => {
      const inputOf = (row: number): number => Number(names[spans.name[row]!]!.slice(5));
      for (let row = 1; row < spans.length; row += 1) {
        for (let other = row - 1; other >= 0; other -= 1) {
          if (spans.parent[other] !== spans.parent[row]) continue;
          if (spans.startNs[other] === spans.startNs[row]) {
            expect(inputOf(other)).toBeLessThan(inputOf(row));
          }
          break;
        }
      }
    }),
  );
});

test("a span without a parent has a reason: no parent id, a missing one, or a cut", () => {
  fc.assert(
    fc.property(dirtySpans(), (seeds) => {
      const { spans, names } = traceOfSeeds(seeds);
      const ids = new Set(seeds.map(({ id }) => id));
      for (let row = 0; row < spans.length; row += 1) {
        const seed = seeds[Number(names[spans.name[row]!]!.slice(5))]!;
        const flags = spans.flags[row]!;
        const cut = (flags & SpanFlag.CycleCut) !== 0;
        if (spans.parent[row] === -1) {
          const orphan = seed.parent !== 0 && !ids.has(seed.parent);
          // The server's half of a shared id had the client's half as its parent before the cut.
          const cutHalf = cut && (flags & SpanFlag.SharedHalf) !== 0;
          if (!cutHalf) expect((flags & SpanFlag.Orphan) !== 0).toBe(orphan);
          if (!orphan && !cut) expect(seed.parent).toBe(0);
        } else {
          expect(cut).toBe(false);
          if ((flags & SpanFlag.SharedHalf) === 0) {
            const parent = seeds[Number(names[spans.name[spans.parent[row]!]!]!.slice(5))]!;
            expect(parent.id).toBe(seed.parent);
          }
        }
      }
    }),
  );
});

const owner = { attributes: [], droppedAttributesCount: 0, schemaUrl: "" };

function build(count: number, of: (at: number) => Partial<typeof emptySpan>): Trace {
  const builder = new TraceSetBuilder();
  builder.resource({ service: "s", ...owner });
  builder.scope({ name: "", version: "", ...owner });
  for (let at = 0; at < count; at += 1) {
    builder.span({ ...emptySpan, name: "n", durationNs: 1000, ...of(at) });
  }
  return builder.finish()[0]!;
}

const id = (number: number): string => (number + 1).toString(16).padStart(16, "0");
const at = (micros: number) => ({ micros: 1_768_228_200_000_000 + micros, nanos: 0 });

test("a chain of 150,000 loads, given from the bottom up", { timeout: 120_000 }, () => {
  const n = 150_000;
  const trace = build(n, (k) => ({
    spanId: id(n - 1 - k),
    parentSpanId: k === n - 1 ? "" : id(n - 2 - k),
    start: at(n - k),
  }));
  expect(orderProblem(trace)).toBe("");
  expect(trace.maxDepth).toBe(n - 1);
});

test("a fan of a million loads", { timeout: 120_000 }, () => {
  const trace = build(1_000_000, (k) => ({
    spanId: id(k),
    parentSpanId: k === 0 ? "" : id(0),
    start: at(k === 0 ? 0 : (k * 7919) % 1_000_003),
  }));
  expect(orderProblem(trace)).toBe("");
  expect(trace.spans.length).toBe(1_000_000);
});

test("a ring of 100,000 is cut once, at its earliest span", { timeout: 120_000 }, () => {
  const n = 100_000;
  const trace = build(n, (k) => ({
    spanId: id(k),
    parentSpanId: id((k + 1) % n),
    start: at((k + 40_000) % n),
  }));
  expect(orderProblem(trace)).toBe("");
  expect(trace.maxDepth).toBe(n - 1);
  expect(trace.issueCounts["cycle-cut"]).toBe(1);
  expect(trace.spans.startNs[0]).toBe(0);
});

test(
  "10,000 spans with one id and 50,000 children of it are told apart by time",
  { timeout: 120_000 },
  () => {
    const trace = build(60_000, (k) =>
      k < 10_000
        ? { spanId: "aa", start: at(k * 10), durationNs: 9000, name: `p${k}` }
        : { spanId: id(k), parentSpanId: "aa", start: at((k % 10_000) * 10 + 3), durationNs: 1000 },
    );
    expect(orderProblem(trace)).toBe("");
    const { spans, names } = trace;
    for (let row = 0; row < spans.length; row += 1) {
      const parent = spans.parent[row]!;
      if (parent >= 0) expect(spans.startNs[row]).toBe(spans.startNs[parent]! + 3000);
    }
    expect(trace.issueCounts["duplicate-span-id"]).toBe(10_000);
    expect(names.length).toBeGreaterThan(10_000);
  },
);
