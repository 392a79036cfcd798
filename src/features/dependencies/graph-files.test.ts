import { describe, expect, it } from "vitest";
import { graphOfLinks } from "@/derive/service-links";
import { graphCsv, graphDot, graphJson } from "./graph-files";
import { orderCalls, type CallRow } from "./calls-order";
import { withServerCounts } from "./server-counts";

const hostile = '=cmd|"x",\n\\';
const graph = graphOfLinks([
  { parent: hostile, child: "b", callCount: 2 },
  { parent: hostile, child: "b", callCount: 3 },
  { parent: "b", child: "__proto__", callCount: 1 },
]);
const nameOf = (node: number) => graph.nodes[node]!.service;

describe("files of a graph", () => {
  it("as CSV quote what has to be, and defuse what a spreadsheet would run", () => {
    const lines = graphCsv(graph, nameOf).split("\r\n");
    expect(lines[0]).toBe(
      "caller,callee,relation,calls,errors,p50_ns,p95_ns,max_ns,queue_p50_ns,queue_p95_ns,queue_max_ns",
    );
    expect(lines[1]).toBe('"\'=cmd|""x"",\n\\",b,call,5,,,,,,,');
    expect(lines[2]).toBe("b,__proto__,call,1,,,,,,,");
  });

  it("as CSV have the server's counts beside those counted here, and those of its own", () => {
    const rows = graph.edges.map((edge): CallRow => ({
      edge,
      caller: nameOf(edge.from),
      callee: nameOf(edge.to),
      callerService: nameOf(edge.from),
      calleeService: nameOf(edge.to),
    }));
    const { beside, alone } = withServerCounts(rows, graph, [
      { parent: "b", child: "__proto__", callCount: 9 },
      { parent: "b", child: "c", callCount: 4 },
    ]);
    const lines = graphCsv(graph, nameOf, [...beside, ...alone]).split("\r\n");
    expect(lines[0]).toContain("relation,calls,server_calls,errors,");
    expect(lines[2]).toBe("b,__proto__,call,1,9,,,,,,,");
    expect(lines[3]).toBe("b,c,call,0,4,,,,,,,");
  });

  it("as DOT hold each name as one text", () => {
    const dot = graphDot(graph, nameOf);
    expect(dot).toContain(String.raw`"=cmd|\"x\", \\" -> "b" [label="5", style=solid];`);
    expect(dot).toContain('"b" -> "__proto__"');
  });

  it("as JSON come back as they were", () => {
    expect(JSON.parse(graphJson(graph))).toEqual(JSON.parse(JSON.stringify(graph)));
  });
});

describe("rows of calls", () => {
  const rows = graph.edges.map((edge): CallRow => ({
    edge,
    caller: nameOf(edge.from),
    callee: nameOf(edge.to),
    callerService: "",
    calleeService: "",
  }));

  it("are in the order of a column, either way, what lacks the figure last", () => {
    const calls = (descending: boolean) =>
      orderCalls(rows, { column: "calls", descending }).map(({ edge }) => edge.calls);
    expect([calls(true), calls(false)]).toEqual([
      [5, 1],
      [1, 5],
    ]);
    const latency = { count: 1, p50Ns: 4, p95Ns: 4, maxNs: 4 };
    const some = [rows[0]!, { ...rows[1]!, edge: { ...rows[1]!.edge, latency } }];
    for (const descending of [true, false]) {
      expect(orderCalls(some, { column: "p95", descending })[0]!.edge.latency).toEqual(latency);
    }
    const names = orderCalls(rows, { column: "caller", descending: false });
    expect(names.map(({ caller }) => caller)).toEqual([hostile, "b"]);
  });
});
