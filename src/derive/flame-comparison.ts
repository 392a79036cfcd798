import { countUp } from "@/lib/gather";
import type { TraceCore } from "@/model/trace";
import { mergePaths, type FlameFigures, type FlameTree } from "./flame-tree";

/** Whose self times the widths of a comparison are. */
export type FlameSide = "both" | "a" | "b";

/**
 * Two traces as one flame graph: their spans merged by equal paths of service and span name, with
 * the figures of each trace in each node. Widths are sums of self times, as in `flame-graph.ts`: of
 * A, of B, or for "both" of the greater of the two in each node, so that nothing that either trace
 * has is without a place.
 */
export interface FlameComparison {
  readonly tree: FlameTree;
  /** Names of services and spans in either trace. */
  readonly names: readonly string[];
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
  const names = [...a.names];
  const known = new Map(names.map((name, id) => [name, id]));
  const ofB = Uint32Array.from(b.names, (name) => {
    let id = known.get(name);
    if (id === undefined) {
      id = names.length;
      known.set(name, id);
      names.push(name);
    }
    return id;
  });
  yield;
  const sources = [
    { core: a, nameOf: countUp(a.names.length) },
    { core: b, nameOf: ofB },
  ];
  const { tree, figures, nodeOf } = yield* mergePaths(sources, ([inA, inB], node) => {
    const [selfA, selfB] = [inA!.selfNs[node]!, inB!.selfNs[node]!];
    return side === "a" ? selfA : side === "b" ? selfB : Math.max(selfA, selfB);
  });
  const [inA, inB] = figures;
  return {
    ...{ tree, names, a: inA!, b: inB! },
    belowA: withBelow(tree, inA!.selfNs),
    belowB: withBelow(tree, inB!.selfNs),
    nodeOfA: nodeOf[0]!,
    nodeOfB: nodeOf[1]!,
  };
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
