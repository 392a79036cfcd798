import { sortByKey } from "@/lib/sort-by-key";

/** Where each span goes in depth-first order. */
export interface RowOrder {
  /** Row of each span. */
  readonly rowOf: Uint32Array;
  /** Span of each row. */
  readonly spanAt: Uint32Array;
  /** By row. */
  readonly depth: Uint32Array;
  /** By row: first row after the subtree. */
  readonly subtreeEnd: Uint32Array;
  readonly maxDepth: number;
}

/**
 * Lays a forest out in depth-first pre-order, siblings by start and then by input order. One sort
 * of all spans by start serves every list of siblings; subtree sizes are summed from the last span
 * up, and rows are dealt out from the top down, so that nothing recurses and a chain of a million
 * spans costs what a fan of a million does.
 */
export function orderRows(parent: Int32Array, startNs: Float64Array): RowOrder {
  const n = parent.length;
  const queue = fromTheTop(parent, sortByKey(startNs));
  const size = new Uint32Array(n).fill(1);
  for (let at = n - 1; at >= 0; at -= 1) {
    const span = queue[at]!;
    if (parent[span]! >= 0) size[parent[span]!] = size[parent[span]!]! + size[span]!;
  }
  const rowOf = new Uint32Array(n);
  const spanAt = new Uint32Array(n);
  const depth = new Uint32Array(n);
  const subtreeEnd = new Uint32Array(n);
  /** Next free row under each span; entry n is that of the roots. */
  const free = new Uint32Array(n + 1);
  let maxDepth = 0;
  for (const span of queue) {
    const above = parent[span]! >= 0 ? parent[span]! : n;
    const row = free[above]!;
    free[above] = row + size[span]!;
    free[span] = row + 1;
    rowOf[span] = row;
    spanAt[row] = span;
    subtreeEnd[row] = row + size[span]!;
    depth[row] = above === n ? 0 : depth[rowOf[above]!]! + 1;
    if (depth[row]! > maxDepth) maxDepth = depth[row]!;
  }
  return { rowOf, spanAt, depth, subtreeEnd, maxDepth };
}

/**
 * The spans in an order in which each comes after its parent, and siblings as in `order`: which is
 * that order itself where no span starts before its parent, and else breadth first.
 */
function fromTheTop(parent: Int32Array, order: Uint32Array): Uint32Array {
  const n = parent.length;
  const isPast = new Uint8Array(n);
  let at = 0;
  for (; at < n; at += 1) {
    const span = order[at]!;
    if (parent[span]! >= 0 && isPast[parent[span]!] === 0) break;
    isPast[span] = 1;
  }
  if (at === n) return order;
  const { offset, child } = childLists(parent, order);
  // The roots, then the children of each in turn. List n is that of the roots.
  const queue = new Uint32Array(n);
  queue.set(child.subarray(offset[n]!, offset[n + 1]!));
  let filled = offset[n + 1]! - offset[n]!;
  for (at = 0; at < filled; at += 1) {
    const span = queue[at]!;
    const children = child.subarray(offset[span]!, offset[span + 1]!);
    queue.set(children, filled);
    filled += children.length;
  }
  return queue;
}

/** Children of every span, each list in the order given; the roots are the list after the last. */
function childLists(
  parent: Int32Array,
  order: Uint32Array,
): { offset: Uint32Array; child: Uint32Array } {
  const n = parent.length;
  const listOf = (span: number): number => (parent[span]! >= 0 ? parent[span]! : n);
  const offset = new Uint32Array(n + 2);
  for (let span = 0; span < n; span += 1) {
    const list = listOf(span);
    offset[list + 1] = offset[list + 1]! + 1;
  }
  for (let list = 0; list <= n; list += 1) offset[list + 1] = offset[list + 1]! + offset[list]!;
  const child = new Uint32Array(n);
  const filled = offset.slice();
  for (const span of order) {
    const list = listOf(span);
    child[filled[list]!] = span;
    filled[list] = filled[list]! + 1;
  }
  return { offset, child };
}
