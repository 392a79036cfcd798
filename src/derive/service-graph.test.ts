import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { spanIndex } from "@/model/indexes";
import type { EdgeRelation, GraphUnit, ServiceGraph } from "@/model/service-graph";
import { spanName, spanService } from "@/model/span-search";
import { SpanFlag, SpanKind } from "@/model/span-table";
import type { Trace } from "@/model/trace";
import { traces } from "@/testing/arbitraries";
import { clockTime, newBuilder } from "@/testing/span-writer";
import { emptySpan, traceFromDiagram } from "@/testing/trace-diagram";
import { nearestRank } from "./percentile";
import { selfTimes } from "./self-time";
import { serviceGraph } from "./service-graph";
import { histogramBins } from "./service-samples";

const nodeName = ({ nodes }: ServiceGraph, node: number): string =>
  [nodes[node]!.service, nodes[node]!.spanName].filter((part) => part !== undefined).join(": ");

/** The edges of a graph as text: "a > b call 2, 1 failed". */
const edgeTexts = (graph: ServiceGraph): string[] =>
  graph.edges.map(
    ({ from, to, relation, calls, errors }) =>
      `${nodeName(graph, from)} > ${nodeName(graph, to)} ${relation} ${calls}, ${errors} failed`,
  );

interface Naive {
  readonly durations: number[];
  readonly queue: number[];
  errors: number;
}

/** Calls and messages straight from their definition, one span after the other. */
function naiveCalls(list: readonly Trace[], unit: GraphUnit): Map<string, Naive> {
  const found = new Map<string, Naive>();
  for (const trace of list) {
    const { spans } = trace;
    const label = (row: number): string => {
      const service = spanService(trace, spanIndex(row));
      return unit === "service" ? service : `${service}: ${spanName(trace, spanIndex(row))}`;
    };
    for (let row = 0; row < spans.length; row += 1) {
      const parent = spans.parent[row]!;
      if (parent === -1) continue;
      const isMessage =
        spans.kind[parent] === SpanKind.Producer && spans.kind[row] === SpanKind.Consumer;
      const key = `${label(parent)} > ${label(row)} ${isMessage ? "message" : "call"}`;
      const one = found.get(key) ?? { durations: [], queue: [], errors: 0 };
      one.durations.push(spans.durationNs[row]!);
      const sent = spans.startNs[parent]! + spans.durationNs[parent]!;
      if (isMessage) one.queue.push(spans.startNs[row]! - sent);
      if ((spans.flags[row]! & SpanFlag.Error) !== 0) one.errors += 1;
      found.set(key, one);
    }
  }
  return found;
}

const figures = (values: readonly number[]) => {
  const ascending = values.toSorted((a, b) => a - b);
  if (ascending.length === 0) return undefined;
  return {
    count: ascending.length,
    p50Ns: nearestRank(ascending, 0.5),
    p95Ns: nearestRank(ascending, 0.95),
    maxNs: ascending.at(-1),
  };
};

