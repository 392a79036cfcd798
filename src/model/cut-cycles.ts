/**
 * Finds the cycles among parents and cuts each at one span, which becomes a root: the one for which
 * `before` holds against the others. Gives the spans that were cut. Every span is walked over once
 * (the parent relation is a functional graph: each component has at most one cycle).
 */
export function cutCycles(
  parent: Int32Array,
  before: (a: number, b: number) => boolean,
): readonly number[] {
  const cut: number[] = [];
  /** Walk on which a span was first met, from 1; 0: not met yet. */
  const metOn = new Uint32Array(parent.length);
  for (let from = 0; from < parent.length; from += 1) {
    const walk = from + 1;
    let span = from;
    while (span >= 0 && metOn[span] === 0) {
      metOn[span] = walk;
      span = parent[span]!;
    }
    if (span < 0 || metOn[span] !== walk) continue;
    // Met on this very walk: the cycle begins and ends here.
    let first = span;
    for (let other = parent[span]!; other !== span; other = parent[other]!) {
      if (before(other, first)) first = other;
    }
    parent[first] = -1;
    cut.push(first);
  }
  return cut;
}
