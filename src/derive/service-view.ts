import type {
  EdgeFigures,
  NodeFigures,
  ServiceEdge,
  ServiceGraph,
  ServiceNode,
  Sides,
} from "@/model/service-graph";

/** What of a graph is to be seen. */
export interface GraphChoice {
  readonly within: boolean;
  readonly messages: boolean;
  readonly peers: boolean;
  readonly links: boolean;
  /** Fewest calls of an edge; of two graphs that are compared, in one of them. */
  readonly minCalls: number;
  /** The service around which to look, and how many calls up and down. */
  readonly focus:
    | { readonly service: string; readonly up: number; readonly down: number }
    | undefined;
  /** Services that share what stands before their first separator are one node, but these. */
  readonly grouped: { readonly open: ReadonlySet<string> } | undefined;
}

/** What tells a node from every other of its graph, also of a later one. */
export function nodeKey({ service, spanName, peer, members }: ServiceNode): string {
  const kind = members ? "\u000bgroup" : peer === undefined ? "" : `\u000b${peer}`;
  return spanName === undefined ? service + kind : `${service}\n${spanName}`;
}

/** What a service's name begins with, up to its first separator; the name where it has none. */
export function servicePrefix(service: string): string {
  const match = /^([^-._/:\s]+)[-._/:]/u.exec(service);
  return match?.[1] ?? service;
}

/** The calls of an edge; of two graphs that are compared, in that which has more. */
export const mostCalls = ({ calls, sides }: ServiceEdge): number =>
  Math.max(calls, sides?.a?.calls ?? 0);

/** The part of a graph that is to be seen, as a graph of its own. O(nodes + edges). */
export function chooseGraph(graph: ServiceGraph, choice: GraphChoice): ServiceGraph {
  const base = choice.grouped ? groupByPrefix(graph, choice.grouped.open) : graph;
  const edges = base.edges.filter((edge) => {
    if (mostCalls(edge) < choice.minCalls) return false;
    if (edge.isWithin && !choice.within) return false;
    if (edge.relation === "message") return choice.messages;
    if (edge.relation === "peer") return choice.peers;
    return edge.relation !== "link" || choice.links;
  });
  const near = choice.focus && neighbourhood(base, edges, choice.focus);
  const kept = near ? edges.filter(({ from, to }) => near.has(from) && near.has(to)) : edges;
  const inUse = new Set(kept.flatMap(({ from, to }) => [from, to]));
  const isShown = (node: ServiceNode, at: number): boolean => {
    if (near) return near.has(at) && (inUse.has(at) || node.service === choice.focus?.service);
    // A node is also of interest alone, unless it is alone because its few calls are not shown.
    return inUse.has(at) || (node.peer === undefined && choice.minCalls <= 1);
  };
  return subgraph(base, kept, isShown);
}

/** Some nodes and edges of a graph as a graph of its own; the edges are between those nodes. */
export function subgraph(
  graph: ServiceGraph,
  edges: readonly ServiceEdge[],
  isShown: (node: ServiceNode, at: number) => boolean,
): ServiceGraph {
  const place = new Int32Array(graph.nodes.length).fill(-1);
  const nodes = graph.nodes.filter((node, at) => isShown(node, at));
  let next = 0;
  graph.nodes.forEach((node, at) => {
    if (nodes[next] === node) place[at] = next++;
  });
  const moved = edges.map((edge) => ({ ...edge, from: place[edge.from]!, to: place[edge.to]! }));
  return { ...graph, nodes, edges: moved };
}

/** The nodes within so many calls of a service, by a breadth-first walk each way. */
function neighbourhood(
  { nodes }: ServiceGraph,
  edges: readonly ServiceEdge[],
  { service, up, down }: NonNullable<GraphChoice["focus"]>,
): ReadonlySet<number> {
  const start = nodes.flatMap((node, at) => (node.service === service ? [at] : []));
  const found = new Set(start);
  const walk = (hops: number, far: (edge: ServiceEdge) => readonly [number, number]): void => {
    const next = new Map<number, number[]>();
    for (const edge of edges) {
      const [here, there] = far(edge);
      const list = next.get(here);
      if (list) list.push(there);
      else next.set(here, [there]);
    }
    const seen = new Set(start);
    let rim = start;
    for (let hop = 0; hop < hops && rim.length > 0; hop += 1) {
      rim = rim
        .flatMap((node) => next.get(node) ?? [])
        .filter((node) => {
          const isNew = !seen.has(node);
          seen.add(node);
          return isNew;
        });
    }
    for (const node of seen) found.add(node);
  };
  walk(down, ({ from, to }) => [from, to]);
  walk(up, ({ from, to }) => [to, from]);
  return found;
}

