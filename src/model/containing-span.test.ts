import fc from "fast-check";
import { expect, test } from "vitest";
import { ContainingSpan } from "./containing-span";

const time = fc.oneof({ weight: 6, arbitrary: fc.nat({ max: 12 }) }, fc.constant(Number.NaN));
const intervals = fc.array(fc.record({ start: time, duration: time }), { maxLength: 20 });

test("finds the containing span that starts latest, of equal ones the first", () => {
  fc.assert(
    fc.property(intervals, time, fc.nat({ max: 8 }), (spans, start, duration) => {
      const starts = Float64Array.from(spans, (span) => span.start);
      const durations = Float64Array.from(spans, (span) => span.duration);
      const index = new ContainingSpan([...spans.keys()], starts, durations);
      let best = -1;
      spans.forEach((span, at) => {
        const end = span.start + (span.duration > 0 ? span.duration : 0);
        if (!(span.start <= start && end >= start + duration)) return;
        if (best < 0 || span.start > starts[best]!) best = at;
      });
      expect(index.find(start, start + duration)).toBe(best);
    }),
    { numRuns: 1000 },
  );
});
