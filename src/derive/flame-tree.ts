import { gatherFloat64, gatherUint32 } from "@/lib/gather";
import { HashIndex } from "@/lib/hash-index";
import { sortByKey } from "@/lib/sort-by-key";
import { SpanFlag } from "@/model/span-table";
import type { TraceCore } from "@/model/trace";
import { selfTimes } from "./self-time";

/**
 * The call paths of one or more traces as columns of equal length, in depth-first order, siblings
 * from the widest to the narrowest. A node stands for all spans with one path of service and span
 * name from a root down; the subtree of node `i` is the range `[i, subtreeEnd[i])`.
 */
export interface FlameTree {
  readonly length: number;
  /** Node of the caller, or -1. */
  readonly parent: Int32Array;
  readonly depth: Uint32Array;
  /** First node after the subtree. */
  readonly subtreeEnd: Uint32Array;
  /** Positions in the list of names. */
  readonly service: Uint32Array;
  readonly name: Uint32Array;
  /**
   * What a node has by itself and with all below it. A node is as wide as what it has by itself and
   * its children together; these begin where it begins.
   */
  readonly width: Float64Array;
  /** Where a node begins; roots lie side by side from 0 on. */
  readonly left: Float64Array;
  /** Nodes of depth d, from left to right: `byDepth[depthOffset[d], depthOffset[d + 1])`. */
  readonly byDepth: Uint32Array;
  readonly depthOffset: Uint32Array;
}

/** Figures of the spans that one trace has in each node. Times are nanoseconds. */
export interface FlameFigures {
  readonly count: Uint32Array;
  /** Spans with status Error. */
  readonly errors: Uint32Array;
  /** Sum of durations. */
  readonly totalNs: Float64Array;
  /** Sum of self times, see `self-time.ts`. */
  readonly selfNs: Float64Array;
  /** Row of the longest span, the first of equals; -1 where there is none. */
  readonly longest: Int32Array;
}

export interface MergedPaths {
  readonly tree: FlameTree;
  /** Of each trace. */
  readonly figures: readonly FlameFigures[];
  /** Node of each span, of each trace. */
  readonly nodeOf: readonly Uint32Array[];
}

/** A trace with its names as numbers that all traces of a tree share. */
export interface FlameSource {
  readonly core: TraceCore;
  /** By NameId. */
  readonly nameOf: Uint32Array;
}

const spansPerStep = 32_768;

/**
 * Merges the spans of traces by their paths. `ownWidth` says how wide each node is by itself. Goes
 * through the spans once, each looking for the node of its label below the node of its parent;
 * O(n log n) for the order of siblings. Yields now and then, does not recurse.
 */
export function* mergePaths(
  sources: readonly FlameSource[],
  ownWidth: (figures: readonly FlameFigures[], node: number) => number,
): Generator<void, MergedPaths> {
  const paths = yield* collectPaths(sources);
  const cores = sources.map(({ core }) => core);
  return yield* layOutPaths(cores, paths, ownWidth);
}

/** Call paths that are known already, as `mergePaths` gives them. Yields now and then. */
export function* layOutPaths(
  cores: readonly TraceCore[],
  paths: Paths,
  ownWidth: (figures: readonly FlameFigures[], node: number) => number,
): Generator<void, MergedPaths & { readonly order: Uint32Array }> {
  const figures: FlameFigures[] = [];
  for (const [at, core] of cores.entries()) {
    figures.push(sumFigures(core, paths.nodeOf[at]!, paths.length));
    yield;
  }
  const width = new Float64Array(paths.length);
  for (let node = paths.length - 1; node >= 0; node -= 1) {
    width[node]! += ownWidth(figures, node);
    const parent = paths.parent[node]!;
    if (parent >= 0) width[parent]! += width[node]!;
  }
  yield;
  const order = depthFirst(paths.parent, width);
  yield;
  const place = new Uint32Array(paths.length);
  for (let at = 0; at < order.length; at += 1) place[order[at]!] = at;
  const tree = layOut(paths, width, { order, place });
  yield;
  const nodeOf = paths.nodeOf.map((nodes) => gatherUint32(place, nodes));
  return { tree, figures: figures.map((one) => inOrder(one, order)), nodeOf, order };
}

/** Nodes in the order in which they are first met, a parent before its children. */
export interface Paths {
  readonly length: number;
  readonly parent: Int32Array;
  readonly service: Uint32Array;
  readonly name: Uint32Array;
  /** Node of each span, of each trace. */
  readonly nodeOf: readonly Uint32Array[];
}

function* collectPaths(sources: readonly FlameSource[]): Generator<void, Paths> {
  const most = sources.reduce((sum, { core }) => sum + core.spans.length, 0);
  // A label is a pair of names, a node is a label below a node.
  const labelService = new Uint32Array(most);
  const labelName = new Uint32Array(most);
  const labels = new HashIndex(labelService, labelName);
  const above = new Uint32Array(most);
  const labelOf = new Uint32Array(most);
  const nodes = new HashIndex(above, labelOf);
  let labelCount = 0;
  let length = 0;
  const nodeOf: Uint32Array[] = [];
  for (const { core, nameOf } of sources) {
    const { spans, resourceService } = core;
    const own = new Uint32Array(spans.length);
    for (let span = 0; span < spans.length; span += 1) {
      labelService[labelCount] = nameOf[resourceService[spans.resource[span]!]!]!;
      labelName[labelCount] = nameOf[spans.name[span]!]!;
      let label = labels.insert(labelCount);
      if (label < 0) {
        label = labelCount;
        labelCount += 1;
      }
      const parent = spans.parent[span]!;
      above[length] = parent < 0 ? 0 : own[parent]! + 1;
      labelOf[length] = label;
      let node = nodes.insert(length);
      if (node < 0) {
        node = length;
        length += 1;
      }
      own[span] = node;
      if (span % spansPerStep === spansPerStep - 1) yield;
    }
    nodeOf.push(own);
  }
  const parent = new Int32Array(length);
  for (let node = 0; node < length; node += 1) parent[node] = above[node]! - 1;
  const ownLabels = labelOf.subarray(0, length);
  return {
    length,
    parent,
    service: gatherUint32(labelService, ownLabels),
    name: gatherUint32(labelName, ownLabels),
    nodeOf,
  };
}

