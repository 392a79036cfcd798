import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { selfTimes } from "@/derive/self-time";
import { spanColumns } from "@/derive/span-order";
import { traces } from "@/testing/arbitraries";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { chosenRows, formatOrder, parseOrder } from "./chosen-rows";
import { spansCsv } from "./spans-csv";

describe("the rows of the table of spans", () => {
  it("are those found, in the order that was asked for", () => {
    const order = Uint32Array.of(3, 1, 0, 2);
    expect(chosenRows(order, undefined)).toBe(order);
    expect([...chosenRows(order, Uint32Array.of(0, 3))]).toEqual([3, 0]);
    expect(chosenRows(order, new Uint32Array(0))).toHaveLength(0);
  });

  it("have an order that goes into a URL and comes out again", () => {
    for (const column of spanColumns) {
      for (const descending of [false, true]) {
        expect(parseOrder(formatOrder({ column, descending }))).toEqual({ column, descending });
      }
    }
    expect(parseOrder("-nothing")).toEqual({ column: "start", descending: false });
  });
});

describe("the table of spans as a file", () => {
  it("has a line for each row, with texts that a spreadsheet cannot mistake", () => {
    const core = traceFromDiagram(`
      web =1+1,"x"  |=====|  id=00000000000000aa kind=server
        db read     |==!|    id=00000000000000bb
    `);
    const text = [...spansCsv(core, Uint32Array.of(1, 0), selfTimes(core.spans))].join("");
    const lines = text.split("\r\n");
    expect(lines).toHaveLength(4);
    expect(lines[1]).toBe(
      "00000000000000bb,00000000000000aa,db,read,Internal,Error,1768228200000000000,0,4000000,4000000",
    );
    expect(lines[2]).toContain(`,web,"'=1+1,""x""",Server,Unset,`);
  });

  it("is as long as the rows, for any trace", () => {
    fc.assert(
      fc.property(traces(), (core) => {
        const rows = core.spans.kind.map((_, at) => at);
        const pieces = [...spansCsv(core, Uint32Array.from(rows), selfTimes(core.spans))];
        expect(pieces.join("").split("\r\n")).toHaveLength(core.spans.length + 2);
      }),
    );
  });
});
