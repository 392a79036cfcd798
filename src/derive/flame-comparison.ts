import { gatherUint32 } from "@/lib/gather";
import { HashIndex } from "@/lib/hash-index";
import type { TraceCore } from "@/model/trace";
import { alignSteps, type Alignment } from "./align-traces";
import { layOutPaths, type FlameFigures, type FlameTree, type Paths } from "./flame-tree";

/** Whose self times the widths of a comparison are. */
export type FlameSide = "both" | "a" | "b";

/**
 * Two traces as one flame graph: the rows of their alignment (`alignSteps`) merged by equal paths of
 * service and span name, with the figures of each trace in each node. A span that has another name
 * in B is in one node with its counterpart, and one that was put around others is in their path, so
 * that neither tears apart what is below it. Widths are sums of self times, as in `flame-graph.ts`:
 * of A, of B, or for "both" of the greater of the two in each node, so that nothing that either
 * trace has is without a place.
 */
export interface FlameComparison {
  readonly tree: FlameTree;
  /** Names of services and spans in either trace. */
  readonly names: readonly string[];
  /** Service and name in B of nodes that are called something else there; -1 in all others. */
  readonly serviceInB: Int32Array;
  readonly nameInB: Int32Array;
  readonly a: FlameFigures;
  readonly b: FlameFigures;
  /**
   * Self times of each node and all below it; their difference is what changed there. Nanoseconds.
   */
  readonly belowA: Float64Array;
  readonly belowB: Float64Array;
  /** Node of each span of A, and of B. */
  readonly nodeOfA: Uint32Array;
  readonly nodeOfB: Uint32Array;
}

/** Merges two traces. Yields now and then. */
export function* flameComparisonSteps(
  a: TraceCore,
  b: TraceCore,
  side: FlameSide,
): Generator<void, FlameComparison> {
  const alignment = yield* alignSteps([a, b]);
  yield;
  const paths = pathsOfRows(alignment);
  yield;
  const { tree, figures, nodeOf, order } = yield* layOutPaths([a, b], paths, ([inA, inB], node) => {
    const [selfA, selfB] = [inA!.selfNs[node]!, inB!.selfNs[node]!];
    return side === "a" ? selfA : side === "b" ? selfB : Math.max(selfA, selfB);
  });
  const [inA, inB] = figures;
  return {
    ...{ tree, names: alignment.labels.texts, a: inA!, b: inB! },
    serviceInB: Int32Array.from(order, (node) => paths.serviceInB[node]!),
    nameInB: Int32Array.from(order, (node) => paths.nameInB[node]!),
    belowA: withBelow(tree, inA!.selfNs),
    belowB: withBelow(tree, inB!.selfNs),
    nodeOfA: nodeOf[0]!,
    nodeOfB: nodeOf[1]!,
  };
}

interface PathsOfRows extends Paths {
  readonly serviceInB: Int32Array;
  readonly nameInB: Int32Array;
}

/**
 * Rows with one label below one node are one node. A label is the service and the span name in A and
 * those in B, so that what is renamed is apart from what is not, whichever trace is A.
 */
function pathsOfRows({ labels, length: rows, parent, offset, spans }: Alignment): PathsOfRows {
  const nameLabels = new Labels(2 * rows);
  const pairs = new Labels(rows);
  const nodes = new Labels(rows);
  const nodeOfRow = new Uint32Array(rows);
  const nodeOf = [new Uint32Array(spans[0].length), new Uint32Array(spans[1].length)] as const;
  const labelIn = (side: 0 | 1, row: number): number => {
    const at = offset[side][row]!;
    if (at === offset[side][row + 1]!) return -1;
    const label = labels.of[side][spans[side][at]!]!;
    return nameLabels.add(labels.service[label]!, labels.name[label]!);
  };
  for (let row = 0; row < rows; row += 1) {
    const [inA, inB] = [labelIn(0, row), labelIn(1, row)];
    const pair = pairs.add(inA < 0 ? inB : inA, inB < 0 ? inA : inB);
    const above = parent[row]! < 0 ? 0 : nodeOfRow[parent[row]!]! + 1;
    const node = nodes.add(above, pair);
    nodeOfRow[row] = node;
    for (const side of [0, 1] as const) {
      const end = offset[side][row + 1]!;
      for (let at = offset[side][row]!; at < end; at += 1) nodeOf[side][spans[side][at]!] = node;
    }
  }
  const order = asMet(
    nodeOf,
    Int32Array.from(nodes.first(), (above) => above - 1),
  );
  const place = new Uint32Array(order.length);
  for (let at = 0; at < order.length; at += 1) place[order[at]!] = at;
  const pair = gatherUint32(nodes.second(), order);
  const inA = gatherUint32(pairs.first(), pair);
  const inB = gatherUint32(pairs.second(), pair);
  const changed = (of: Uint32Array): Int32Array =>
    Int32Array.from(inB, (label, node) => (label === inA[node]! ? -1 : of[label]!));
  return {
    length: nodes.length,
    parent: Int32Array.from(gatherUint32(nodes.first(), order), (above) =>
      above === 0 ? -1 : place[above - 1]!,
    ),
    service: gatherUint32(nameLabels.first(), inA),
    name: gatherUint32(nameLabels.second(), inA),
    nodeOf: nodeOf.map((of) => gatherUint32(place, of)),
    serviceInB: changed(nameLabels.first()),
    nameInB: changed(nameLabels.second()),
  };
}

/** Nodes in the order in which the spans of A, then those of B meet them; a parent comes first. */
function asMet(nodeOf: readonly Uint32Array[], parent: Int32Array): Uint32Array {
  const isMet = new Uint8Array(parent.length);
  const order = new Uint32Array(parent.length);
  const above: number[] = [];
  let length = 0;
  for (const nodes of nodeOf) {
    for (const met of nodes) {
      for (let node = met; node >= 0 && isMet[node] === 0; node = parent[node]!) {
        isMet[node] = 1;
        above.push(node);
      }
      for (; above.length > 0; length += 1) order[length] = above.pop()!;
    }
  }
  return order;
}

/** Distinct pairs of numbers, and the number of each: its place. */
class Labels {
  length = 0;
  readonly #first: Uint32Array;
  readonly #second: Uint32Array;
  readonly #index: HashIndex;

  constructor(most: number) {
    // The pair that is looked for stands after the others.
    this.#first = new Uint32Array(most + 1);
    this.#second = new Uint32Array(most + 1);
    this.#index = new HashIndex(this.#first, this.#second);
  }

  add(first: number, second: number): number {
    this.#first[this.length] = first;
    this.#second[this.length] = second;
    const known = this.#index.insert(this.length);
    if (known >= 0) return known;
    this.length += 1;
    return this.length - 1;
  }

  first(): Uint32Array {
    return this.#first.subarray(0, this.length);
  }

  second(): Uint32Array {
    return this.#second.subarray(0, this.length);
  }
}

/** Sums over each node and all below it. */
function withBelow({ length, parent }: FlameTree, own: Float64Array): Float64Array {
  const sum = own.slice();
  for (let node = length - 1; node >= 0; node -= 1) {
    const above = parent[node]!;
    if (above >= 0) sum[above]! += sum[node]!;
  }
  return sum;
}
