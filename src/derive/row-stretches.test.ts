import fc from "fast-check";
import { expect, test } from "vitest";
import { spanIndex } from "@/model/indexes";
import { traceOfTrees, trees } from "@/testing/edited-trees";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { criticalPath } from "./critical-path";
import { indexPath } from "./path-index";
import { busyTimes, ownTimes, pathTimes } from "./row-stretches";
import { selfTimes } from "./self-time";

const trace = traceFromDiagram(`
  shop GET /cart      |===================|
    db query            |==|
    db query             |==|
    db query                   |==|
`);
const ms = (times: Float64Array) => Array.from(times, (time) => time / 1e6);
const queries = Uint32Array.of(1, 2, 3);

test("spans that overlap are one stretch", () => {
  expect(ms(busyTimes(trace.spans, queries))).toEqual([2, 6, 9, 12]);
});

test("a span is itself at work where none of its children is", () => {
  expect(ms(ownTimes(trace.spans, Uint32Array.of(0)))).toEqual([0, 2, 6, 9, 12, 20]);
  expect(ownTimes(trace.spans, queries)).toEqual(busyTimes(trace.spans, queries));
});

test("the critical path is with the spans of a row as its sections say", () => {
  const path = criticalPath(trace.spans, spanIndex(0));
  const columns = { ...path, ...indexPath(trace.spans, path, 0) };
  expect(ms(pathTimes(columns, Uint32Array.of(0)))).toEqual([0, 3, 6, 9, 12, 20]);
  expect(ms(pathTimes(columns, queries))).toEqual([3, 6, 9, 12]);
});

test("stretches are in order, apart, and as long as the self time where one span is a row", () => {
  fc.assert(
    fc.property(
      trees({ names: 2 }).map((tree) => traceOfTrees([tree])),
      ({ spans }) => {
        const all = Uint32Array.from(spans.depth, (_, span) => span);
        for (const times of [busyTimes(spans, all), ownTimes(spans, all)]) {
          times.forEach((time, at) => {
            if (at > 0) expect(time).toBeGreaterThan((times[at - 1] ?? 0) - (at % 2));
          });
        }
        const self = selfTimes(spans);
        for (const span of all) {
          const times = ownTimes(spans, Uint32Array.of(span));
          const sum = times.reduce((total, time, at) => total + (at % 2 ? time : -time), 0);
          expect(sum).toBe(self[span]);
        }
      },
    ),
  );
});
