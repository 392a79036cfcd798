import { csvText } from "@/lib/csv";
import { nodeKey } from "@/derive/service-view";
import type { EdgeFigures, ServiceEdge, ServiceGraph } from "@/model/service-graph";
import type { CallRow } from "./calls-order";
import type { ServerCount } from "./server-counts";

/**
 * Names as columns, then the figures in nanoseconds; RFC 4180. `beside` are the rows of the table
 * where a server's counts stand in it, those that only the server has among them.
 */
export function graphCsv(
  graph: ServiceGraph,
  nameOf: (node: number) => string,
  beside?: readonly CallRow[],
): string {
  if (graph.sides) return differenceCsv(graph, nameOf);
  const head = [
    "caller",
    "callee",
    "relation",
    "calls",
    ...(beside ? ["server_calls"] : []),
    "errors",
    "p50_ns",
    "p95_ns",
    "max_ns",
    "queue_p50_ns",
    "queue_p95_ns",
    "queue_max_ns",
  ];
  const line = (edge: ServiceEdge, caller: string, callee: string, server?: ServerCount) => {
    const { relation, calls, errors, latency, queue } = edge;
    const figures = [
      calls,
      ...(beside ? [server?.calls] : []),
      errors,
      latency?.p50Ns,
      latency?.p95Ns,
      latency?.maxNs,
      queue?.p50Ns,
      queue?.p95Ns,
      queue?.maxNs,
    ];
    const numbers = figures.map((value) => (value === undefined ? "" : String(value)));
    return [csvText(caller), csvText(callee), relation, ...numbers];
  };
  const rows = beside
    ? beside.map(({ edge, caller, callee, server }) => line(edge, caller, callee, server))
    : graph.edges.map((edge) => line(edge, nameOf(edge.from), nameOf(edge.to)));
  return [head, ...rows].map((row) => `${row.join(",")}\r\n`).join("");
}

const sideFigures = (figures: EdgeFigures | undefined): readonly string[] =>
  [figures?.calls, figures?.errors, figures?.latency?.p50Ns, figures?.latency?.p95Ns].map((value) =>
    value === undefined ? "" : String(value),
  );

/** Two graphs that are compared: the figures of each. */
function differenceCsv(graph: ServiceGraph, nameOf: (node: number) => string): string {
  const figures = ["calls", "errors", "p50_ns", "p95_ns"];
  const sides = ["a", "b"].flatMap((side) => figures.map((name) => `${side}_${name}`));
  const rows = graph.edges.map(
    ({ from, to, relation, sides: { a, b } = { a: undefined, b: undefined } }) => [
      csvText(nameOf(from)),
      csvText(nameOf(to)),
      relation,
      ...sideFigures(a),
      ...sideFigures(b),
    ],
  );
  return [["caller", "callee", "relation", ...sides], ...rows]
    .map((row) => `${row.join(",")}\r\n`)
    .join("");
}

/** Everything that is known of the graph; edges name their ends by position in `nodes`. */
export function graphJson(graph: ServiceGraph): string {
  return `${JSON.stringify(graph, undefined, 2)}\n`;
}

const dotText = (text: string): string =>
  `"${text
    .replaceAll("\\", String.raw`\\`)
    .replaceAll('"', String.raw`\"`)
    .replaceAll(/[\r\n]+/g, " ")}"`;

/** The graph in the language of Graphviz. */
export function graphDot(graph: ServiceGraph, nameOf: (node: number) => string): string {
  const keys = graph.nodes.map((node) => dotText(nodeKey(node)));
  const nodes = graph.nodes.map((node, at) => {
    const style = node.peer === undefined ? "" : ", style=dashed";
    return `  ${keys[at]} [label=${dotText(nameOf(at))}, shape=box${style}];`;
  });
  const styles = { call: "solid", message: "dashed", peer: "solid", link: "dotted" } as const;
  const edges = graph.edges.map(
    ({ from, to, relation, calls }) =>
      `  ${keys[from]} -> ${keys[to]} [label="${calls}", style=${styles[relation]}];`,
  );
  return ["digraph services {", "  rankdir=LR;", ...nodes, ...edges, "}", ""].join("\n");
}
