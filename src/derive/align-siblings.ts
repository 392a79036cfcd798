import type { Pair } from "./diff-labels";
import type { Shapes } from "./diff-shapes";
import type { ShapeSimilarity } from "./shape-similarity";
import type { SiblingClasses, SiblingPiles } from "./sibling-classes";
import { wrapNamesakes, wrapSiblings } from "./wrap-siblings";

export interface AlignedSiblings {
  readonly shapes: Shapes;
  /** Of labels: see `JointLabels.rank`. */
  readonly ranks: Uint32Array;
  readonly similarity: ShapeSimilarity;
  readonly classes: Pair<SiblingClasses>;
  readonly piles: SiblingPiles;
  readonly subtreeEnds: Pair<Uint32Array>;
  /** Of every span: see `subtreePrints`. */
  readonly prints: Pair<Float64Array>;
}

/** Where comparing every open class with every other would take more steps, order decides. */
const mostWork = 100_000;

const likeName = 0.6;
const surelyLikeName = 0.8;
const likeChildren = 0.5;

/**
 * Aligns two lists of siblings: from the sure to the likely, each step only with what the ones
 * before it have left. The rules are at `alignTraces`.
 */
export function alignSiblings(siblings: AlignedSiblings): void {
  const { classes, piles, similarity } = siblings;
  matchEqual(siblings);
  const open: Pair<number[]> = [classes[0].openClasses(), classes[1].openClasses()];
  const step = (run: (open: Pair<number[]>) => void): void => {
    if (open[0].length === 0 || open[1].length === 0) return;
    run(open);
    for (const side of [0, 1] as const) {
      const kept = open[side].filter((c) => classes[side].open(c) > 0);
      open[side].splice(0, open[side].length, ...kept);
    }
  };
  const labelOf = (side: 0 | 1) => (c: number) => siblings.shapes.label[classes[side].shape[c]!]!;
  const bodyOf = (side: 0 | 1) => (c: number) => siblings.shapes.body[classes[side].shape[c]!]!;

  step((left) => wrapNamesakes(siblings, left));
  step((left) => {
    matchGroups(siblings, left, [labelOf(0), labelOf(1)], (x, y) => 1 + similarity.children(x, y));
  });
  step((left) => {
    matchGroups(siblings, left, [bodyOf(0), bodyOf(1)], (x, y) =>
      similarity.sameBody(x, y) && similarity.sameService(x, y) ? 1 + similarity.names(x, y) : 0,
    );
  });
  step((left) => wrapSiblings(siblings, left, "shape"));
  step((left) => wrapSiblings(siblings, left, "label"));
  // What is left of a class that has a row is a difference in number, not another name.
  const unmatched = (side: 0 | 1) => (c: number) => classes[side].taken[c] === 0;
  step((left) => {
    const fresh = [left[0].filter(unmatched(0)), left[1].filter(unmatched(1))] as const;
    const one = () => 0;
    matchGroups(siblings, fresh, [one, one], (x, y) => likeness(similarity, x, y));
  });
  step((left) => matchLoneLeaves(siblings, left));
  piles.finish();
}

function likeness(similarity: ShapeSimilarity, x: number, y: number): number {
  const names = similarity.names(x, y);
  if (!similarity.sameService(x, y)) return similarity.sameBody(x, y) ? 1 + names : 0;
  const children = similarity.children(x, y) / 2;
  // Names of one style are alike: where they call quite different things, they are two calls.
  const isUnlike = children === 0 && similarity.width(x) > 0 && similarity.width(y) > 0;
  return names >= (isUnlike ? surelyLikeName : likeName) || children >= likeChildren
    ? 1 + names + children
    : 0;
}