describe("the service graph", () => {
  it("counts what a straightforward count counts, in any traces", () => {
    const unit = fc.constantFrom<GraphUnit>("service", "name");
    fc.assert(
      fc.property(fc.array(traces(30), { maxLength: 4 }), unit, (list, by) => {
        const graph = serviceGraph(list, { unit: by });
        const expected = naiveCalls(list, by);
        const calls = graph.edges.filter(({ relation }) => relation !== "link");
        expect(calls.map((edge) => edge.relation)).not.toContain("peer");
        expect(calls).toHaveLength(expected.size);
        for (const edge of calls) {
          const key = `${nodeName(graph, edge.from)} > ${nodeName(graph, edge.to)} ${edge.relation}`;
          const one = expected.get(key)!;
          expect([edge.calls, edge.errors]).toEqual([one.durations.length, one.errors]);
          expect(edge.latency).toEqual(figures(one.durations));
          expect(edge.queue).toEqual(figures(one.queue));
          expect(edge.histogram!.counts.reduce((a, b) => a + b)).toBe(edge.calls);
          const slowest = one.durations.toSorted((a, b) => b - a).slice(0, 5);
          expect(edge.slowest.map(({ durationNs }) => durationNs)).toEqual(slowest);
          expect(edge.failing).toHaveLength(Math.min(5, one.errors));
        }
        const sum = (of: (trace: Trace) => number) => list.reduce((all, one) => all + of(one), 0);
        const nodeSum = (of: "spans" | "errors" | "selfNs") =>
          graph.nodes.reduce((all, node) => all + node[of]!, 0);
        expect(graph.spanCount).toBe(sum(({ spans }) => spans.length));
        expect(nodeSum("spans")).toBe(graph.spanCount);
        expect(nodeSum("errors")).toBe(sum(({ summary }) => summary.errorCount));
        expect(nodeSum("selfNs")).toBe(
          sum(({ spans }) => selfTimes(spans).reduce((all, one) => all + one, 0)),
        );
      }),
    );
  });

  it("does not depend on the order in which traces come, but for examples that are equal", () => {
    const figuresOf = ({ nodes, edges }: ServiceGraph) => [
      nodes.map(({ slowest: _a, failing: _b, ...rest }) => rest),
      edges.map(({ slowest: _a, failing: _b, ...rest }) => rest),
    ];
    fc.assert(
      fc.property(fc.array(traces(20), { maxLength: 4 }), (list) => {
        expect(figuresOf(serviceGraph(list.toReversed()))).toEqual(figuresOf(serviceGraph(list)));
      }),
    );
  });

  it("tells messages, with the time they waited, from calls", () => {
    const graph = serviceGraph([
      traceFromDiagram(`
        api  send     |==|        kind=producer
          work  do          |==!| kind=consumer
          work  check    |=|      kind=server
      `),
    ]);
    expect(edgeTexts(graph)).toEqual([
      "api > work call 1, 0 failed",
      "api > work message 1, 1 failed",
    ]);
    const [call, message] = graph.edges;
    expect(call!.queue).toBeUndefined();
    expect(message!.queue).toEqual({ count: 1, p50Ns: 3e6, p95Ns: 3e6, maxNs: 3e6 });
    expect(message!.failing).toEqual(message!.slowest);
  });

  it("draws what sends no spans, by the first name that its callers give it", () => {
    const graph = serviceGraph([
      traceFromDiagram(`
        api GET          |==========|
          api read        |=|          kind=client db.system=postgresql db.name=orders
          api read        |=!|         kind=client db.system.name=postgresql db.namespace=orders
          api call        |=|          kind=client peer.service=billing db.system=redis
          api publish     |=|          kind=producer messaging.system=kafka messaging.destination=jobs
          api fetch       |=|          kind=client net.peer.name=example.org
          api fetch       |=|          kind=client
          api inner       |=|          kind=internal peer.service=nobody
          api call        |=|          kind=client peer.service=auth
            auth check    |=|          kind=server
      `),
    ]);
    const peers = graph.edges.filter(({ relation }) => relation === "peer");
    expect(
      peers.map(({ to, calls, errors }) => [
        graph.nodes[to]!.peer,
        graph.nodes[to]!.service,
        calls,
        errors,
      ]),
    ).toEqual([
      ["service", "billing", 1, 0],
      ["address", "example.org", 1, 0],
      ["messaging", "kafka/jobs", 1, 0],
      ["database", "postgresql/orders", 2, 1],
    ]);
    expect(graph.nodes.filter(({ peer }) => peer).every(({ spans }) => spans === undefined)).toBe(
      true,
    );
  });

  it("counts links into other branches and other traces apart, never as calls", () => {
    const first = "0".repeat(31) + "1";
    const second = "0".repeat(31) + "2";
    const builder = newBuilder();
    const owner = { attributes: [], droppedAttributesCount: 0, schemaUrl: "" };
    const worker = builder.resource({ ...owner, service: "worker" });
    const span = (traceId: string, spanId: string, rest = {}) =>
      builder.span({ ...emptySpan, traceId, spanId, start: clockTime(0), durationNs: 5, ...rest });
    const link = (traceId: string, spanId: string) =>
      builder.link({
        relation: "link",
        traceId,
        spanId,
        traceState: "",
        traceFlags: undefined,
        droppedAttributesCount: 0,
      });
    span(first, "a1");
    span(second, "b1", { resource: worker });
    link(first, "a1");
    link(first, "ff");
    link("3".repeat(32), "a1");
    span(second, "b2");
    link(first, "a1");
    const list = builder.finish();
    const byId = new Map(list.map((trace) => [trace.traceId, trace]));
    const graph = serviceGraph(list, { traceOf: (id) => byId.get(id) });
    expect(edgeTexts(graph)).toEqual(["worker > service link 1, undefined failed"]);
    expect(graph.edges[0]!.slowest[0]!.spanId).toMatch(/b1$/);
    expect(serviceGraph(list).edges).toEqual([]);
  });

  it("takes a link to a span above for what it is: no other branch", () => {
    const graph = serviceGraph([
      traceFromDiagram(`
        a one        |=====|  id=aa
          b two       |=|     id=bb link=aa
          c three     |=|     link=bb
      `),
    ]);
    const links = graph.edges.filter(({ relation }) => relation === "link");
    expect(
      links.map(({ from, to }) => [graph.nodes[from]!.service, graph.nodes[to]!.service]),
    ).toEqual([["c", "b"]]);
  });

  it("stands names that are keys of objects, and very long ones", () => {
    const builder = newBuilder("__proto__");
    const owner = { attributes: [], droppedAttributesCount: 0, schemaUrl: "" };
    const long = builder.resource({ ...owner, service: "עברית\u202e<b>".repeat(50) });
    const base = { ...emptySpan, start: clockTime(0), durationNs: 7 };
    builder.span({ ...base, spanId: "1", name: "constructor" });
    builder.span({ ...base, spanId: "2", parentSpanId: "1", name: "", resource: long });
    for (const unit of ["service", "name"] as const) {
      const { nodes, edges } = serviceGraph(builder.finish(), { unit });
      expect(nodes.map(({ service }) => service)).toContain("__proto__");
      expect(edges.map(({ calls }) => calls)).toEqual([1]);
    }
  });

  it("has nothing but nodes where no span has a parent, and nothing for nothing", () => {
    const orphans = traceFromDiagram(`
      a one  |=|  parent=dead
      b two  |=|  parent=beef
    `);
    expect(serviceGraph([orphans]).edges).toEqual([]);
    expect(serviceGraph([orphans]).nodes).toHaveLength(2);
    expect(serviceGraph([])).toEqual({
      unit: "service",
      nodes: [],
      edges: [],
      traceCount: 0,
      spanCount: 0,
    });
  });

  it("spreads durations over bins that hold each of them once", () => {
    const graph = serviceGraph([
      traceFromDiagram(`
        a r    |================|
          b x   |=|
          b x   |==|
          b x   |==========|
      `),
    ]);
    const relation: EdgeRelation = "call";
    const { histogram } = graph.edges.find((edge) => edge.relation === relation)!;
    expect(histogram!.counts).toHaveLength(histogramBins);
    expect([histogram!.counts[0], histogram!.counts.at(-1)]).toEqual([1, 1]);
    expect([histogram!.lowNs, histogram!.highNs]).toEqual([2e6, 11e6]);
  });
});
