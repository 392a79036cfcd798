import { describe, expect, it } from "vitest";
import { matchSpans } from "@/derive/match-spans";
import { parseQuery } from "@/derive/parse-query";
import { selfTimes } from "@/derive/self-time";
import { spanGroups } from "@/derive/span-groups";
import { traceFromDiagram } from "@/testing/trace-diagram";
import {
  colorsByAttribute,
  colorsByKind,
  colorsBySelfTime,
  colorsByStatus,
  type BarColoring,
} from "./bar-coloring";

const trace = traceFromDiagram(`
  api GET    |==========|  kind=server tier=gold
    db read    |=====|     kind=client tier=gold
    db write         |=!|  kind=client tier=red
    db read            ||
`);

function found(text: string): number {
  const { query } = parseQuery(text);
  const search = query && matchSpans(trace, query);
  while (search && !search.step(1000));
  return search?.found ?? -1;
}

const colorings: readonly (readonly [string, BarColoring])[] = [
  ["kind", colorsByKind(trace.spans)],
  ["status", colorsByStatus(trace.spans)],
  ["self time", colorsBySelfTime(trace.spans, selfTimes(trace.spans))],
  ["an attribute", colorsByAttribute("tier", spanGroups(trace, { by: "attribute", key: "tier" }))],
];

describe.each(colorings)("bars coloured by %s", (_, { colors, legend }) => {
  it("have a legend that has each span once, and whose entries find their spans", () => {
    expect(colors).toHaveLength(trace.spans.length);
    expect(legend.reduce((sum, { count }) => sum + count, 0)).toBe(trace.spans.length);
    for (const { step, count, query } of legend) {
      expect(colors.filter((one) => one === step)).toHaveLength(count);
      if (query !== undefined) expect(found(query)).toBe(count);
    }
  });
});
