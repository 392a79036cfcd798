import { describe, expect, it } from "vitest";
import { parseQuery } from "@/derive/parse-query";
import { matchSpans } from "@/derive/match-spans";
import { traceStatistics } from "@/derive/trace-statistics";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { formatGroupKey, groupQuery, parseGroupKey } from "./group-key";
import { columns, figure, orderedRows } from "./statistics-rows";

const trace = traceFromDiagram(
  `
  api GET    |==========|  route=/cart
    db read    |=====|     route=/cart
    db write         |=!|
    db read           |=|
  `,
  { unitNs: 1 },
);
const answer = traceStatistics(trace, [{ by: "service" }, { by: "name" }]);
const selfOfAll = answer.groups.reduce((sum, { selfTotalNs }) => sum + selfTotalNs, 0);
const names = (order: Parameters<typeof orderedRows>[1]) =>
  orderedRows(answer, order).map(({ group }) => group.path.join("/"));

describe("the rows of the statistics", () => {
  it("keep parts below their group, in the same order", () => {
    expect(names({ column: "count", descending: true })).toEqual([
      "db",
      "db/read",
      "db/write",
      "api",
      "api/GET",
    ]);
    expect(names({ column: "group", descending: false })).toEqual([
      "api",
      "api/GET",
      "db",
      "db/read",
      "db/write",
    ]);
  });

  it("have shares of self time that add up to the whole", () => {
    const shares = answer.groups.map((group) => figure(group, "selfShare", selfOfAll));
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
    for (const column of columns) {
      if (column === "group") continue;
      for (const group of answer.groups) {
        expect(figure(group, column, 0)).toBeLessThan(Number.POSITIVE_INFINITY);
      }
    }
  });
});

describe("what is grouped by", () => {
  it("comes out of a URL as it went in", () => {
    for (const text of ["service", "name", "attribute:http.route"]) {
      const key = parseGroupKey(text);
      expect(key && formatGroupKey(key)).toBe(text);
    }
    for (const text of [undefined, "", "attribute:", "size"]) {
      expect(parseGroupKey(text)).toBeUndefined();
    }
  });

  it("finds the spans of a group", () => {
    const route = { by: "attribute", key: "route" } as const;
    for (const group of traceStatistics(trace, [route, { by: "name" }]).details) {
      const text = groupQuery([route, { by: "name" }], group.path);
      if (group.path[0] === undefined) {
        expect(text).toBeUndefined();
        continue;
      }
      const { query } = parseQuery(text ?? "");
      const search = query && matchSpans(trace, query);
      while (search && !search.step(1000));
      expect(search?.found).toBe(group.count);
    }
  });
});
