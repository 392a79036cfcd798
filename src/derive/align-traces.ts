import { growable, type GrowableUint32 } from "@/lib/growable-column";
import type { TraceCore } from "@/model/trace";
import { alignSiblings, type AlignedSiblings } from "./align-siblings";
import { jointLabels, type JointLabels, type Pair } from "./diff-labels";
import { subtreePrints } from "./diff-prints";
import { subtreeShapes } from "./diff-shapes";
import { createShapeSimilarity } from "./shape-similarity";
import { SiblingClasses, SiblingPiles } from "./sibling-classes";

/** The rows of an alignment, a row's parent before it, in no other order. */
export interface Alignment {
  readonly labels: JointLabels;
  readonly length: number;
  /** Row of the parent, or -1. */
  readonly parent: Int32Array;
  /**
   * Of each trace: the spans of row r are `spans[offset[r], offset[r + 1])`. A row has spans of one
   * of the traces or of both, and every span is in one row.
   */
  readonly offset: Pair<Uint32Array>;
  readonly spans: Pair<Uint32Array>;
}

/** Sibling lists between two yields. */
const listsPerStep = 256;

/**
 * Aligns the span trees of two traces: one tree, whose rows have spans of A, of B, or of both.
 *
 * From the roots down, the children of the spans of a row, of A and of B, are aligned as two lists.
 * Siblings with subtrees of equal shape (`subtreeShapes`: the same labels in the same arrangement,
 * however often) are one row, with a count for each trace. What differs is matched in steps, each
 * with what the ones before it have left over, span by span where numbers differ:
 *
 * 1. equal subtrees, those first that are repeated as often inside;
 * 2. a span put around several siblings of which one has its own label, or taken away: as 5;
 * 3. equal service, span name and kind, those first whose children are most alike;
 * 4. equal service and equal children under another name: renamed;
 * 5. a subtree that contains a sibling of the other trace: a span was put around it, or taken away
 *    from around it. It is a row of its own, and what it contains is aligned below it;
 * 6. as 5, where only service, span name and kind are found inside;
 * 7. equal service and a similar span name (a very similar one, where both have children and none
 *    are alike), or children half of which are alike; or another service and equal children;
 * 8. two leaves of equal service and kind, each the only one left of these: renamed altogether.
 *
 * Equally good matches are made in order of start. What is left joins the row of its equals as a
 * difference in number, else it is a row of its own trace alone. So a trace has no difference to
 * itself, exchanging the traces exchanges the columns, and one span that is renamed, put around
 * others, repeated more or less often, added or removed changes one row; a subtree that moved is
 * gone in one place and new in the other.
 *
 * This is an alignment of trees in the sense of Jiang, Wang and Zhang (Alignment of trees, 1995):
 * spans are inserted until both trees have one arrangement. The best one of unordered trees is not
 * to be had in reasonable time, so it is found as GumTree does for syntax trees (Falleri and others,
 * Fine-grained and accurate source code differencing, ASE 2014): equal subtrees by canonical
 * number first, then by what they have in common. O(n log n) where few siblings differ; the steps
 * that compare pairs are bounded per list. Does not recurse.
 *
 * A generator that yields now and then; `alignTraces` runs it to its end.
 */
export function* alignSteps(traces: Pair<TraceCore>): Generator<void, Alignment> {
  const labels = jointLabels(traces);
  const spans = [traces[0].spans, traces[1].spans] as const;
  yield;
  const shapes = subtreeShapes(spans, labels.of);
  yield;
  const counts = [spans[0].length, spans[1].length] as const;
  const classes = [new SiblingClasses(counts[0]), new SiblingClasses(counts[1])] as const;
  const siblings: AlignedSiblings = {
    shapes,
    ranks: labels.rank,
    similarity: createShapeSimilarity(shapes, labels),
    classes,
    piles: new SiblingPiles(classes),
    subtreeEnds: [spans[0].subtreeEnd, spans[1].subtreeEnd],
    prints: [subtreePrints(spans[0], labels.of[0]), subtreePrints(spans[1], labels.of[1])],
  };
  const rows = new RowList(counts);
  const waiting = new WaitingLists(counts);
  for (const side of [0, 1] as const) {
    const { length, subtreeEnd } = spans[side];
    for (let root = 0; root < length; root = subtreeEnd[root]!) waiting.push(side, root);
  }
  waiting.close(-1);
  for (let lists = 1; waiting.length > 0; lists += 1) {
    const row = waiting.take(classes, shapes.of);
    siblings.piles.clear();
    alignSiblings(siblings);
    placePiles(siblings, row, rows, waiting);
    if (lists % listsPerStep === 0) yield;
  }
  return { labels, ...rows.take() };
}