/** Matches the only span of a service and a kind that is left on each side, if both are leaves. */
function matchLoneLeaves(
  { classes, piles, similarity }: AlignedSiblings,
  open: Pair<readonly number[]>,
): void {
  const lone = (side: 0 | 1): ReadonlyMap<number, number | undefined> => {
    const of = classes[side];
    const byRole = new Map<number, number | undefined>();
    for (const c of open[side]) {
      const role = similarity.role(of.shape[c]!);
      const isLeaf = similarity.width(of.shape[c]!) === 0;
      byRole.set(role, isLeaf && of.open(c) === 1 && !byRole.has(role) ? c : undefined);
    }
    return byRole;
  };
  const others = lone(1);
  for (const [role, c] of lone(0)) {
    const other = others.get(role);
    if (c !== undefined && other !== undefined) piles.match(c, other);
  }
}

function matchEqual({ classes, piles, prints }: AlignedSiblings): void {
  const [a, b] = classes;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const step = a.shape[i]! - b.shape[j]!;
    if (step === 0) {
      const more = a.count[i]! - b.count[j]!;
      const [printsA, printsB] = prints;
      if (more > 0) a.preferEqual(i, b.membersOf(j), [printsA, printsB]);
      else if (more < 0) b.preferEqual(j, a.membersOf(i), [printsB, printsA]);
      piles.match(i, j);
    }
    if (step <= 0) i += 1;
    if (step >= 0) j += 1;
  }
}

/**
 * Matches classes that have a key in common, best score first; none with a score of 0. Where there
 * are too many for that, those of one key in order.
 */
function matchGroups(
  siblings: AlignedSiblings,
  open: Pair<readonly number[]>,
  keyOf: Pair<(c: number) => number>,
  score: (a: number, b: number) => number,
): void {
  const groups = new Map<number, [number[], number[]]>();
  for (const side of [0, 1] as const) {
    for (const c of open[side]) {
      const key = keyOf[side](c);
      const group = groups.get(key) ?? [[], []];
      group[side].push(c);
      groups.set(key, group);
    }
  }
  for (const [first, second] of groups.values()) {
    if (first.length > 0 && second.length > 0) matchBest(siblings, [first, second], score);
  }
}

function matchBest(
  { classes, piles, similarity }: AlignedSiblings,
  [first, second]: Pair<readonly number[]>,
  score: (a: number, b: number) => number,
): void {
  const [a, b] = classes;
  const cost = (side: 0 | 1, list: readonly number[]): number =>
    list.reduce((sum, c) => sum + 8 + similarity.width(classes[side].shape[c]!), 0);
  const scoreOf = (i: number, j: number): number =>
    score(a.shape[first[i]!]!, b.shape[second[j]!]!);
  if (first.length * cost(1, second) + second.length * cost(0, first) > mostWork) {
    for (let i = 0; i < first.length && i < second.length; i += 1) {
      if (scoreOf(i, i) > 0) piles.match(first[i]!, second[i]!);
    }
    return;
  }
  const pairs: number[] = [];
  const scores: number[] = [];
  for (let i = 0; i < first.length; i += 1) {
    for (let j = 0; j < second.length; j += 1) {
      const one = scoreOf(i, j);
      if (one === 0) continue;
      pairs.push(i * second.length + j);
      scores.push(one);
    }
  }
  // Equal scores: by place. Of two pairs that this leaves equal, neither stands in the other's way,
  // so that exchanging the sides exchanges the result.
  const sides = (at: number): Pair<number> => [
    Math.floor(pairs[at]! / second.length),
    pairs[at]! % second.length,
  ];
  const order = pairs.map((_, at) => at);
  order.sort((x, y) => {
    const [xi, xj] = sides(x);
    const [yi, yj] = sides(y);
    return (
      scores[y]! - scores[x]! ||
      Math.min(xi, xj) - Math.min(yi, yj) ||
      Math.max(xi, xj) - Math.max(yi, yj)
    );
  });
  for (const at of order) {
    const [i, j] = sides(at);
    piles.match(first[i]!, second[j]!);
  }
}
