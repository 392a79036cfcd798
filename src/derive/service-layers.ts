/** A directed graph by numbers: edge `i` goes from node `from[i]` to node `to[i]`. */
export interface PlainGraph {
  readonly nodeCount: number;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

/** Nodes in layers, such that every edge but the turned ones leads to a later layer. */
export interface Layers {
  readonly layerOf: Uint32Array;
  readonly layerCount: number;
  /** 1 for the edges that close a cycle, which count as if they went the other way. */
  readonly isTurned: Uint8Array;
}

/** The edges of each node, one after the other: those of node `i` are `[begin[i], begin[i + 1])`. */
export function edgesBy(ends: Uint32Array, nodeCount: number): [Uint32Array, Uint32Array] {
  const begin = new Uint32Array(nodeCount + 1);
  for (const node of ends) begin[node + 1]! += 1;
  for (let node = 0; node < nodeCount; node += 1) begin[node + 1]! += begin[node]!;
  const next = begin.slice();
  const edges = new Uint32Array(ends.length);
  ends.forEach((node, edge) => {
    edges[next[node]!] = edge;
    next[node]! += 1;
  });
  return [begin, edges];
}

/**
 * Layers a graph: turns the edges that a depth-first walk finds to close a cycle, gives every node
 * the length of the longest way to it, and moves what nobody calls up to what it calls first
 * (Sugiyama, Tagawa and Toda 1981; Eades, Lin and Smyth 1993 for where the walk begins). Loops of a
 * node to itself do not count. O(nodes + edges), without recursion.
 */
export function layerGraph({ nodeCount, from, to }: PlainGraph): Layers {
  const isTurned = turnedEdges({ nodeCount, from, to });
  const upper = from.map((node, edge) => (isTurned[edge] === 1 ? to[edge]! : node));
  const lower = to.map((node, edge) => (isTurned[edge] === 1 ? from[edge]! : node));
  const [begin, edges] = edgesBy(upper, nodeCount);
  const waiting = new Uint32Array(nodeCount);
  lower.forEach((node, edge) => {
    if (upper[edge] !== node) waiting[node]! += 1;
  });
  const hasCaller = Uint8Array.from(waiting, (count) => (count > 0 ? 1 : 0));
  const layerOf = new Uint32Array(nodeCount);
  const order = new Uint32Array(nodeCount);
  let ready = 0;
  for (let node = 0; node < nodeCount; node += 1) {
    if (waiting[node] === 0) order[ready++] = node;
  }
  for (let at = 0; at < ready; at += 1) {
    const node = order[at]!;
    for (let slot = begin[node]!; slot < begin[node + 1]!; slot += 1) {
      const child = lower[edges[slot]!]!;
      if (child === node) continue;
      layerOf[child] = Math.max(layerOf[child]!, layerOf[node]! + 1);
      waiting[child]! -= 1;
      if (waiting[child] === 0) order[ready++] = child;
    }
  }
  for (let node = 0; node < nodeCount; node += 1) {
    if (hasCaller[node] === 1) continue;
    let nearest = Number.POSITIVE_INFINITY;
    for (let slot = begin[node]!; slot < begin[node + 1]!; slot += 1) {
      const child = lower[edges[slot]!]!;
      if (child !== node) nearest = Math.min(nearest, layerOf[child]!);
    }
    if (nearest !== Number.POSITIVE_INFINITY) layerOf[node] = nearest - 1;
  }
  const layerCount = layerOf.reduce((most, layer) => Math.max(most, layer + 1), 0);
  return { layerOf, layerCount, isTurned };
}

/** The edges that lead back to a node that a depth-first walk has not left yet. */
function turnedEdges({ nodeCount, from, to }: PlainGraph): Uint8Array {
  const [begin, edges] = edgesBy(from, nodeCount);
  const callers = new Uint32Array(nodeCount);
  to.forEach((node, edge) => {
    if (from[edge] !== node) callers[node]! += 1;
  });
  const out = (node: number): number => begin[node + 1]! - begin[node]!;
  // First those that nobody calls, then those that call most more than they are called.
  const starts = Array.from({ length: nodeCount }, (_, node) => node).sort(
    (a, b) =>
      Number(callers[a]! > 0) - Number(callers[b]! > 0) ||
      out(b) - callers[b]! - (out(a) - callers[a]!) ||
      a - b,
  );
  const isTurned = new Uint8Array(from.length);
  /** 0: not seen; 1: being walked; 2: done. */
  const state = new Uint8Array(nodeCount);
  const next = begin.slice(0, nodeCount);
  const path: number[] = [];
  for (const start of starts) {
    if (state[start] !== 0) continue;
    path.push(start);
    state[start] = 1;
    while (path.length > 0) {
      const node = path[path.length - 1]!;
      const slot = next[node]!;
      if (slot === begin[node + 1]) {
        state[node] = 2;
        path.pop();
        continue;
      }
      next[node] = slot + 1;
      const edge = edges[slot]!;
      const child = to[edge]!;
      if (child === node) continue;
      if (state[child] === 1) isTurned[edge] = 1;
      else if (state[child] === 0) {
        state[child] = 1;
        path.push(child);
      }
    }
  }
  return isTurned;
}