function sumFigures({ spans }: TraceCore, nodeOf: Uint32Array, length: number): FlameFigures {
  const self = selfTimes(spans);
  const count = new Uint32Array(length);
  const errors = new Uint32Array(length);
  const totalNs = new Float64Array(length);
  const selfNs = new Float64Array(length);
  const longest = new Int32Array(length).fill(-1);
  for (let span = 0; span < spans.length; span += 1) {
    const node = nodeOf[span]!;
    const duration = spans.durationNs[span]!;
    count[node]! += 1;
    totalNs[node]! += duration;
    selfNs[node]! += self[span]!;
    if ((spans.flags[span]! & SpanFlag.Error) !== 0) errors[node]! += 1;
    const before = longest[node]!;
    if (before < 0 || duration > spans.durationNs[before]!) longest[node] = span;
  }
  return { count, errors, totalNs, selfNs, longest };
}

/** The nodes depth-first; siblings from the widest to the narrowest, equals as they were met. */
function depthFirst(parent: Int32Array, width: Float64Array): Uint32Array {
  const { length } = parent;
  let widest = 0;
  for (const one of width) if (one > widest) widest = one;
  const byWidth = sortByKey(width.map((one) => widest - one));
  // Linked from the last to the first, so that each list is in order.
  const firstChild = new Int32Array(length + 1).fill(-1);
  const nextSibling = new Int32Array(length).fill(-1);
  for (let at = length - 1; at >= 0; at -= 1) {
    const node = byWidth[at]!;
    const list = parent[node]! + 1;
    nextSibling[node] = firstChild[list]!;
    firstChild[list] = node;
  }
  const order = new Uint32Array(length);
  let node = firstChild[0]!;
  for (let at = 0; at < length; at += 1) {
    order[at] = node;
    const child = firstChild[node + 1]!;
    if (child >= 0) {
      node = child;
      continue;
    }
    while (node >= 0 && nextSibling[node]! < 0) node = parent[node]!;
    if (node >= 0) node = nextSibling[node]!;
  }
  return order;
}

function layOut(
  paths: Paths,
  unordered: Float64Array,
  { order, place }: { readonly order: Uint32Array; readonly place: Uint32Array },
): FlameTree {
  const { length } = paths;
  const parent = new Int32Array(length);
  const depth = new Uint32Array(length);
  const subtreeEnd = new Uint32Array(length);
  const width = gatherFloat64(unordered, order);
  const left = new Float64Array(length);
  /** Where the next child of a node begins. */
  const next = new Float64Array(length);
  let nextRoot = 0;
  let deepest = -1;
  for (let at = 0; at < length; at += 1) {
    const above = paths.parent[order[at]!]!;
    const own = above < 0 ? -1 : place[above]!;
    parent[at] = own;
    if (own < 0) {
      left[at] = nextRoot;
      nextRoot += width[at]!;
    } else {
      depth[at] = depth[own]! + 1;
      left[at] = next[own]!;
      next[own]! += width[at]!;
    }
    next[at] = left[at]!;
    if (depth[at]! > deepest) deepest = depth[at]!;
  }
  for (let at = length - 1; at >= 0; at -= 1) {
    subtreeEnd[at] = Math.max(subtreeEnd[at]!, at + 1);
    const above = parent[at]!;
    if (above >= 0) subtreeEnd[above] = Math.max(subtreeEnd[above]!, subtreeEnd[at]!);
  }
  const depthOffset = new Uint32Array(deepest + 2);
  for (let at = 0; at < length; at += 1) depthOffset[depth[at]! + 1]! += 1;
  for (let d = 0; d <= deepest; d += 1) depthOffset[d + 1]! += depthOffset[d]!;
  const free = depthOffset.slice();
  const byDepth = new Uint32Array(length);
  for (let at = 0; at < length; at += 1) {
    byDepth[free[depth[at]!]!] = at;
    free[depth[at]!]! += 1;
  }
  const service = gatherUint32(paths.service, order);
  const name = gatherUint32(paths.name, order);
  return {
    ...{ length, parent, depth, subtreeEnd, service, name },
    ...{ width, left, byDepth, depthOffset },
  };
}

function inOrder(figures: FlameFigures, order: Uint32Array): FlameFigures {
  const longest = new Int32Array(order.length);
  for (let at = 0; at < order.length; at += 1) longest[at] = figures.longest[order[at]!]!;
  return {
    count: gatherUint32(figures.count, order),
    errors: gatherUint32(figures.errors, order),
    totalNs: gatherFloat64(figures.totalNs, order),
    selfNs: gatherFloat64(figures.selfNs, order),
    longest,
  };
}

/** Every column of a tree, to be moved to another thread. */
export function flameColumns(tree: FlameTree): ArrayBufferView[] {
  const { parent, depth, subtreeEnd, service, name, width, left, byDepth, depthOffset } = tree;
  return [parent, depth, subtreeEnd, service, name, width, left, byDepth, depthOffset];
}