/** Runs `alignSteps` to its end. */
export function alignTraces(a: TraceCore, b: TraceCore): Alignment {
  const steps = alignSteps([a, b]);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Makes a row of each pile, and lists of what is below it. */
function placePiles(
  { classes, piles, subtreeEnds }: AlignedSiblings,
  parent: number,
  rows: RowList,
  waiting: WaitingLists,
): void {
  for (let pile = 0; pile < piles.length; pile += 1) {
    for (let part = piles.lastPart[pile]!; part >= 0; part = piles.partBefore[part]!) {
      const side = piles.partSide[part]!;
      const { members } = classes[side];
      const end = piles.partFrom[part]! + piles.partLength[part]!;
      for (let at = piles.partFrom[part]!; at < end; at += 1) {
        const span = members[at]!;
        if (piles.partWrapped[part]) {
          waiting.push(side, span);
          continue;
        }
        rows.add(side, span);
        const subtreeEnd = subtreeEnds[side];
        for (let child = span + 1; child < subtreeEnd[span]!; child = subtreeEnd[child]!) {
          waiting.push(side, child);
        }
      }
    }
    waiting.close(rows.close(parent));
  }
}

/** Rows as they come. */
class RowList {
  readonly #parent = growable.uint32();
  readonly #offset: Pair<GrowableUint32> = [growable.uint32(), growable.uint32()];
  readonly #spans: Pair<Uint32Array>;
  readonly #placed: [number, number] = [0, 0];

  constructor(counts: Pair<number>) {
    this.#spans = [new Uint32Array(counts[0]), new Uint32Array(counts[1])];
    for (const offset of this.#offset) offset.push(0);
  }

  add(side: 0 | 1, span: number): void {
    this.#spans[side][this.#placed[side]] = span;
    this.#placed[side] += 1;
  }

  /** Makes a row of what was added since the last one; gives its number. */
  close(parent: number): number {
    for (const side of [0, 1] as const) this.#offset[side].push(this.#placed[side]);
    this.#parent.push(parent);
    return this.#parent.length - 1;
  }

  take(): Omit<Alignment, "labels"> {
    return {
      length: this.#parent.length,
      parent: Int32Array.from(this.#parent.view(), (row) => row | 0),
      offset: [this.#offset[0].take(), this.#offset[1].take()],
      spans: this.#spans,
    };
  }
}

/** Lists of siblings that wait for their turn; the last one comes first. */
class WaitingLists {
  readonly #spans: Pair<Uint32Array>;
  readonly #top: [number, number] = [0, 0];
  readonly #rows: number[] = [];
  readonly #from: Pair<number[]> = [[], []];
  #open: [number, number] = [0, 0];

  constructor(counts: Pair<number>) {
    // A span waits in one list at a time.
    this.#spans = [new Uint32Array(counts[0]), new Uint32Array(counts[1])];
  }

  get length(): number {
    return this.#rows.length;
  }

  push(side: 0 | 1, span: number): void {
    this.#spans[side][this.#top[side]] = span;
    this.#top[side] += 1;
  }

  /** Makes a pair of lists, below a row, of what was pushed since the last one; none of nothing. */
  close(row: number): void {
    const [a, b] = this.#open;
    if (this.#top[0] === a && this.#top[1] === b) return;
    this.#rows.push(row);
    this.#from[0].push(a);
    this.#from[1].push(b);
    this.#open = [this.#top[0], this.#top[1]];
  }

  /** Takes the last pair of lists off, into classes; gives the row that they are below. */
  take(classes: Pair<SiblingClasses>, shapes: Pair<Uint32Array>): number {
    for (const side of [0, 1] as const) {
      const from = this.#from[side].pop() ?? 0;
      classes[side].fill(this.#spans[side].subarray(from, this.#top[side]), shapes[side]);
      this.#top[side] = from;
    }
    this.#open = [this.#top[0], this.#top[1]];
    return this.#rows.pop() ?? -1;
  }
}