/** One node for the services that share a prefix, unless it is open or only one has it. */
function groupByPrefix(graph: ServiceGraph, open: ReadonlySet<string>): ServiceGraph {
  const groups = new Map<string, number[]>();
  graph.nodes.forEach((node, at) => {
    if (node.peer !== undefined || node.spanName !== undefined) return;
    const prefix = servicePrefix(node.service);
    const list = groups.get(prefix);
    if (list) list.push(at);
    else groups.set(prefix, [at]);
  });
  const groupOf = new Map<number, number[]>();
  for (const [prefix, list] of groups) {
    if (list.length > 1 && !open.has(prefix)) for (const at of list) groupOf.set(at, list);
  }
  const nodes: ServiceNode[] = [];
  const place = new Int32Array(graph.nodes.length);
  graph.nodes.forEach((node, at) => {
    const list = groupOf.get(at);
    if (list === undefined) place[at] = nodes.push(node) - 1;
    else if (list[0] === at) {
      const members = list.map((one) => graph.nodes[one]!);
      place.fill(nodes.push(groupNode(servicePrefix(node.service), members)) - 1, at, at + 1);
    } else place[at] = place[list[0]!]!;
  });
  const edges = new Map<string, ServiceEdge>();
  for (const edge of graph.edges) {
    const moved = { ...edge, from: place[edge.from]!, to: place[edge.to]! };
    const key = `${moved.from} ${moved.to} ${moved.relation}`;
    const before = edges.get(key);
    const isWithin = moved.isWithin || (moved.from === moved.to && groupOf.has(edge.from));
    edges.set(key, before ? joinEdges(before, moved) : { ...moved, isWithin });
  }
  return { ...graph, nodes, edges: [...edges.values()] };
}

const sum = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? undefined : a + b;

const longest = <T extends { readonly durationNs: number }>(a: readonly T[], b: readonly T[]) =>
  [...a, ...b].toSorted((one, two) => two.durationNs - one.durationNs).slice(0, 5);

function groupNode(prefix: string, members: readonly ServiceNode[]): ServiceNode {
  const none: NodeFigures = { spans: 0, errors: 0, selfNs: 0, slowest: [], failing: [] };
  const sides = joinSides(
    members.map((member) => member.sides),
    joinNodeFigures,
  );
  return {
    service: prefix,
    members: members.map(({ service }) => service),
    ...(sides ? (sides.b ?? sides.a ?? none) : members.reduce(joinNodeFigures, none)),
    sides,
  };
}

function joinNodeFigures(a: NodeFigures, b: NodeFigures): NodeFigures {
  return {
    spans: sum(a.spans, b.spans),
    errors: sum(a.errors, b.errors),
    selfNs: sum(a.selfNs, b.selfNs),
    slowest: longest(a.slowest, b.slowest),
    failing: longest(a.failing, b.failing),
  };
}

function joinEdges(a: ServiceEdge, b: ServiceEdge): ServiceEdge {
  const sides = joinSides([a.sides, b.sides], joinEdgeFigures);
  return { ...a, ...((sides && (sides.b ?? sides.a)) ?? joinEdgeFigures(a, b)), sides };
}

/** Calls add up; percentiles of two sets cannot be told from those of each, so there are none. */
function joinEdgeFigures(a: EdgeFigures, b: EdgeFigures): EdgeFigures {
  return {
    calls: a.calls + b.calls,
    errors: sum(a.errors, b.errors),
    latency: undefined,
    histogram: undefined,
    queue: undefined,
    slowest: longest(a.slowest, b.slowest),
    failing: longest(a.failing, b.failing),
  };
}

/** Each side of parts that are put together, for graphs that compare two. */
function joinSides<T>(
  list: readonly (Sides<T> | undefined)[],
  join: (a: T, b: T) => T,
): Sides<T> | undefined {
  if (!list.some((one) => one)) return undefined;
  const sideOf = (side: "a" | "b"): T | undefined => {
    let all: T | undefined;
    for (const one of list) {
      const here = one?.[side];
      if (here !== undefined) all = all === undefined ? here : join(all, here);
    }
    return all;
  };
  return { a: sideOf("a"), b: sideOf("b") };
}
