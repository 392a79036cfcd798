import type { AlignedSiblings } from "./align-siblings";
import type { Pair } from "./diff-labels";

/** How many shapes below a span are looked at for what it may wrap. */
const lookedAt = 256;

/** Spans of one side that contain what stands open on the other. */
interface Links {
  readonly side: (0 | 1)[];
  readonly wrapper: number[];
  readonly content: number[];
  /** The shape inside the wrapper that made the link. */
  readonly inside: number[];
  /** How much of the tree the link explains. */
  readonly weight: number[];
  /** Of the wrapper's label. */
  readonly rank: number[];
}

/**
 * Finds spans that were put around siblings, or taken away from around them: a class of one side
 * whose subtree contains a shape (or a label) that stands open on the other side, one level higher.
 * Such a class becomes a row of its side alone, and what it wraps goes among its children, to be
 * aligned there. The link that explains most goes first.
 */
export function wrapSiblings(
  siblings: AlignedSiblings,
  open: Pair<readonly number[]>,
  by: "shape" | "label",
): void {
  const { classes, piles } = siblings;
  const links: Links = { side: [], wrapper: [], content: [], inside: [], weight: [], rank: [] };
  findLinks(siblings, open, by, links);
  const order = links.weight.map((_, at) => at);
  // Equal weights: by label, which does not depend on which trace is A.
  order.sort((x, y) => links.weight[y]! - links.weight[x]! || links.rank[x]! - links.rank[y]!);
  const wrappers: Pair<Map<number, number>> = [new Map(), new Map()];
  for (const at of order) {
    const side = links.side[at]!;
    const other = side === 0 ? 1 : 0;
    const wrapper = links.wrapper[at]!;
    const content = links.content[at]!;
    const left = classes[other].open(content);
    let pile = wrappers[side].get(wrapper);
    if (left === 0 || (pile === undefined && classes[side].open(wrapper) === 0)) continue;
    if (pile === undefined) {
      pile = piles.create();
      wrappers[side].set(wrapper, pile);
      piles.add(pile, side, wrapper, classes[side].open(wrapper));
    }
    const has = childCount(siblings, side, wrapper, links.inside[at]!);
    piles.add(pile, other, content, Math.min(left, Math.max(1, has)), true);
  }
}

/** A class that wraps open classes of the other side, each with as many spans as it wraps of it. */
interface Namesake {
  readonly side: 0 | 1;
  readonly wrapper: number;
  readonly contents: readonly (readonly [content: number, count: number])[];
}

/**
 * Finds spans that were put around siblings of which one has their own label, or taken away from
 * around them: by label alone, they would be taken for that one, and nothing of the two would be
 * alike. Such a class has several children, all of them are open on the other side one level
 * higher, and no other span of its label is. The largest goes first.
 */
export function wrapNamesakes(siblings: AlignedSiblings, open: Pair<readonly number[]>): void {
  const { classes, shapes, ranks, piles } = siblings;
  const found = [...namesakesOn(siblings, open, 0), ...namesakesOn(siblings, open, 1)];
  const shapeOf = ({ side, wrapper }: Namesake): number => classes[side].shape[wrapper]!;
  found.sort((x, y) => {
    const [a, b] = [shapeOf(x), shapeOf(y)];
    return shapes.size[b]! - shapes.size[a]! || ranks[shapes.label[a]!]! - ranks[shapes.label[b]!]!;
  });
  for (const { side, wrapper, contents } of found) {
    const other = side === 0 ? 1 : 0;
    const isLeft = contents.every(([content, count]) => classes[other].open(content) >= count);
    if (!isLeft || classes[side].taken[wrapper] !== 0) continue;
    const pile = piles.create();
    piles.add(pile, side, wrapper, classes[side].open(wrapper));
    for (const [content, count] of contents) piles.add(pile, other, content, count, true);
  }
}

