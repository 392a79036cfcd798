import { finishHash, hashSeed, hashStep } from "@/lib/hash";
import { HashIndex } from "@/lib/hash-index";
import type { SpanTable } from "@/model/span-table";
import type { Pair } from "./diff-labels";

/**
 * The shapes of the subtrees of two traces. Two subtrees have one shape when their tops have one
 * label and the sets of the shapes of their children are equal: the order of siblings, times, and
 * how often a sibling is repeated make no difference.
 */
export interface Shapes {
  /** Shape of the subtree of every span. */
  readonly of: Pair<Uint32Array>;
  /** Of each shape: the label of its top. */
  readonly label: Uint32Array;
  /** Of each shape: the set of its children's shapes, as a number; 0 for the empty set. */
  readonly body: Uint32Array;
  /** Of each shape: how many shapes it is made of, each counted wherever it stands. */
  readonly size: Uint32Array;
  /** The shapes in body b are `bodyShapes[bodyOffset[b], bodyOffset[b + 1])`, ascending. */
  readonly bodyOffset: Uint32Array;
  readonly bodyShapes: Uint32Array;
}

/** Below this, a sort by insertion beats making a view and sorting that. */
const fewChildren = 24;

/**
 * Numbers the shapes from the leaves up, equal ones alike: the comparison of unordered trees by
 * canonical numbers (Aho, Hopcroft, Ullman, The Design and Analysis of Computer Algorithms, 3.2),
 * with sets in place of multisets. Exact: equal hashes are compared. O(n log n), not recursive.
 */
export function subtreeShapes(spans: Pair<SpanTable>, labels: Pair<Uint32Array>): Shapes {
  const most = spans[0].length + spans[1].length + 1;
  const label = new Uint32Array(most);
  const body = new Uint32Array(most);
  const size = new Uint32Array(most);
  const bodyOffset = new Uint32Array(most + 2);
  const bodyShapes = new Uint32Array(most);
  const bodyHi = new Uint32Array(most + 1);
  const bodyLo = new Uint32Array(most + 1);
  const shapeIndex = new HashIndex(label, body);
  const bodyIndex = new HashIndex(bodyHi, bodyLo);
  let shapes = 0;
  // The empty set is body 0.
  let bodies = 1;
  const scratch = new Uint32Array(Math.max(spans[0].length, spans[1].length));

  const sameBody = (earlier: number): boolean => {
    const from = bodyOffset[bodies]!;
    const length = bodyOffset[bodies + 1]! - from;
    const other = bodyOffset[earlier]!;
    if (bodyOffset[earlier + 1]! - other !== length) return false;
    for (let i = 0; i < length; i += 1) {
      if (bodyShapes[from + i] !== bodyShapes[other + i]) return false;
    }
    return true;
  };
  /** The body whose shapes are the first of `scratch`, sorted and each once. */
  const internBody = (length: number): number => {
    if (length === 0) return 0;
    const from = bodyOffset[bodies]!;
    let hi = hashSeed;
    let lo = 0x9747b28c;
    for (let i = 0; i < length; i += 1) {
      const shape = scratch[i]!;
      bodyShapes[from + i] = shape;
      hi = hashStep(hi, shape);
      lo = hashStep(lo ^ (lo >>> 15), shape);
    }
    bodyOffset[bodies + 1] = from + length;
    bodyHi[bodies] = finishHash(hi);
    bodyLo[bodies] = finishHash(lo);
    const earlier = bodyIndex.insert(bodies, sameBody);
    if (earlier >= 0) return earlier;
    bodies += 1;
    bodyOffset[bodies + 1] = from + length;
    return bodies - 1;
  };

  const shapesOf = (side: 0 | 1): Uint32Array => {
    const { length, subtreeEnd } = spans[side];
    const of = new Uint32Array(length);
    for (let span = length - 1; span >= 0; span -= 1) {
      let children = 0;
      for (let child = span + 1; child < subtreeEnd[span]!; child = subtreeEnd[child]!) {
        scratch[children] = of[child]!;
        children += 1;
      }
      label[shapes] = labels[side][span]!;
      body[shapes] = internBody(sortDistinct(scratch, children));
      const earlier = shapeIndex.insert(shapes);
      if (earlier < 0) {
        let sum = 1;
        const end = bodyOffset[body[shapes]! + 1]!;
        for (let i = bodyOffset[body[shapes]!]!; i < end; i += 1) sum += size[bodyShapes[i]!]!;
        size[shapes] = sum;
        shapes += 1;
      }
      of[span] = earlier < 0 ? shapes - 1 : earlier;
    }
    return of;
  };
  const of = [shapesOf(0), shapesOf(1)] as const;
  return { of, label, body, size, bodyOffset, bodyShapes };
}

/** Sorts the first numbers of a column and drops repeats; gives how many are left. */
function sortDistinct(column: Uint32Array, length: number): number {
  if (length > fewChildren) column.subarray(0, length).sort();
  else {
    for (let i = 1; i < length; i += 1) {
      const value = column[i]!;
      let at = i - 1;
      for (; at >= 0 && column[at]! > value; at -= 1) column[at + 1] = column[at]!;
      column[at + 1] = value;
    }
  }
  let kept = 0;
  for (let i = 0; i < length; i += 1) {
    if (kept === 0 || column[kept - 1] !== column[i]) {
      column[kept] = column[i]!;
      kept += 1;
    }
  }
  return kept;
}
