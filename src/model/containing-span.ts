import { upperBound } from "@/lib/bisect";
import { sortByKey } from "@/lib/sort-by-key";

/**
 * Answers which of some spans contains an interval: of several, the one that starts latest, which
 * is the closest fit. The spans are sorted by start, and a tree of greatest ends (a segment tree)
 * over them is walked down: O(log k) for k spans, so that ten thousand spans with one id and a
 * million children of it stay near-linear.
 */
export class ContainingSpan {
  readonly #spans: Uint32Array;
  readonly #starts: Float64Array;
  /** Node 1 is the root, node i has the children 2i and 2i + 1; leaves begin at `#leaves`. */
  readonly #greatestEnd: Float64Array;
  readonly #leaves: number;

  /**
   * `spans` in input order; times by row, NaN where there is none: a span without a start contains
   * nothing, one without a duration only its own start.
   */
  constructor(spans: readonly number[], startNs: Float64Array, durationNs: Float64Array) {
    const timed = spans.filter((span) => !Number.isNaN(startNs[span]));
    // Reversed, so that of equal starts the first in input order is the last, which is found first.
    timed.reverse();
    const order = sortByKey(Float64Array.from(timed, (span) => startNs[span]!));
    this.#spans = order.map((at) => timed[at]!);
    this.#starts = Float64Array.from(this.#spans, (span) => startNs[span]!);
    let leaves = 1;
    // One leaf to spare, so that the end of any prefix is a leaf.
    while (leaves <= timed.length) leaves *= 2;
    this.#leaves = leaves;
    this.#greatestEnd = new Float64Array(leaves * 2).fill(-Infinity);
    this.#spans.forEach((span, at) => {
      const duration = durationNs[span]!;
      this.#greatestEnd[leaves + at] = startNs[span]! + (duration > 0 ? duration : 0);
    });
    for (let node = leaves - 1; node >= 1; node -= 1) {
      this.#greatestEnd[node] = Math.max(
        this.#greatestEnd[node * 2]!,
        this.#greatestEnd[node * 2 + 1]!,
      );
    }
  }

  /** The span that contains `[startNs, endNs]`, or -1; -1 for an interval that is NaN. */
  find(startNs: number, endNs: number): number {
    if (Number.isNaN(startNs)) return -1;
    // The candidates are the leaves before `end`; the last of them that ends late enough wins.
    let node = this.#leaves + upperBound(this.#starts, startNs);
    while (node > 1) {
      const isRightChild = (node & 1) === 1;
      if (isRightChild && this.#greatestEnd[node - 1]! >= endNs)
        return this.#descend(node - 1, endNs);
      node >>= 1;
    }
    return -1;
  }

  #descend(from: number, endNs: number): number {
    let node = from;
    while (node < this.#leaves) {
      node = this.#greatestEnd[node * 2 + 1]! >= endNs ? node * 2 + 1 : node * 2;
    }
    return this.#spans[node - this.#leaves] ?? -1;
  }
}