function namesakesOn(
  { classes, shapes, subtreeEnds }: AlignedSiblings,
  open: Pair<readonly number[]>,
  side: 0 | 1,
): Namesake[] {
  const other = side === 0 ? 1 : 0;
  const byShape = new Map<number, number>();
  const byLabel = new Map<number, number[]>();
  for (const c of open[other]) {
    const shape = classes[other].shape[c]!;
    byShape.set(shape, c);
    const namesakes = byLabel.get(shapes.label[shape]!);
    if (namesakes) namesakes.push(c);
    else byLabel.set(shapes.label[shape]!, [c]);
  }
  return open[side].flatMap((wrapper) => {
    const shape = classes[side].shape[wrapper]!;
    const namesakes = byLabel.get(shapes.label[shape]!);
    if (namesakes === undefined || classes[side].taken[wrapper] !== 0) return [];
    const body = shapes.body[shape]!;
    for (let i = shapes.bodyOffset[body]!; i < shapes.bodyOffset[body + 1]!; i += 1) {
      if (!byShape.has(shapes.bodyShapes[i]!)) return [];
    }
    const counts = new Map<number, number>();
    let children = 0;
    for (const span of classes[side].membersOf(wrapper)) {
      const end = subtreeEnds[side][span]!;
      for (let child = span + 1; child < end; child = subtreeEnds[side][child]!) {
        const content = byShape.get(shapes.of[side][child]!)!;
        counts.set(content, (counts.get(content) ?? 0) + 1);
        children += 1;
      }
    }
    const isExact =
      children > classes[side].count[wrapper]! &&
      namesakes.every((content) => counts.get(content) === classes[other].open(content));
    return isExact ? [{ side, wrapper, contents: [...counts] }] : [];
  });
}

/** How many children of a shape the spans of a class have together. */
function childCount(
  { classes, shapes, subtreeEnds }: AlignedSiblings,
  side: 0 | 1,
  c: number,
  shape: number,
): number {
  const { members, from, count: counts } = classes[side];
  const subtreeEnd = subtreeEnds[side];
  let count = 0;
  for (let at = from[c]!; at < from[c]! + counts[c]!; at += 1) {
    const span = members[at]!;
    for (let child = span + 1; child < subtreeEnd[span]!; child = subtreeEnd[child]!) {
      if (shapes.of[side][child] === shape) count += 1;
    }
  }
  return count;
}

function findLinks(
  { classes, shapes, ranks }: AlignedSiblings,
  open: Pair<readonly number[]>,
  by: "shape" | "label",
  links: Links,
): void {
  const keyOf = (shape: number): number => (by === "shape" ? shape : shapes.label[shape]!);
  const contents = ([0, 1] as const).map((side) => {
    const byKey = new Map<number, number[]>();
    for (const c of open[side]) {
      const key = keyOf(classes[side].shape[c]!);
      const known = byKey.get(key);
      if (known) known.push(c);
      else byKey.set(key, [c]);
    }
    return byKey;
  });
  for (const side of [0, 1] as const) {
    const other = side === 0 ? 1 : 0;
    for (const wrapper of open[side]) {
      for (const inside of shapesBelow(shapes, classes[side].shape[wrapper]!)) {
        for (const content of contents[other]?.get(keyOf(inside)) ?? []) {
          const contentShape = classes[other].shape[content]!;
          links.side.push(side);
          links.wrapper.push(wrapper);
          links.content.push(content);
          links.inside.push(inside);
          links.rank.push(ranks[shapes.label[classes[side].shape[wrapper]!]!]!);
          links.weight.push(Math.min(shapes.size[inside]!, shapes.size[contentShape]!));
        }
      }
    }
  }
}

/** The first shapes below a shape, level by level, each once. */
function shapesBelow(shapes: AlignedSiblings["shapes"], top: number): Iterable<number> {
  const found = new Set<number>();
  const add = (shape: number): void => {
    const body = shapes.body[shape]!;
    const end = shapes.bodyOffset[body + 1]!;
    for (let i = shapes.bodyOffset[body]!; i < end && found.size < lookedAt; i += 1) {
      found.add(shapes.bodyShapes[i]!);
    }
  };
  add(top);
  // A set is walked in the order of insertion, also of what comes in meanwhile.
  for (const shape of found) {
    if (found.size >= lookedAt) break;
    add(shape);
  }
  return found;
}
